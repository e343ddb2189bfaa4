import { expect, it } from "vitest";
import { program } from "./testing-program.ts";

it.each([
  ["see()", "yes"],
  ["await see()", "yes"],
  ["if (process.env.A) { see() }", "yes"],
  ["(() => see())()", "yes"],
  ["(async function () { await see() })()", "yes"],
  ["void (async () => see())()", "yes"],
  ["function f() { see() } f()", "yes"],
  ["const f = () => { const g = () => see(); g() }; f()", "yes"],
  ["function f() { see() } f.call(null)", "yes"],
  ["['a'].forEach(() => see())", "yes"],
  ["new Promise((done) => see())", "yes"],
  ["class A { constructor() { see() } } new A()", "yes"],
  ["class A { run() { see() } } new A().run()", "yes"],
  ["class A { static { see() } }", "yes"],
  ["class A { static a = see() }", "yes"],
  ["import { f } from './b.ts'; f(() => 1); see()", "yes"],
  ["const stop = () => see().catch(console.error).finally(() => process.exit(0));", "no"],
  ["const stop = () => see(); process.on('SIGTERM', stop)", "no"],
  ["function stop() { see() } process.on('SIGTERM', stop.bind(null))", "no"],
  ["process.on('SIGTERM', () => see())", "no"],
  ["process.on('SIGTERM', () => { server.close(() => see()) })", "no"],
  ["setTimeout(() => see(), 1)", "no"],
  ["setInterval(see2, 1); function see2() { see() }", "no"],
  ["promise.then(() => see())", "no"],
  ["app.get('/', (request, response) => { see() })", "no"],
  ["server.listen(1, () => see())", "no"],
  ["function f() { f(); see() }", "no"],
  ["function never() { see() }", "no"],
  ["export function handle() { see() }", "no"],
  ["run(() => see())", "unknown"],
  ["library.run(() => see())", "unknown"],
  ["new Library({ hook: () => see() })", "unknown"],
  ["const options = { hook() { see() } }; new Library(options)", "unknown"],
  ["class A { run() { see() } }", "unknown"],
  ["class A { a = see() }", "unknown"],
])("tells what runs at load from what runs later: %s", (code, answer) => {
  const each = program({ "backend/src/a.ts": code, "backend/src/b.ts": "export function f(g) {}" });
  const call = each
    .nodes("CallExpression")
    .find(({ callee }) => callee.type === "Identifier" && callee.name === "see");
  expect(call && each.runsAtLoad(call)).toBe(answer);
});

it.each([
  ["import { start } from './b.ts'; start()", "yes"],
  ["import start from './b.ts'; start()", "yes"],
  ["import * as b from './b.ts'; b.start()", "yes"],
  ["const { start } = require('./b.ts'); start()", "yes"],
  ["import { start } from './b.ts'; process.on('SIGTERM', start)", "no"],
  ["import './b.ts'", "no"],
  ["import { start } from './b.ts'; library(start)", "unknown"],
])("sees who calls an exported function: %s", (code, answer) => {
  const text = "export function start() { see() } export default start";
  const each = program({ "backend/src/a.ts": code, "backend/src/b.ts": text });
  const call = each
    .nodes("CallExpression")
    .find(({ callee }) => callee.type === "Identifier" && callee.name === "see");
  expect(call && each.runsAtLoad(call)).toBe(answer);
});

it("ends soon where a thousand functions call each other", () => {
  const lines = Array.from(
    { length: 1000 },
    (_, n) => `function f${n}() { f${(n + 1) % 1000}(); f${(n * 7) % 1000}() }`,
  );
  const each = program({ "backend/src/a.ts": lines.join("\n") });
  const calls = each.nodes("CallExpression");
  expect(calls.slice(0, 3).map((call) => each.runsAtLoad(call))).toEqual(["no", "no", "no"]);
});
