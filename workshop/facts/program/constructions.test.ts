import { expect, it } from "vitest";
import { textOf } from "./places.ts";
import { program, show } from "./testing-program.ts";

const SDK = { from: "@opentelemetry/sdk-node", name: "NodeSDK" };
const OTHERS = { "backend/src/options.ts": "export const options = { serviceName: 'a' };" };

function found(code: string, others: Readonly<Record<string, string>> = OTHERS) {
  return program({ "backend/src/a.ts": code, ...others })
    .constructions(SDK)
    .map(({ file, line, options: { properties, complete } }) => {
      const pairs = [...properties.values()].map(({ name, value }) => `${name}: ${show(value)}`);
      return `${file.slice(12)}:${line} ${[...pairs, ...(complete ? [] : ["…"])].join(", ")}`;
    });
}

const IMPORT = "import { NodeSDK } from '@opentelemetry/sdk-node';";

it.each([
  [IMPORT, "NodeSDK"],
  ["import { NodeSDK as Sdk } from '@opentelemetry/sdk-node';", "Sdk"],
  ["import * as sdk from '@opentelemetry/sdk-node';", "sdk.NodeSDK"],
  ["import * as sdk from '@opentelemetry/sdk-node';", "sdk['NodeSDK']"],
  ["import sdk from '@opentelemetry/sdk-node';", "sdk.NodeSDK"],
  ["import sdk from '@opentelemetry/sdk-node'; const { NodeSDK: A } = sdk;", "A"],
  ["const { NodeSDK } = require('@opentelemetry/sdk-node');", "NodeSDK"],
  ["const Sdk = require('@opentelemetry/sdk-node').NodeSDK;", "Sdk"],
  ["import sdk = require('@opentelemetry/sdk-node');", "sdk.NodeSDK"],
  ["const { NodeSDK } = await import('@opentelemetry/sdk-node');", "NodeSDK"],
  ["const sdk = await import('@opentelemetry/sdk-node');", "sdk.NodeSDK"],
  ["const sdk = await import('@opentelemetry/sdk-node');", "sdk.default.NodeSDK"],
  ["import { NodeSDK } from './again.ts';", "NodeSDK"],
  ["import { Sdk } from './again.ts';", "Sdk"],
  ["import * as again from './again.ts';", "again.Sdk"],
  [`${IMPORT} const Sdk = NodeSDK;`, "Sdk"],
  [`${IMPORT} const Sdk = process.env.A ? NodeSDK : NodeSDK;`, "Sdk"],
])("finds the SDK imported as %s new %s", (top, name) => {
  const again =
    "export * from '@opentelemetry/sdk-node'; export { NodeSDK as Sdk } from '@opentelemetry/sdk-node';";
  const others = { "backend/src/again.ts": again };
  expect(found(`${top}\nnew ${name}({ serviceName: 'a' })`, others)).toEqual(['a.ts:2 serviceName: "a"']);
});

it.each([
  "import { NodeSDK } from 'another-sdk'; new NodeSDK()",
  "class NodeSDK {} new NodeSDK()",
  `${IMPORT} function f(NodeSDK) { new NodeSDK() }`,
  `${IMPORT} NodeSDK({})`,
  "// import { NodeSDK } from '@opentelemetry/sdk-node'; new NodeSDK()",
  `${IMPORT} const text = "new NodeSDK({})";`,
  "import { NodeSDK } from './not-loaded.ts'; new NodeSDK()",
])("takes nothing else for the SDK: %s", (code) => {
  expect(found(code)).toEqual([]);
});

it.each([
  ["new NodeSDK()", ""],
  ["new NodeSDK(undefined)", ""],
  ["new NodeSDK({ serviceName: 'a' })", 'serviceName: "a"'],
  ["const options = { serviceName: 'a' }; new NodeSDK(options)", 'serviceName: "a"'],
  ["const serviceName = 'a'; new NodeSDK({ serviceName })", 'serviceName: "a"'],
  ["new NodeSDK({ ...{ serviceName: 'a' } })", 'serviceName: "a"'],
  ["import { options } from './options.ts'; new NodeSDK({ ...options })", 'serviceName: "a"'],
  ["import { options } from './options.ts'; new NodeSDK(options)", 'serviceName: "a"'],
  ["import * as all from './options.ts'; new NodeSDK(all.options)", 'serviceName: "a"'],
  ["const options: any = {}; options.serviceName = 'a'; new NodeSDK(options)", 'serviceName: "a"'],
  ["const make = () => ({ serviceName: 'a' }); new NodeSDK(make())", 'serviceName: "a"'],
  ["new NodeSDK({ serviceName: 'a' } as any)", 'serviceName: "a"'],
  ["new NodeSDK({ serviceName: 'a' } satisfies object)", 'serviceName: "a"'],
  [
    "const build = (more: object) => new NodeSDK({ ...more }); build({ serviceName: 'a' })",
    'serviceName: "a"',
  ],
  [
    "class Mine extends NodeSDK { constructor() { super({ serviceName: 'a' }) } } new Mine()",
    'serviceName: "a"',
  ],
  ["class Mine extends NodeSDK {} new Mine({ serviceName: 'a' })", 'serviceName: "a"'],
  [
    "class Mine extends NodeSDK { constructor(name: string) { super({ serviceName: name }) } } new Mine('a')",
    'serviceName: "a"',
  ],
  [
    "class Mine extends NodeSDK {} class Ours extends Mine {} new Ours({ serviceName: 'a' })",
    'serviceName: "a"',
  ],
  ["new NodeSDK({ serviceName: 'a', ...load() })", 'serviceName: "a", …'],
  ["new NodeSDK(load())", "…"],
  ["new NodeSDK(...list)", "…"],
  ["new NodeSDK({ [load()]: 1 })", "…"],
  ["import { options } from './absent.ts'; new NodeSDK(options)", "…"],
])("follows its options: %s", (code, options) => {
  expect(found(`${IMPORT}\n${code}`)).toEqual([`a.ts:2 ${options}`]);
});

it("gives the place of a construction and of an option, for an edit", () => {
  const code = `${IMPORT}\r\nconst sdk = new NodeSDK({\r\n  serviceName: 'a',\r\n})`;
  const [sdk] = program({ "backend/src/a.ts": code }).constructions(SDK);
  expect(sdk).toMatchObject({
    file: "backend/src/a.ts",
    line: 2,
    column: 13,
    text: "new NodeSDK({ serviceName: 'a', })",
    name: "NodeSDK",
    from: "@opentelemetry/sdk-node",
  });
  expect(code.slice(sdk?.start, sdk?.end)).toBe("new NodeSDK({\r\n  serviceName: 'a',\r\n})");
  const option = sdk?.options.properties.get("serviceName");
  expect(option && textOf(option.node)).toBe("serviceName: 'a'");
});

it("finds instrumentations by their alias, in a list that a variable holds", () => {
  const each = program({
    "backend/src/a.ts": `
      import { NodeSDK } from "@opentelemetry/sdk-node";
      import { ExpressInstrumentation as Express } from "@opentelemetry/instrumentation-express";
      const list = [new Express()];
      new NodeSDK({ instrumentations: list });`,
  });
  const [sdk] = each.constructions(SDK);
  const list = sdk?.options.properties.get("instrumentations")?.value;
  expect(list && show(list)).toBe("[new @opentelemetry/instrumentation-express#ExpressInstrumentation]");
  const found = each.constructions({ from: /^@opentelemetry\/instrumentation-/, name: /Instrumentation$/ });
  expect(found.map(({ name }) => name)).toEqual(["ExpressInstrumentation"]);
});

it("finds a hook that comes by a variable", () => {
  const each = program({
    "backend/src/a.ts": `
      import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
      const startIncomingSpanHook = (request) => ({ "app.user": request.headers["x-cruddur-user"] });
      const httpOptions = { startIncomingSpanHook };
      new HttpInstrumentation(httpOptions);`,
  });
  const [http] = each.constructions({
    from: "@opentelemetry/instrumentation-http",
    name: "HttpInstrumentation",
  });
  const hook = http?.options.properties.get("startIncomingSpanHook")?.value;
  expect(hook?.kind).toBe("function");
});
