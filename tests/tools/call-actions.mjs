// Microsoft's JavaScript client: what is done in a call, apart from playing and recognizing keys.
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import { ask, callback, close, connectionString, options, refusal, report, speech } from "./dialogue.mjs";

const caller = { phoneNumber: "+441632960000" };
const presser = { phoneNumber: "+447700900107" };
const busy = { phoneNumber: "+447700900101" };
const supervisor = { phoneNumber: "+447700900208" };
const agent = { communicationUserId: "8:acs:resource_agent" };
const invite = (target) => ({ targetParticipant: target, sourceCallIdNumber: caller });
const text = (words) => ({ kind: "textSource", text: words, voiceName: "en-GB-SoniaNeural" });
const until = async (kind) => parseCallAutomationEvent(await ask({ until: kind }));
const number = (identifier) => identifier.phoneNumber ?? identifier.communicationUserId;

const client = new CallAutomationClient(connectionString, options());
const { callConnection: call, callConnectionProperties: properties } = await client.createCall(invite(presser), callback, speech);
await until("CallConnected");
const media = call.getCallMedia();

// Choices.
await media.startRecognizing(presser, {
  kind: "callMediaRecognizeChoiceOptions",
  choices: [{ label: "Confirm", phrases: ["yes"], tone: "one" }, { label: "Cancel", phrases: ["no"], tone: "two" }],
  playPrompt: text("Press one to confirm."),
});
const chosen = await until("RecognizeCompleted");
report("chosen", { type: chosen.recognitionType, label: chosen.choiceResult.label, subCode: chosen.resultInformation.subCode });

// Keys as they are pressed, and keys of ours.
await media.startContinuousDtmfRecognition(presser, { operationContext: "keys" });
await media.playToAll([text("Press what you like.")]);
const pressed = await until("ContinuousDtmfRecognitionToneReceived");
report("pressed", { tone: pressed.tone, sequence: pressed.sequenceId });
await media.stopContinuousDtmfRecognition(presser, { operationContext: "enough" });
report("stopped", (await until("ContinuousDtmfRecognitionStopped")).operationContext);
await media.sendDtmfTones(["one", "pound"], presser, { operationContext: "sent" });
report("sent", (await until("SendDtmfTonesCompleted")).operationContext);

// Holding.
await media.hold(presser);
report("held", (await call.getParticipant(presser)).isOnHold);
await media.unhold(presser);
report("unheld", (await call.getParticipant(presser)).isOnHold);

// Others.
const added = await call.addParticipant({ targetParticipant: agent }, { operationContext: "agent" });
report("invited", { who: number(added.participant.identifier), context: added.operationContext });
const joined = await until("AddParticipantSucceeded");
report("joined", { who: number(joined.participant), context: joined.operationContext });
await call.addParticipant(invite(busy));
const refused = await until("AddParticipantFailed");
report("refused", { who: number(refused.participant), code: refused.resultInformation.code });
const { invitationId } = await call.addParticipant(invite(supervisor));
await call.cancelAddParticipantOperation(invitationId);
report("taken back", (await until("CancelAddParticipantSucceeded")).invitationId === invitationId);
await call.muteParticipant(agent);
report("muted", (await call.getParticipant(agent)).isMuted);
report("telephones are not muted", await refusal(call.muteParticipant(presser)));
report("a call of three is not handed on", await refusal(call.transferCallToParticipant(supervisor)));
await call.removeParticipant(agent);
report("removed", number((await until("RemoveParticipantSucceeded")).participant));
report("participants", (await call.listParticipants()).values.length);

// Recording.
const recording = client.getCallRecording();
const started = await recording.start({
  callLocator: { id: properties.serverCallId, kind: "serverCallLocator" }, recordingStateCallbackEndpointUrl: callback,
});
report("recording", started.recordingState);
const changed = await until("RecordingStateChanged");
report("told", { same: changed.recordingId === started.recordingId, state: changed.state });
await recording.pause(started.recordingId);
report("paused", (await recording.getState(started.recordingId)).recordingState);
await recording.resume(started.recordingId);
report("resumed", (await recording.getState(started.recordingId)).recordingState);
await recording.stop(started.recordingId);
report("over", await refusal(recording.getState(started.recordingId)));

// Handing on: first to someone who does not take it.
await call.transferCallToParticipant(busy, { sourceCallIdNumber: caller });
report("transferring", (await call.getCallConnectionProperties()).callConnectionState);
report("not taken", (await until("CallTransferFailed")).resultInformation.code);
await call.transferCallToParticipant(agent, { operationContext: "handed on" });
report("taken", (await until("CallTransferAccepted")).operationContext);
await until("CallDisconnected");
report("gone", await refusal(call.getCallConnectionProperties()));

close();
