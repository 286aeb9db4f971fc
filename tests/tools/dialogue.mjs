// How a script talks with the test that runs it: a JSON object a line, on standard output and input.
import { createInterface } from "node:readline";

const input = createInterface({ input: process.stdin });
const answers = input[Symbol.asyncIterator]();

/** Tells the test what was seen. */
export const report = (name, value) =>
  process.stdout.write(JSON.stringify({ report: name, value: value ?? null }) + "\n");

/** Asks the test for something that only it can do; gives its answer. */
export async function ask(question) {
  process.stdout.write(JSON.stringify({ ask: question }) + "\n");
  const { value } = await answers.next();
  return JSON.parse(value);
}

/** The status and the code with which a request is refused; what was not refused is reported as such. */
export async function refusal(request) {
  try {
    await request;
  } catch (error) {
    return { status: error.statusCode ?? null, code: error.code ?? null };
  }
  return { status: null, code: "not refused" };
}

/** Counts how often each request is sent. */
export function countingPolicy() {
  const policy = {
    name: "counting",
    sent: 0,
    sendRequest(request, next) {
      policy.sent++;
      return next(request);
    },
  };
  return policy;
}

export const connectionString = process.env.CONNECTION_STRING;
export const endpoint = process.env.ENDPOINT;
export const callback = process.env.CALLBACK;

/** The service is on this machine and has no certificate. */
export const options = (more = {}) => ({ allowInsecureConnection: true, ...more });

async function control(method, path, body) {
  const response = await fetch(new URL("/simulator" + path, endpoint), {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Switches faults on, or off. Clients wait in real time as long as they are told to: not at all. */
export const faults = (settings) => control("PUT", "/faults", { retryAfterSeconds: 0, ...settings });

/** Makes a person. */
export const person = (number, script) => control("PUT", "/numbers/" + number, script);

/** Lets someone call; gives what the application is told of it. */
export async function callIn(from, to) {
  await control("POST", "/incomingCalls", { from, to });
  return ask({ told: "IncomingCall" });
}

/** Options of a client that tries again and again, and counts it. */
export const patience = (counting) => options({
  retryOptions: { maxRetries: 12, retryDelayInMs: 1, maxRetryDelayInMs: 10 },
  additionalPolicies: [{ policy: counting, position: "perRetry" }],
});

/** With what a call reads texts aloud and understands words. */
export const speech = { callIntelligenceOptions: { cognitiveServicesEndpoint: "https://speech.example" } };

export const wrongKey = connectionString.replace(/accesskey=.*/, "accesskey=" + btoa("another key"));

export const close = () => input.close();
