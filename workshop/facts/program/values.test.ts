import type { Node } from "oxc-parser";
import { expect, it } from "vitest";
import { program, seen, show } from "./testing-program.ts";

it.each([
  ["see('a')", '"a"'],
  ["see(1)", "1"],
  ["see(-1)", "-1"],
  ["see(!true)", "false"],
  ["see(null)", "null"],
  ["see(undefined)", "undefined"],
  ["see(void 0)", "undefined"],
  ["see(/a+/gi)", "/a+/gi"],
  ["see(`a`)", '"a"'],
  ["const b = 'b'; see(`a${b}c`)", '"abc"'],
  ["see(`http://${process.env.HOST}:4318`)", "`http://${process.env.HOST}:4318`"],
  ["const host = 'a'; see('http://' + host + ':' + 4318)", '"http://a:4318"'],
  ["see(() => 1)", "function"],
  ["see(class A {})", "class A"],
  ["see(process.env.PORT)", "process.env.PORT"],
  ["see(process['env']['PORT'])", "process.env.PORT"],
  ["import { env } from 'node:process'; see(env.PORT)", "process.env.PORT"],
  ["import process from 'process'; see(process.env.PORT)", "process.env.PORT"],
])("reads what is written: %s", (code, value) => {
  expect(show(seen(code))).toBe(value);
});

it.each([
  ["const a = 'x'; see(a)", '"x"'],
  ["let a = 'x'; see(a)", '"x"'],
  ["let a: string; a = 'x'; see(a)", '"x"'],
  ["let a: string | undefined = undefined; a = 'x'; see(a)", '"x"'],
  ["let a: string | null = null; function set() { a = 'x' } see(a)", '"x"'],
  ["let a; a ??= 'x'; see(a)", '"x"'],
  ["const a = 'x' as const; see(a as string)", '"x"'],
  ["const a = ('x' satisfies string)!; see((a))", '"x"'],
  ["const a = 'x'; const b = a; see(b)", '"x"'],
  ["const { a } = { a: 'x' }; see(a)", '"x"'],
  ["const { a: { b: [, c] } } = { a: { b: [1, 'x'] } }; see(c)", '"x"'],
  ["const { a = 'x' } = {}; see(a)", '"x"'],
  ["const { PORT = '1' } = process.env; see(PORT)", 'process.env.PORT | "1"'],
  ["const { a, ...rest } = { a: 1, b: 2 }; see(rest)", "{ b: 2 }"],
  ["const a = process.env.A ?? 'x'; see(a)", 'process.env.A | "x"'],
  ["const a = true ? 'x' : 'y'; see(a)", '"x" | "y"'],
  ["see({ a: 1, ...{ b: 2 } })", "{ a: 1, b: 2 }"],
  ["const b = { a: 2 }; see({ a: 1, ...b })", "{ a: 2 }"],
  ["const b = { a: 2 }; see({ ...b, a: 1 }.a)", "1"],
  ["see({ a: 1, ...process.env })", "{ a: 1, … }"],
  ["const k = 'a'; see({ [k]: 1 })", "{ a: 1 }"],
  ["see({ [process.env.A]: 1 })", "{ … }"],
  ["const o: any = {}; o.a = 1; o['b'] = 2; see(o)", "{ a: 1, b: 2 }"],
  ["const o: any = { a: 0 }; if (process.env.A) o.a = 1; see(o)", "{ a: 0 | 1, … }"],
  ["const o = { a: 1 }; delete o.a; see(o)", "{ a: 1, … }"],
  ["const o = { a: 1 }; Object.assign(o, { b: 2 }); see(o)", "{ a: 1, b: 2 }"],
  ["see(Object.assign({}, { a: 1 }, { b: 2 }))", "{ a: 1, b: 2 }"],
  ["see(Object.freeze({ a: 1 }))", "{ a: 1 }"],
  ["see({ get a() { return 1 } })", "{ a: 1 }"],
  ["see([1, ...[2, 3]])", "[1, 2, 3]"],
  ["const list = [1]; list.push(2); see(list)", "[1, 2]"],
  ["const list = [1]; list.sort(); see(list)", "[1, …]"],
  ["see([1, ...process.argv])", "[1, …]"],
  ["for (const s of ['a', 'b']) see(s)", '"a" | "b"'],
  ["['a', 'b'].forEach((s) => see(s))", '"a" | "b"'],
  ["see((() => 'x')())", '"x"'],
  ["see((function () { const a = 'x'; return a })())", '"x"'],
  ["function make() { return 'x' } see(make())", '"x"'],
  ["async function make() { return 'x' } see(await make())", '"x"'],
  ["async function make() { return 'x' } see(make())", 'promise of "x"'],
  ["const make = (a: string) => ({ a }); see(make('x'))", '{ a: "x" }'],
  ["const make = (a = 'x') => a; see(make())", '"x"'],
  ["function take({ a }: { a: string }) { see(a) } take({ a: 'x' })", '"x"'],
  ["function take(a: string) { see(a) } take('x'); take('y')", '"x" | "y"'],
  ["class A { x = 1; m() { see(this.x) } }", "1"],
  ["class A { #x = 1; m() { see(this.#x) } }", "1"],
  ["class A { x; constructor() { this.x = 1 } m() { see(this.x) } }", "1"],
  ["class A { constructor(private x = 1) {} m() { see(this.x) } } new A()", "1"],
  ["class A { constructor(private x: number) {} m() { see(this.x) } } new A(2)", "2"],
  ["class A { get x() { return 1 } m = () => see(this.x) }", "1"],
  ["class A { static x = 1 } see(A.x)", "1"],
  ["class A { x = 1 } class B extends A {} see(new B().x)", "1"],
  ["const o = { x: 1, m() { see(this.x) } }", "1"],
  [
    "import { trace } from '@opentelemetry/api'; see(trace.getTracer('a'))",
    "@opentelemetry/api#trace.getTracer()",
  ],
  ["import { a as b } from 'p'; see(b)", "p#a"],
  ["import * as p from 'p'; see(p)", "p#*"],
  ["import p from 'p'; see(p.a)", "p#default.a"],
  ["const { a: b } = require('p'); see(b)", "p#a"],
  ["const { a } = await import('p'); see(a)", "p#a"],
  ["import('p').then(({ a }) => see(a))", "p#a"],
  ["import p = require('p'); see(p.a)", "p#a"],
  [
    "import { createRequire } from 'node:module'; const load = createRequire(import.meta.url); see(load('p').a)",
    "p#a",
  ],
])("follows: %s", (code, value) => {
  expect(show(seen(code))).toBe(value);
});

it.each([
  ["let a = 1; a = 2; see(a)", "unknown"],
  ["let a; a = 1; a = 2; see(a)", "unknown"],
  ["let a = 1; a++; see(a)", "unknown"],
  ["see(Math.random() > 1 ? 'x' : (a, b)[c])", "unknown"],
  ["function a() { return 1 } a = null; see(a)", "unknown"],
  ["for (const k in { a: 1 }) see(k)", "unknown"],
  ["try {} catch (e) { see(e) }", "unknown"],
  ["function f(a) { if (a) return 1; return 2 } see(f(1))", "function()"],
  ["function f(...a) { see(a) } f(1)", "unknown"],
  ["class A { x = 1; set() { this.x = 2 } m() { see(this.x) } }", "unknown"],
  ["function f() { see(this) }", "unknown"],
])("does not guess: %s", (code, value) => {
  expect(show(seen(code))).toBe(value);
});

it.each([
  ["export function handle(request) { see(request.headers) }", "parameter request.headers"],
  ["app.get('/', (request) => see(request))", "parameter request"],
  ["app.get('/', (request = 1) => see(request))", "parameter request = 1"],
  ["function take(a) { see(a) } take(1); later(take)", "parameter a"],
  ["function take(a) { see(a) } take(1); take(...list)", "parameter a"],
  ["function take(a) { see(a) } take.call(1, 2)", "parameter a"],
])("leaves a parameter what it is where its callers are not all known: %s", (code, value) => {
  expect(show(seen(code))).toBe(value);
});

it.each([
  ["export const a = 'x'", '"x"'],
  ["const b = 'x'; export { b as a }", '"x"'],
  ["export { b as a } from './c.ts'", '"y"'],
  ["export * from './c.ts'; export { b as a } from './c.ts'", '"y"'],
  ["import { b } from './c.js'; export const a = b", '"y"'],
  ["import * as c from './c'; export const a = c.b", '"y"'],
  ["export let a: string; a = 'x'", '"x"'],
  ["export { a } from 'p'", "p#a"],
  ["export * from 'p'", "p#a"],
  ["exports.a = 'x'", '"x"'],
  ["module.exports.a = 'x'", '"x"'],
  ["module.exports = { a: 'x' }", '"x"'],
  ["const { b } = require('./c'); module.exports = { a: b }", '"y"'],
  ["export const nothing = 1", "unknown"],
  ["export const a = ;", "unknown"],
])("follows an import into an own file: %s", (text, value) => {
  const found = seen({
    "backend/src/main.ts": "import { a } from './b.ts'; see(a)",
    "backend/src/b.ts": text,
    "backend/src/c.ts": "export const b = 'y'",
  });
  expect(show(found)).toBe(value);
});

it.each([
  ["import b from './b.ts'; see(b)", "export default 'x'", '"x"'],
  ["import b from './b.ts'; see(b)", "const b = 'x'; export { b as default }", '"x"'],
  ["import b from './b.ts'; see(b.a)", "module.exports = { a: 'x' }", '"x"'],
  ["const b = require('./b'); see(b)", "module.exports = 'x'", '"x"'],
  ["const b = require('./b'); see(b.default)", "export default 'x'", '"x"'],
  ["const { a } = require('./b.ts'); see(a)", "export const a = 'x'", '"x"'],
  ["const { a } = await import('./b.ts'); see(a)", "export const a = 'x'", '"x"'],
  ["import make from './b.ts'; see(make('x'))", "export default (a: string) => a", '"x"'],
  ["import { make } from './b.ts'; see(make('x'))", "export function make(a: string) { return a }", '"x"'],
])("follows %s into %s", (main, text, value) => {
  expect(show(seen({ "backend/src/main.ts": main, "backend/src/b.ts": text }))).toBe(value);
});

it.each([
  "const a = a; see(a)",
  "const a = b; const b = a; see(a)",
  "function f() { return f() } see(f())",
  "const f = (n) => f(n - 1); see(f(1))",
  "const o = { get a() { return o.a } }; see(o.a)",
  "class A extends A {} see(new A().x)",
  "class A { x = this.x; m() { see(this.x) } }",
])("ends where something goes in a circle: %s", (code) => {
  expect(["unknown", "call", "member"]).toContain(seen(code).kind);
});

it("gives the same value whatever was asked for before", () => {
  const circle = "const a = b ?? 1; const b = c; const c = a;";
  const each = program({ "backend/src/a.ts": `${circle} see(c); see(b); see(a);` });
  const values = each
    .nodes("CallExpression")
    .map(({ arguments: [argument] }) => each.valueOf(argument as Node));
  expect(values.at(-1)?.kind).toBe(seen(`${circle} see(a)`).kind);
});

it.each([
  ["export { a } from './main.ts'", "unknown"],
  ["export * from './main.ts'", "unknown"],
  ["import './main.ts'; export const a = 'x'", '"x"'],
])("ends where files import each other: %s", (text, value) => {
  const main = "import { a } from './b.ts'; export { a } from './b.ts'; export * from './b.ts'; see(a)";
  expect(show(seen({ "backend/src/main.ts": main, "backend/src/b.ts": text }))).toBe(value);
});

it("ends soon for a chain that is longer than anyone writes", () => {
  const code = Array.from({ length: 3000 }, (_, n) => `const a${n + 1} = a${n} + a${n};`).join("\n");
  expect(seen(`const a0 = 1;\n${code}\nsee(a3000)`).kind).toBe("unknown");
});

it("ends soon for a sum of thousands of parts", () => {
  const sum = Array.from({ length: 3000 }, () => "'a'").join(" + ");
  expect(seen(`see(${sum})`).kind).toMatch(/string|template|unknown/);
});
