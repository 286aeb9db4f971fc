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

/** Switches faults on, or off. */
export async function faults(settings) {
  const response = await fetch(new URL("/simulator/faults", endpoint), {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(settings),
  });
  if (!response.ok) throw new Error(await response.text());
}

export const wrongKey = connectionString.replace(/accesskey=.*/, "accesskey=" + btoa("another key"));

export const close = () => input.close();
