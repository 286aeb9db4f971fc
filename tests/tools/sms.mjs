// Microsoft's JavaScript client of SMS against the embedded service.
import { SmsClient } from "@azure/communication-sms";
import {
  close, connectionString, countingPolicy, faults, options, patience, refusal, report, wrongKey,
} from "./dialogue.mjs";

const from = "+441632960000";
const send = (client, to, message = "Your appointment is tomorrow.") =>
  client.send({ from, to, message }, { enableDeliveryReport: true, tag: "reminder" });

const client = new SmsClient(connectionString, options());
const sent = await send(client, ["+447700900110", "07700900111"]);
report("sent", sent.map(({ to, httpStatusCode, successful, repeatabilityResult }) =>
  ({ to, httpStatusCode, successful, repeatabilityResult })));
report("message ids", sent.map(({ messageId }) => messageId?.startsWith("Outgoing_") ?? false));
report("too long", await refusal(send(client, ["+447700900110"], "x".repeat(2049))));
report("wrong key", await refusal(send(new SmsClient(wrongKey, options()), ["+447700900110"])));

const counting = countingPolicy();
const patient = new SmsClient(connectionString, patience(counting));
await faults({ throttledRequests: 0.1, unavailableRequests: 0.1, failedRequests: 0.3, droppedConnections: 0.3 });
const again = [];
while (counting.sent === again.length) again.push(...await send(patient, ["+447700900112"]));
await faults({});
report("throttled", { successful: again.every((one) => one.successful), created: again.length, tries: counting.sent });

await faults({ smsPerMinute: 1 });
const limited = await send(client, ["+447700900114", "+447700900115"]);
report("limited", limited.map((one) => one.httpStatusCode));

close();
