import { expect, it } from "vitest";
import type { Evidence, Instrumentation } from "../../lab/evidence.ts";
import { applyEdits } from "./apply-edits.ts";
import { userHeaderMistakes } from "../field/user-header.ts";
import { userHookMistakes } from "../field/user-hook.ts";
import { userMistakes } from "../field/user.ts";

const FILE = "backend/src/tracing.ts";
const all = [...userHeaderMistakes, ...userHookMistakes, ...userMistakes];
/** As they are told: symptoms only where there is no cause. */
const rules = [...all.filter(({ symptom }) => !symptom), ...all.filter(({ symptom }) => symptom)];
const FIELD = '"app.user_id": request.headers["x-cruddur-user"]';

function setUp(http: string, more = ""): string {
  return `import * as http from "@opentelemetry/instrumentation-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { NodeSDK } from "@opentelemetry/sdk-node";
${more}
const sdk = new NodeSDK({
  instrumentations: [
    ${http},
    new ExpressInstrumentation(),
  ],
});
`;
}

/** Two users asked; their requests' spans arrived, with these fields. */
function seen(text: string, options: readonly string[], fields: Record<string, unknown> = {}): Evidence {
  const users = { "user-coco": "coco", "user-garek": "garek" };
  const config = Object.fromEntries(options.map((name) => [name, { type: "function" }]));
  const http: Partial<Instrumentation> = { name: "@opentelemetry/instrumentation-http", config };
  const run = {
    outcome: { kind: "listened" },
    modules: [{ name: FILE }],
    exchanges: [{ url: "https://api.honeycomb.io/v1/traces", status: 200 }],
    visits: Object.entries(users).map(([id, user]) => ({
      id,
      path: "/",
      headers: { "x-cruddur-user": user },
    })),
    spans: Object.keys(users).map((id) => ({
      traceId: id,
      spanId: id,
      visit: id,
      exchange: 0,
      kind: "server",
      scope: { name: "@opentelemetry/instrumentation-http" },
      fields,
      resource: {},
    })),
    fieldsSet: [],
    spanCalls: [],
    diagnostics: [],
    sdk: { instrumentations: [http], calls: [] },
  };
  const backend = { sources: [{ path: FILE, text }], manifest: { ok: false } };
  return { backend, run, compose: { ok: false } } as unknown as Evidence;
}

/** The first rule that is found, and the lines that its edits change, as they are afterwards. */
function told(text: string, evidence: Evidence) {
  for (const rule of rules) {
    const found = rule.when(evidence);
    if (!found) continue;
    const { remedy } = found;
    const after = (remedy?.kind === "edits" && applyEdits(text, remedy.edits)) || "";
    const before = new Set(text.split("\n"));
    const lines = after.split("\n").filter((each) => each !== "" && !before.has(each));
    return [rule.id, ...lines.map((line) => line.trim())];
  }
  return [];
}

const START = ["startIncomingSpanHook"];

it.each<[string, string, readonly string[], string]>([
  [
    "hook-asks-like-express",
    '{ startIncomingSpanHook: (r: any) => ({ "app.user_id": r.get("x-cruddur-user") }) }',
    START,
    '{ startIncomingSpanHook: (r: any) => ({ "app.user_id": r.headers["x-cruddur-user"] }) }',
  ],
  [
    "header-in-capitals",
    "{ startIncomingSpanHook: ({ headers }) => ({ 'app.user_id': headers['X-Cruddur-User'] }) }",
    START,
    "{ startIncomingSpanHook: ({ headers }) => ({ 'app.user_id': headers[\"x-cruddur-user\"] }) }",
  ],
  [
    "header-name-differs",
    '{ startIncomingSpanHook: (r) => ({ "app.user_id": r.headers?.user }) }',
    START,
    '{ startIncomingSpanHook: (r) => ({ "app.user_id": r.headers?.["x-cruddur-user"] }) }',
  ],
  [
    "header-never-read",
    '{ startIncomingSpanHook: (r) => ({ "app.user_id": r.url }) }',
    START,
    '{ startIncomingSpanHook: (r) => ({ "app.user_id": r.headers["x-cruddur-user"] }) }',
  ],
  [
    "hook-gives-nothing",
    `{ startIncomingSpanHook(request) { ({ ${FIELD} }); } }`,
    START,
    `{ startIncomingSpanHook(request) { return { ${FIELD} }; } }`,
  ],
  [
    "hook-without-effect",
    `{ startIncomingSpanHook: async (request) => ({ ${FIELD} }) }`,
    START,
    `{ startIncomingSpanHook: (request) => ({ ${FIELD} }) }`,
  ],
  [
    "hook-without-effect",
    `{ startIncomingSpanHook: (request) => ({ attributes: { ${FIELD} } }) }`,
    START,
    `{ startIncomingSpanHook: (request) => ({ ${FIELD} }) }`,
  ],
  [
    "hook-without-effect",
    '{ startIncomingSpanHook: (request) => ({ app: { user_id: request.headers["x-cruddur-user"] } }) }',
    START,
    `{ startIncomingSpanHook: (request) => ({ ${FIELD} }) }`,
  ],
  [
    "hook-without-effect",
    '{ startIncomingSpanHook: (r) => ({ "app.user_id": r.headers.x-cruddur-user }) }',
    START,
    '{ startIncomingSpanHook: (r) => ({ "app.user_id": r.headers["x-cruddur-user"] }) }',
  ],
  [
    "hook-without-effect",
    '{ requestHook: ({ span, request }: any) => span.setAttribute("app.user_id", request.headers["x-cruddur-user"]) }',
    ["requestHook"],
    '{ requestHook: (span: any, request: any) => span.setAttribute("app.user_id", request.headers["x-cruddur-user"]) }',
  ],
  [
    "option-without-effect",
    `{ startIncommingSpanHook: (request) => ({ ${FIELD} }) }`,
    ["startIncommingSpanHook"],
    `{ startIncomingSpanHook: (request) => ({ ${FIELD} }) }`,
  ],
  [
    "hook-in-the-wrong-place",
    `{ startOutgoingSpanHook: (request) => ({ ${FIELD} }) }`,
    ["startOutgoingSpanHook"],
    `{ startIncomingSpanHook: (request) => ({ ${FIELD} }) }`,
  ],
])("names %s and fixes %s", (id, options, config, after) => {
  const text = setUp(`new http.HttpInstrumentation(${options})`);
  expect(told(text, seen(text, config))).toEqual([id, `new http.HttpInstrumentation(${after}),`]);
});

it("knows the hook's options from a variable, and the other name of the field", () => {
  const hook =
    "const startIncomingSpanHook = (request) => ({ 'app.userid': request.headers['x-cruddur-user'] });";
  const text = setUp(
    "new http.HttpInstrumentation(options)",
    `${hook}\nconst options = { startIncomingSpanHook };`,
  );
  expect(told(text, seen(text, START, { "app.userid": "coco" }))).toEqual([
    "user-name-differs",
    hook.replace("userid", "user_id"),
  ]);
});

it("says nothing of a header that the code asks for in a way that cannot be followed", () => {
  const hook = '{ startIncomingSpanHook: (request) => ({ "app.user_id": pick(request.headers) }) }';
  const text = setUp(`new http.HttpInstrumentation(${hook})`, "declare const pick: any;");
  expect(told(text, seen(text, START))).toEqual(["hook-gives-no-user"]);
});

it("calls it work not begun where only a comment names the field", () => {
  const text = setUp("new http.HttpInstrumentation()", '// app.user_id: request.headers["x-user"]');
  expect(told(text, seen(text, []))).toEqual(["user-missing"]);
});
