// Says which of many numbers, a JSON array on a line that it asks for, libphonenumber takes for possible.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { isPossiblePhoneNumber } from "libphonenumber-js/max";

const input = createInterface({ input: process.stdin });
process.stdout.write(JSON.stringify({ ask: "numbers" }) + "\n");
const [line] = await once(input, "line");
const possible = JSON.parse(line).filter((number) => isPossiblePhoneNumber(number));
process.stdout.write(JSON.stringify({ report: "possible", value: possible }) + "\n");
input.close();
process.stdin.destroy();
