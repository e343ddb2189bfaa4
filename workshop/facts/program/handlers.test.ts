import { expect, it } from "vitest";
import { program } from "./testing-program.ts";

const STOP = "const stop = () => process.exit(0);";

it.each([
  ["process.on('SIGTERM', () => process.exit(0))", ["SIGTERM function"]],
  ["process.once('SIGTERM', function () {})", ["SIGTERM function"]],
  ["process.addListener('SIGTERM', async () => {})", ["SIGTERM function"]],
  ["process['on']('SIGTERM', stop)", ["SIGTERM function"]],
  ["process.on('SIGTERM', stop)", ["SIGTERM function"]],
  ["process.on('SIGTERM', stop.bind(null))", ["SIGTERM function"]],
  ["process.on('SIGTERM', halt)", ["SIGTERM function"]],
  ["process.on('SIGTERM', ended); async function ended() {}", ["SIGTERM function"]],
  ["import { on } from 'node:process'; on('SIGTERM', stop)", ["SIGTERM function"]],
  ["import mine from 'node:process'; mine.on('SIGTERM', stop)", ["SIGTERM function"]],
  [
    "for (const s of ['SIGTERM', 'SIGINT'] as const) process.once(s, stop)",
    ["SIGTERM function", "SIGINT function"],
  ],
  [
    "const all = ['SIGTERM', 'SIGINT']; for (const s of all) process.on(s, stop)",
    ["SIGTERM function", "SIGINT function"],
  ],
  ["['SIGTERM', 'SIGINT'].forEach((s) => process.on(s, stop))", ["SIGTERM function", "SIGINT function"]],
  ["const add = (s: string) => process.on(s, stop); add('SIGTERM')", ["SIGTERM function"]],
  ["process.on('SIGTERM', handler(load()))", ["SIGTERM call"]],
  ["process.on(load(), stop)", ["undefined function"]],
  ["class T { stop = () => {}; run() { process.on('SIGTERM', this.stop) } }", ["SIGTERM function"]],
  ["server.on('SIGTERM', stop)", []],
  ["const process = { on() {} }; process.on('SIGTERM', stop)", []],
  ["// process.on('SIGTERM', stop)", []],
])("finds the handlers of signals: %s", (code, expected) => {
  const each = program({
    "backend/src/a.ts": `import { halt } from "./halt.ts"; ${STOP} ${code}`,
    "backend/src/halt.ts": "export function halt() {}",
  });
  const found = each.handlersOf().map(({ event, handler }) => `${event} ${handler.kind}`);
  expect(found).toEqual(expected);
});

it("gives the handlers of one event", () => {
  const each = program({
    "backend/src/a.ts": "process.on('exit', () => {}); process.once('SIGINT', () => {})",
  });
  expect(each.handlersOf("SIGINT").map(({ once, text }) => [once, text])).toEqual([
    [true, "process.once('SIGINT', () => {})"],
  ]);
});

it.each([
  ["process.on('SIGTERM', () => see())", "yes"],
  [
    "const stop = () => see().catch(console.error).finally(() => process.exit(0)); process.on('SIGTERM', stop)",
    "yes",
  ],
  ["const stop = () => see(); process.on('SIGTERM', () => stop())", "yes"],
  ["const stop = () => see(); process.on('SIGTERM', () => server.close(stop))", "yes"],
  ["const stop = () => see(); process.on('SIGTERM', () => server.close(() => stop()))", "yes"],
  ["process.on('SIGTERM', () => {}); see()", "no"],
  ["process.on('SIGTERM', () => (a, b)[c]()); see()", "unknown"],
])("knows what a handler leads to: %s", (code, answer) => {
  const each = program({ "backend/src/a.ts": code });
  const [handler] = each.handlersOf("SIGTERM");
  const call = each
    .nodes("CallExpression")
    .find(({ callee }) => callee.type === "Identifier" && callee.name === "see");
  expect(handler?.function && call && each.reaches(handler.function, call)).toBe(answer);
});
