import { expect, it } from "vitest";
import { program } from "./testing-program.ts";

it.each([
  ["import 'p'", "import p, used"],
  ["import p from 'p'; p()", "import p default→p, used"],
  ["import { a as b } from 'p'; b()", "import p a→b, used"],
  ["import { default as b } from 'p'; b()", "import p default→b, used"],
  ["import * as p from 'p'; p.a()", "import p *→p, used"],
  ["import { a } from 'p'", "import p a→a, unused"],
  ["import { a } from 'p'; let b: a", "import p a→a, unused"],
  ["import { a } from 'p'; let b: typeof a", "import p a→a, unused"],
  ["import { a } from 'p'; // a()", "import p a→a, unused"],
  ["import { a } from 'p'; function f(a) { a() }", "import p a→a, unused"],
  ["import { a } from 'p'; export { a }", "import p a→a, used"],
  ["import type { a } from 'p'", "import p a→a, types, unused"],
  ["import { type a } from 'p'", "import p a→a, types, unused"],
  ["import { type a, b } from 'p'; b()", "import p a→a b→b, used"],
  ["export { a } from 'p'", "export p, used"],
  ["export * from 'p'", "export p, used"],
  ["export type { a } from 'p'", "export p, types, used"],
  ["import p = require('p'); p()", "require p *→p, used"],
  ["const { a: b } = require('p')", "require p a→b, used"],
  ["const p = require('p')", "require p *→p, used"],
  ["require('p')", "require p, used"],
  ["const { a } = await import('p')", "dynamic p a→a, used"],
  ["await import(`p`)", "dynamic p, used"],
])("reads %s", (code, expected) => {
  const [found] = program({ "backend/src/a.ts": code }).imports;
  const names = found?.names.map(({ imported, local }) => ` ${imported}→${local}`).join("");
  const types = found?.isTypeOnly ? ", types" : "";
  expect(`${found?.how} ${found?.specifier}${names}${types}, ${found?.isUsed ? "used" : "unused"}`).toBe(
    expected,
  );
});

it.each([
  ["./b.ts", "backend/src/b.ts"],
  ["./b.js", "backend/src/b.ts"],
  ["./b", "backend/src/b.ts"],
  ["../src/b", "backend/src/b.ts"],
  ["./c", "backend/src/c/index.ts"],
  ["#b", "backend/src/b.ts"],
  ["#src/b.ts", "backend/src/b.ts"],
  ["./absent.ts", undefined],
  ["b", undefined],
])("finds the file that %s means", (specifier, target) => {
  const files = {
    "backend/src/a.ts": `import "${specifier}"`,
    "backend/src/b.ts": "export {}",
    "backend/src/c/index.ts": "export {}",
  };
  const [found] = program(files, { "#b": "./src/b.ts", "#src/*": "./src/*" }).imports;
  expect(found?.target).toBe(target);
});

it("gives the line of an import", () => {
  const [found] = program({ "backend/src/a.ts": "// first\n\nimport {\n  a,\n} from 'p'" }).imports;
  expect(found).toMatchObject({ line: 3, column: 1, text: "import { a, } from 'p'" });
});

it.each([
  ["tracer.startSpan('a')", ["tracer"]],
  ["sdk.start(); sdk.start()", ["sdk", "sdk"]],
  ["const a = { b }", ["b"]],
  ["missing = 1", ["missing"]],
  ["window.fetch('')", ["window"]],
  ["fetch(''); new URL(''); process.env.A; Buffer.from(''); structuredClone({}); undefined", []],
  ["require('a'); module.exports = __dirname + __filename", []],
  ["let a: Missing; interface B extends Missing {}", []],
  ["typeof missing === 'undefined'", []],
  ["const a = { missing: 1 }; a.missing", []],
  ["// missing", []],
  ["const text = 'missing'", []],
  ["label: for (;;) break label", []],
  ["f(); function f() { return arguments }", []],
])("names what is declared nowhere: %s", (code, names) => {
  expect(program({ "backend/src/a.ts": code }).unresolved.map(({ name }) => name)).toEqual(names);
});

it("gives the binding of a name, the one of its own scope", () => {
  const code = "const length = 280; function f({ length }: { length: number }) { see(length) } see(length)";
  const each = program({ "backend/src/a.ts": code });
  const kinds = each
    .nodes("CallExpression")
    .map(({ arguments: [id] }) => id && each.bindingOf(id)?.definitions.map(({ kind }) => kind));
  expect(kinds).toEqual([["parameter"], ["variable"]]);
});
