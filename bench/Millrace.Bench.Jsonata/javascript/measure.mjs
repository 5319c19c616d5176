// The reference implementation, driven a line at a time: {"input"} sets the data, {"expr", "milliseconds"} evaluates for about
// that long and answers {"result", "microseconds"}: processor time of this process, an evaluation.
import { createInterface } from "node:readline";
import jsonata from "jsonata";

const CALIBRATION = 20;
const compiled = new Map();
let input;

function processorMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function run(expression, times) {
  const before = processorMicroseconds();
  for (let i = 0; i < times; i++) {
    await expression.evaluate(input);
  }
  return processorMicroseconds() - before;
}

async function measure({ expr, milliseconds }) {
  const expression = compiled.get(expr) ?? jsonata(expr);
  compiled.set(expr, expression);
  const result = await expression.evaluate(input);
  const first = Math.max(1, (await run(expression, CALIBRATION)) / CALIBRATION);
  const times = Math.max(1, Math.ceil((milliseconds * 1000) / first));
  return { result, microseconds: (await run(expression, times)) / times };
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  input = question.input ?? input;
  console.log(JSON.stringify(question.expr ? await measure(question) : {}));
}
