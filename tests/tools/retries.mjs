// Microsoft's JavaScript client: what it tries again of itself, operation by operation.
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import {
  ask, callback, close, connectionString, countingPolicy, faults, patience, person, report, speech,
} from "./dialogue.mjs";

const caller = { phoneNumber: "+441632960000" };
const callee = { phoneNumber: "+447700900150" };
const agent = { communicationUserId: "8:acs:resource_agent" };
const until = async (kind) => parseCallAutomationEvent(await ask({ until: kind }));

const refusals = { throttledRequests: 0.1, unavailableRequests: 0.1, failedRequests: 0.3 };
const drops = { ...refusals, droppedConnections: 0.25 };
const file = { kind: "fileSource", url: "https://files.example/music.wav" };
const counting = countingPolicy();
const client = new CallAutomationClient(connectionString, patience(counting));
const done = [];

// Operations that the service does once however often they are asked for may lose their connection as well.
async function does(name, operation, withDrops = false) {
  await faults(withDrops ? drops : refusals);
  const result = await operation();
  await faults({});
  done.push(name);
  return result;
}

await person(callee.phoneNumber, { tones: ["1"], patienceSeconds: 3600, talkSeconds: 3600 });
const invite = { targetParticipant: callee, sourceCallIdNumber: caller };
const { callConnection: call, callConnectionProperties } =
  await does("create", () => client.createCall(invite, callback, speech), true);
await until("CallConnected");
const media = call.getCallMedia();
await does("get", () => call.getCallConnectionProperties(), true);
await does("list participants", () => call.listParticipants(), true);
await does("get participant", () => call.getParticipant(callee), true);
await does("play", () => media.playToAll([file]));
await until("PlayCompleted");
await does("play to one", () => media.play([file], [callee]));
await does("cancel media", () => media.cancelAllOperations(), true);
await does("recognize", () => media.startRecognizing(callee, {
  kind: "callMediaRecognizeDtmfOptions", maxTonesToCollect: 1,
}));
await until("RecognizeCompleted");
await does("start continuous keys", () => media.startContinuousDtmfRecognition(callee), true);
await does("stop continuous keys", () => media.stopContinuousDtmfRecognition(callee), true);
await does("send keys", () => media.sendDtmfTones(["one"], callee), true);
await does("hold", () => media.hold(callee), true);
await does("unhold", () => media.unhold(callee), true);
const recording = client.getCallRecording();
const { recordingId } = await does("start recording", () => recording.start({
  callLocator: { id: callConnectionProperties.serverCallId, kind: "serverCallLocator" },
}), true);
await does("pause recording", () => recording.pause(recordingId), true);
await does("resume recording", () => recording.resume(recordingId), true);
await does("recording state", () => recording.getState(recordingId), true);
await does("stop recording", () => recording.stop(recordingId));
await does("add", () => call.addParticipant({ targetParticipant: agent }), true);
await until("AddParticipantSucceeded");
await does("mute", () => call.muteParticipant(agent), true);
await does("remove", () => call.removeParticipant(agent), true);
const { invitationId } = await does("add again", () => call.addParticipant({ targetParticipant: agent }), true);
await does("cancel add", () => call.cancelAddParticipantOperation(invitationId), true);
await does("transfer", () => call.transferCallToParticipant({ phoneNumber: "+447700900101" }), true);
await until("CallTransferFailed");
await does("terminate", () => call.hangUp(true), true);
const { callConnection: second } = await client.createCall(invite, callback);
await until("CallConnected");
await does("leave", () => second.hangUp(false));

report("done", done.length);
report("tries", counting.sent);

close();
