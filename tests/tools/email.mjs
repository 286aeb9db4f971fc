// Microsoft's JavaScript client of Email against the embedded service.
import { EmailClient } from "@azure/communication-email";
import {
  close, connectionString, countingPolicy, faults, options, patience, refusal, report, wrongKey,
} from "./dialogue.mjs";

const mail = (subject) => ({
  senderAddress: "tickets@example.com",
  content: { subject, plainText: "Grüße", html: "<p>Grüße</p>" },
  recipients: { to: [{ address: "ada@example.com", displayName: "Ada" }] },
  headers: { "In-Reply-To": "<1@example.com>" },
  attachments: [{ name: "a.txt", contentType: "text/plain", contentInBase64: "dGVzdA==" }],
});

const client = new EmailClient(connectionString, options());
const operationId = "0f6c6f6e-7b42-44f8-8d2f-46d1a6294f9f";
const poller = await client.beginSend(mail("First"), { operationId });
const result = await poller.pollUntilDone();
report("sent", { id: result.id === operationId, status: result.status, error: result.error ?? null });

report("no recipient", await refusal(client.beginSend({ ...mail("Nobody"), recipients: { to: [] } })));
report("wrong key", await refusal(new EmailClient(wrongKey, options()).beginSend(mail("Wrong"))));

const counting = countingPolicy();
const patient = new EmailClient(connectionString, patience(counting));
const every = { unavailableRequests: 0.1, throttledRequests: 0.1, failedRequests: 0.3, droppedConnections: 0.3 };
await faults(every);
for (const subject of ["Second", "Third"]) {
  // The id makes it one mail, however often it is sent.
  const poller = await patient.beginSend(mail(subject), { operationId: crypto.randomUUID() });
  await poller.pollUntilDone();
}
await faults({});
report("unavailable", { tries: counting.sent });

await faults({ emailsPerHour: 1 });
const impatient = new EmailClient(connectionString, options({ retryOptions: { maxRetries: 0 } }));
await impatient.beginSend(mail("Fourth"));
report("limited", await refusal(impatient.beginSend(mail("Fifth"))));

close();
