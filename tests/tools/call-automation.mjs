// Microsoft's JavaScript client of Call Automation against the embedded service.
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import {
  ask, callback, close, connectionString, countingPolicy, faults, options, patience, refusal, report, speech, wrongKey,
} from "./dialogue.mjs";

const caller = { phoneNumber: "+441632960000" };
const listener = { phoneNumber: "+447700900108" };
const presser = { phoneNumber: "+447700900107" };
const invite = (target) => ({ targetParticipant: target, sourceCallIdNumber: caller });
const text = (words) => ({ kind: "textSource", text: words, voiceName: "en-GB-SoniaNeural" });
const until = async (kind) => parseCallAutomationEvent(await ask({ until: kind }));
const number = (identifier) => identifier.phoneNumber ?? identifier.communicationUserId;

const client = new CallAutomationClient(connectionString, options());

// A call from its beginning to its end.
const created = await client.createCall(invite(presser), callback, { operationContext: "first", ...speech });
const call = created.callConnection;
report("created", created.callConnectionProperties.callConnectionState);
report("target", created.callConnectionProperties.targetParticipants.map(number));
report("play too early", await refusal(call.getCallMedia().playToAll([text("Hello?")])));

const connected = await until("CallConnected");
report("connected", { context: connected.operationContext, same: connected.serverCallId === created.callConnectionProperties.serverCallId });
report("state", (await call.getCallConnectionProperties()).callConnectionState);
const updated = await until("ParticipantsUpdated");
report("updated", updated.participants.map((one) => number(one.identifier)).includes(presser.phoneNumber));
const { values } = await call.listParticipants();
report("participants", values.map((one) => one.isMuted));
report("participant", number((await call.getParticipant(presser)).identifier));

const media = call.getCallMedia();
await media.play([text("One."), { kind: "ssmlSource", ssmlText: "<speak>Two.</speak>" }], [presser], { operationContext: "play" });
const played = await until("PlayCompleted");
report("played", { context: played.operationContext, subCode: played.resultInformation.subCode });

await media.startRecognizing(presser, {
  kind: "callMediaRecognizeDtmfOptions", maxTonesToCollect: 1, playPrompt: text("Press one."), operationContext: "menu",
});
const recognized = await until("RecognizeCompleted");
report("recognized", {
  context: recognized.operationContext, type: recognized.recognitionType, tones: recognized.dtmfResult.tones,
});

await media.playToAll([{ kind: "fileSource", url: "https://files.example/music.wav" }], { loop: true });
report("busy", await refusal(media.playToAll([text("Now?")])));
await media.cancelAllOperations();
report("canceled", (await until("PlayCanceled")).kind);

await call.hangUp(true);
const ended = await until("CallDisconnected");
report("disconnected", ended.resultInformation.subCode);
report("gone", await refusal(call.getCallConnectionProperties()));

// Leaving a call of two ends it as well.
const second = await client.createCall(invite(listener), callback, speech);
await until("CallConnected");
await second.callConnection.hangUp(false);
report("left", (await until("CallDisconnected")).callConnectionId === second.callConnectionProperties.callConnectionId);

// Calls that nobody takes.
await client.createCall(invite({ phoneNumber: "+447700900101" }), callback);
report("not answered", (await until("CreateCallFailed")).resultInformation.code);

// Refusals.
const stranger = new CallAutomationClient(wrongKey, options());
report("wrong key", await refusal(stranger.createCall(invite(listener), callback)));
report("bad number", await refusal(client.createCall(invite({ phoneNumber: "07700900108" }), callback)));

// What the client tries again of itself.
for (const fault of ["throttledRequests", "unavailableRequests", "failedRequests", "droppedConnections"]) {
  const counting = countingPolicy();
  const patient = new CallAutomationClient(connectionString, patience(counting));
  await faults({ [fault]: 0.6 });
  const results = [];
  for (let ending = 10; counting.sent === results.length; ending++)
    results.push(await patient.createCall(invite({ phoneNumber: "+4477009001" + ending }), callback));
  await faults({});
  report(fault, { created: results.length, tries: counting.sent });
}

// An answer that takes its time.
await faults({ slowAnswers: 1 });
let answered = false;
const slow = client.createCall(invite({ phoneNumber: "+447700900199" }), callback).then(() => (answered = true));
while (!answered) await ask({ advance: 20 });
report("slow", await slow);

close();
