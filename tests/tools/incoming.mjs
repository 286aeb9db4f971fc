// Microsoft's JavaScript client: calls that come in.
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import {
  ask, callback, callIn, close, connectionString, countingPolicy, faults, options, patience, refusal, report, speech,
} from "./dialogue.mjs";

const ours = "+441632960000";
const theirs = "+447700900107";
const until = async (kind) => parseCallAutomationEvent(await ask({ until: kind }));
const client = new CallAutomationClient(connectionString, options());

// Answered.
const first = await callIn(theirs, ours);
report("from", first.from.phoneNumber.value);
const { callConnection, callConnectionProperties } =
  await client.answerCall(first.incomingCallContext, callback, { operationContext: "answered", ...speech });
report("answered", {
  state: callConnectionProperties.callConnectionState, same: callConnectionProperties.serverCallId === first.serverCallId,
});
report("connected", (await until("CallConnected")).operationContext);
report("answered twice", await refusal(client.answerCall(first.incomingCallContext, callback)));
await callConnection.getCallMedia().playToAll([{ kind: "textSource", text: "Hello.", voiceName: "en-GB-SoniaNeural" }]);
await until("PlayCompleted");
await callConnection.hangUp(true);
report("over", (await until("CallDisconnected")).resultInformation.subCode);

// Sent on, and not taken.
const second = await callIn(theirs, ours);
await client.redirectCall(second.incomingCallContext, {
  targetParticipant: { phoneNumber: "+447700900208" }, sourceCallIdNumber: { phoneNumber: ours },
});
report("sent on", await refusal(client.answerCall(second.incomingCallContext, callback)));
const third = await callIn(theirs, ours);
await client.rejectCall(third.incomingCallContext, { callRejectReason: "busy" });
report("rejected", await refusal(client.redirectCall(third.incomingCallContext, {
  targetParticipant: { communicationUserId: "8:acs:resource_agent" },
})));
report("no context", await refusal(client.rejectCall("nothing")));

// What the client tries again of itself.
const counting = countingPolicy();
const patient = new CallAutomationClient(connectionString, patience(counting));
const calls = [];
for (let index = 0; index < 6; index++) calls.push(await callIn("+4477009001" + (10 + index), ours));
await faults({ throttledRequests: 0.1, unavailableRequests: 0.1, failedRequests: 0.3, droppedConnections: 0.3 });
for (const [index, { incomingCallContext: context }] of calls.entries()) {
  if (index < 2) await patient.answerCall(context, callback);
  else if (index < 4) await patient.rejectCall(context);
  else await patient.redirectCall(context, { targetParticipant: { communicationUserId: "8:acs:resource_agent" } });
}
await faults({});
report("tries", counting.sent);

close();
