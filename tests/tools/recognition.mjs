// Microsoft's JavaScript client: everything that is played, asked, pressed and said.
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import { ask, callback, close, connectionString, options, person, refusal, report, speech } from "./dialogue.mjs";

const caller = { phoneNumber: "+441632960000" };
const callee = { phoneNumber: "+447700900150" };
const text = (words) => ({ kind: "textSource", text: words, sourceLocale: "en-GB", voiceKind: "female" });
const file = { kind: "fileSource", url: "https://files.example/music.wav" };
const until = async (kind) => parseCallAutomationEvent(await ask({ until: kind }));
const client = new CallAutomationClient(connectionString, options());
const call = async (more) => {
  const invite = { targetParticipant: callee, sourceCallIdNumber: caller };
  const { callConnection } = await client.createCall(invite, callback, more);
  await until("CallConnected");
  return callConnection;
};

await person(callee.phoneNumber, {
  tones: ["42#9", "12345", "", "1", "9", "3"], says: ["", "", "", "", "", "", "Yes, please", "Never"],
  interruptsAfterSeconds: 2, patienceSeconds: 600,
});
const connection = await call(speech);
const media = connection.getCallMedia();
const keys = (more) => media.startRecognizing(callee, { kind: "callMediaRecognizeDtmfOptions", ...more });
const choose = () => media.startRecognizing(callee, {
  kind: "callMediaRecognizeChoiceOptions",
  choices: [{ label: "Confirm", phrases: ["yes"], tone: "one" }, { label: "Cancel", phrases: ["no"], tone: "two" }],
});
const told = async (kind) => {
  const { operationContext, resultInformation: { code, subCode }, dtmfResult, choiceResult } = await until(kind);

  // The client makes up a context where none is given.
  const context = /^[0-9a-f-]{36}$/.test(operationContext) ? undefined : operationContext;
  return { context, code, subCode, tones: dtmfResult?.tones, choice: choiceResult };
};

// Keys.
await keys({
  playPrompt: text("Your number, then the hash key."), stopDtmfTones: ["pound"], maxTonesToCollect: 10,
  operationContext: "stop",
});
report("stop tone", await told("RecognizeCompleted"));
await keys({ playPrompts: [text("Four"), file, text("keys.")], maxTonesToCollect: 4 });
report("max tones", await told("RecognizeCompleted"));
await keys({ initialSilenceTimeoutInSeconds: 3, maxTonesToCollect: 1 });
report("initial silence", await told("RecognizeFailed"));
await keys({ interToneTimeoutInSeconds: 1, maxTonesToCollect: 2 });
report("inter-tone silence", await told("RecognizeFailed"));
await choose();
report("wrong key", await told("RecognizeFailed"));
await keys({ playPrompt: file, interruptPrompt: true, maxTonesToCollect: 1 });
report("interrupted", await told("RecognizeCompleted"));

// Words.
await choose();
report("said", await told("RecognizeCompleted"));
await choose();
report("said something else", await told("RecognizeFailed"));
report("free speech", await refusal(media.startRecognizing(callee, { kind: "callMediaRecognizeSpeechOptions" })));

// Canceling and interrupting.
await keys({ playPrompt: file, maxTonesToCollect: 1, operationContext: "canceled" });
await media.cancelAllOperations();
report("canceled", await told("RecognizeCanceled"));
await media.play([file], [callee], { loop: true, operationContext: "for ever" });
report("started", (await told("PlayStarted")).context);
await media.playToAll([text("Excuse me.")], { interruptCallMediaOperation: true, operationContext: "instead" });
report("interrupted by another", (await told("PlayCanceled")).context);
report("heard instead", (await told("PlayCompleted")).context);
await media.playToAll([text(" ")], { operationContext: "nothing" });
report("nothing to say", await told("PlayFailed"));
report("to nobody", await refusal(media.play([file], [{ phoneNumber: "+447700900999" }])));
await connection.hangUp(true);
await until("CallDisconnected");

// Nobody reads aloud in a call that was set up without.
const silent = await call();
report("no voice", await refusal(silent.getCallMedia().playToAll([text("Hello")])));
report("no ear", await refusal(silent.getCallMedia().startRecognizing(callee, {
  kind: "callMediaRecognizeChoiceOptions", choices: [{ label: "Confirm", phrases: ["yes"], tone: "one" }],
})));
await silent.getCallMedia().playToAll([file], { operationContext: "music" });
report("music", (await told("PlayCompleted")).context);

close();
