// Microsoft's JavaScript client of Email against the embedded service.
import { EmailClient } from "@azure/communication-email";
import {
  close, connectionString, countingPolicy, faults, options, refusal, report, wrongKey,
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
const patient = new EmailClient(connectionString, options({
  retryOptions: { maxRetries: 10, retryDelayInMs: 1, maxRetryDelayInMs: 10 },
  additionalPolicies: [{ policy: counting, position: "perRetry" }],
}));
await faults({ unavailableRequests: 0.6 });
for (const subject of ["Second", "Third"]) await (await patient.beginSend(mail(subject))).pollUntilDone();
await faults({});
report("unavailable", { tries: counting.sent });

close();
