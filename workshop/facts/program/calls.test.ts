import { expect, it } from "vitest";
import { program } from "./testing-program.ts";

const SDK = { from: "@opentelemetry/sdk-node", name: "NodeSDK" };
const IMPORT = "import { NodeSDK } from '@opentelemetry/sdk-node';";

function starts(code: string, others: Readonly<Record<string, string>> = {}) {
  const each = program({ "backend/src/a.ts": `${IMPORT}\n${code}`, ...others });
  const [sdk] = each.constructions(SDK);
  if (!sdk) throw new Error("No SDK");
  return each.methodUses(sdk, "start").map(({ how, text }) => `${how} ${text}`);
}

it.each([
  ["const sdk = new NodeSDK(); sdk.start()", "direct sdk.start()"],
  ["const sdk = new NodeSDK(); sdk?.start()", "direct sdk?.start()"],
  ["const sdk = new NodeSDK(); sdk!.start()", "direct sdk!.start()"],
  ["const sdk = new NodeSDK(); sdk['start']()", "direct sdk['start']()"],
  ["const sdk = new NodeSDK(); (sdk as any).start()", "direct (sdk as any).start()"],
  ["const sdk = new NodeSDK(); const other = sdk; other.start()", "direct other.start()"],
  ["let sdk; sdk = new NodeSDK(); sdk.start()", "direct sdk.start()"],
  ["new NodeSDK().start()", "direct new NodeSDK().start()"],
  ["const sdk = new NodeSDK(); sdk.start.call(sdk)", "call sdk.start.call(sdk)"],
  ["const sdk = new NodeSDK(); sdk.start.apply(sdk, [])", "call sdk.start.apply(sdk, [])"],
  ["const sdk = new NodeSDK(); const start = sdk.start.bind(sdk)", "bound sdk.start.bind(sdk)"],
  ["const sdk = new NodeSDK(); sdk.start;", "named sdk.start"],
  ["const sdk = new NodeSDK(); setTimeout(sdk.start, 1)", "named sdk.start"],
  ["const make = () => new NodeSDK(); const sdk = make(); sdk.start()", "direct sdk.start()"],
  ["const make = () => { const sdk = new NodeSDK(); return sdk }; make().start()", "direct make().start()"],
  ["const make = async () => new NodeSDK(); (await make()).start()", "direct (await make()).start()"],
  ["const begin = (each) => each.start(); begin(new NodeSDK())", "direct each.start()"],
  ["function begin(each) { each.start() } const sdk = new NodeSDK(); begin(sdk)", "direct each.start()"],
  ["class T { sdk = new NodeSDK(); run() { this.sdk.start() } }", "direct this.sdk.start()"],
  ["class T { #sdk = new NodeSDK(); run() { this.#sdk.start() } }", "direct this.#sdk.start()"],
  ["class T { constructor() { this.sdk = new NodeSDK(); this.sdk.start() } }", "direct this.sdk.start()"],
  [
    "class T { constructor(private sdk) {} run() { this.sdk.start() } } new T(new NodeSDK())",
    "direct this.sdk.start()",
  ],
  ["class T { sdk = new NodeSDK() } const t = new T(); t.sdk.start()", "direct t.sdk.start()"],
  ["class T { static sdk = new NodeSDK() } T.sdk.start()", "direct T.sdk.start()"],
  ["const t = { sdk: new NodeSDK() }; t.sdk.start()", "direct t.sdk.start()"],
  ["const t = { sdk: new NodeSDK() }; const { sdk } = t; sdk.start()", "direct sdk.start()"],
  ["class Mine extends NodeSDK { run() { this.start() } } new Mine()", "direct this.start()"],
  ["class Mine extends NodeSDK { run() { super.start() } } new Mine()", "direct super.start()"],
  ["for (const each of [new NodeSDK()]) each.start()", "direct each.start()"],
  ["[new NodeSDK()].forEach((each) => each.start())", "direct each.start()"],
])("sees whose method it is: %s", (code, use) => {
  expect(starts(code)).toEqual([use]);
});

it.each([
  ["const { start } = sdk; start()", ["named start", "unbound start()"]],
  ["const start = sdk.start; start()", ["named sdk.start", "unbound start()"]],
])("sees that a method has lost its object: %s", (code, uses) => {
  expect(starts(`const sdk = new NodeSDK(); ${code}`)).toEqual(uses);
});

it.each([
  "const timer = { start() {} }; timer.start()",
  "import { timer } from 'timers-of-mine'; timer.start()",
  "function run(sdk) { sdk.start() }",
  "{ const sdk = { start() {} }; sdk.start() }",
  "start()",
  "// sdk.start()",
  'const text = "sdk.start()"',
  "class Timer { sdk = 1; run() { this.sdk.start() } }",
])("leaves other objects' methods alone: %s", (code) => {
  expect(starts(`const sdk = new NodeSDK(); ${code}`)).toEqual([]);
});

it.each([
  ["export default sdk;", "import sdk from './a.ts'; sdk.start()"],
  ["export { sdk };", "import { sdk as other } from './a.ts'; other.start()"],
  ["export { sdk };", "import * as all from './a.ts'; all.sdk.start()"],
  ["export const make = () => sdk;", "import { make } from './a.ts'; make().start()"],
  ["export { sdk };", "const { sdk } = await import('./a.ts'); sdk.start()"],
  ["export { sdk };", "import('./a.ts').then(({ sdk }) => sdk.start())"],
])("follows the object into another file: %s %s", (code, text) => {
  expect(starts(`const sdk = new NodeSDK(); ${code}`, { "backend/src/b.ts": text })).toHaveLength(1);
});

it.each([
  ["import { trace } from '@opentelemetry/api'; trace.getTracer('a')"],
  ["import { trace as t } from '@opentelemetry/api'; t.getTracer('a')"],
  ["import * as api from '@opentelemetry/api'; api.trace.getTracer('a')"],
  ["import api from '@opentelemetry/api'; api.trace.getTracer('a')"],
  ["const { trace } = require('@opentelemetry/api'); trace.getTracer('a')"],
  ["import { trace } from '@opentelemetry/api'; const { getTracer } = trace; getTracer('a')"],
  ["import { trace } from '@opentelemetry/api'; trace['getTracer']('a')"],
  ["import { trace } from '@opentelemetry/api'; trace.getTracer.call(trace, 'a')"],
  ["import { trace } from './api.ts'; trace.getTracer('a')"],
])("finds a call of a package's function: %s", (code) => {
  const each = program({
    "backend/src/a.ts": code,
    "backend/src/api.ts": "export * from '@opentelemetry/api'",
  });
  const calls = each.callsOf({ from: "@opentelemetry/api", path: ["trace", "getTracer"] });
  expect(calls.map((call) => each.stringOf(call.arguments[0]))).toEqual(["a"]);
});

it.each([
  "import { trace } from 'node:console'; trace.getTracer('a')",
  "const trace = { getTracer() {} }; trace.getTracer('a')",
  "import { trace } from '@opentelemetry/api'; trace.getTracerProvider()",
  "import { trace } from '@opentelemetry/api'; function f(trace) { trace.getTracer('a') }",
])("takes no other call for it: %s", (code) => {
  const each = program({ "backend/src/a.ts": code });
  expect(each.callsOf({ from: "@opentelemetry/api", path: ["trace", "getTracer"] })).toEqual([]);
});

it("finds the spans of the API's tracers, and not those of a class that has the same method", () => {
  const each = program({
    "backend/src/tracer.ts":
      "import { trace } from '@opentelemetry/api'; export const tracer = trace.getTracer('a');",
    "backend/src/a.ts": `
      import { tracer } from "./tracer.ts";
      class Work { startSpan(name, run) { run() } }
      const own = new Work();
      own.startSpan("own", () => undefined);
      tracer.startSpan("api");`,
  });
  const [call] = each.callsOf({ from: "@opentelemetry/api", path: ["trace", "getTracer"] });
  const spans = call ? each.methodCalls(call, "startSpan") : [];
  expect(spans.map((span) => each.stringOf(span.arguments[0]))).toEqual(["api"]);
});
