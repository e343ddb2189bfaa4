import { expect, it } from "vitest";
import type { Evidence, FieldSet } from "../../lab/evidence.ts";
import { applyEdits } from "./apply-edits.ts";
import { kindMistakes } from "../field/kinds.ts";
import { lengthMistakes } from "../field/length.ts";
import { missingMistakes } from "../field/missing.ts";
import { nowMistakes } from "../field/now.ts";
import { valueMistakes } from "../field/values.ts";

const FILE = "backend/src/services/home-activities.ts";
const NOW = "2026-11-24T09:30:00.000Z";
const rules = [valueMistakes, kindMistakes, missingMistakes, nowMistakes, lengthMistakes].flat();

/** A service around these lines, in names that are not the lesson's. */
function service(lines: string): string {
  return `import { trace } from "@opentelemetry/api";
const tracer = trace.getTracer("home.activities");
export async function homeActivities(user?: string) {
  return tracer.startActiveSpan("home-activities-mock-data", async (work) => {
    try {
      const asked = new Date();
      const rows = await query(asked);
${lines}
      return rows;
    } finally {
      work.end();
    }
  });
}
`;
}

/** What was seen of one request: the fields that arrived, and the one call that set something. */
function seen(text: string, fields: Record<string, unknown>, set?: Partial<FieldSet>): Evidence {
  const ids = { traceId: "1", spanId: "2", visit: "anyone" };
  const end = text.slice(0, text.indexOf("work.end()")).split("\n").length;
  const scope = "home.activities";
  const activity = { handle: "Andrew Brown", created_at: "2026-11-22T09:30:00.000Z" };
  // The first of the lines that differ.
  const at = { file: FILE, line: 8 };
  const given = { ...ids, name: "app.now", type: "string", late: false, moment: 1, at };
  const run = {
    outcome: { kind: "listened" },
    modules: [{ name: FILE }],
    exchanges: [{ url: "https://api.honeycomb.io/v1/traces", status: 200 }],
    visits: [
      { id: "anyone", path: "/api/activities/home", status: 200, response: JSON.stringify([activity]) },
    ],
    started: [
      {
        ...ids,
        name: "home-activities-mock-data",
        scope,
        options: [],
        endings: [{ moment: 9, at: { file: FILE, line: end } }],
        at: { file: FILE, line: 4 },
      },
    ],
    spans: [
      {
        ...ids,
        exchange: 0,
        name: "home-activities-mock-data",
        scope: { name: scope },
        fields,
        resource: {},
        droppedFields: 0,
      },
    ],
    fieldsSet: set ? [{ ...given, ...set }] : [],
    spanCalls: [],
    waits: [],
    sdk: {},
  };
  const backend = { sources: [{ path: FILE, text }], manifest: { ok: false } };
  return { backend, run, compose: { ok: false } } as unknown as Evidence;
}

/** The lines that a rule's edits change, as they are afterwards. */
function changed(id: string, text: string, evidence: Evidence): string[] {
  const told = rules.find((rule) => rule.id === id)?.when(evidence);
  const remedy = told ? told.remedy : undefined;
  const after = (remedy?.kind === "edits" && applyEdits(text, remedy.edits)) || "";
  const before = new Set(text.split("\n"));
  return after
    .split("\n")
    .filter((each) => each !== "" && !before.has(each))
    .map((each) => each.trim());
}

const LENGTH = { name: "app.result_length" };

it.each<[string, string, Record<string, unknown>, Partial<FieldSet>, string]>([
  [
    "name-and-value-swapped",
    'work.setAttribute(rows.length, "app.result_length")',
    { "3": "app.result_length" },
    { name: "3", text: "app.result_length" },
    'work.setAttribute("app.result_length", rows.length)',
  ],
  [
    "set-attribute-with-object",
    'work.setAttribute({ "app.result_length": rows.length })',
    {},
    { name: "[object Object]", type: "undefined" },
    'work.setAttributes({ "app.result_length": rows.length })',
  ],
  [
    "value-is-a-date",
    'work.setAttribute("app.now", asked as any);',
    {},
    { type: "Date" },
    'work.setAttribute("app.now", asked.toISOString());',
  ],
  [
    "value-is-nothing",
    'work.setAttribute("app.result_length", rows.size);',
    {},
    { ...LENGTH, type: "undefined" },
    'work.setAttribute("app.result_length", rows.length);',
  ],
  [
    "value-is-an-object",
    'work["setAttribute"]("app.result_length", rows);',
    {},
    { ...LENGTH, type: "array" },
    'work["setAttribute"]("app.result_length", rows.length);',
  ],
  [
    "value-is-an-object",
    'work.setAttribute("app.result_length", (async () => 3)());',
    {},
    { ...LENGTH, type: "Promise" },
    'work.setAttribute("app.result_length", await (async () => 3)());',
  ],
  [
    "fields-in-one-object",
    'work.setAttribute("app", { now: asked.toISOString(), result_length: rows.length });',
    {},
    { name: "app", type: "object" },
    'work.setAttributes({ "app.now": asked.toISOString(), "app.result_length": rows.length });',
  ],
  [
    "field-name-differs",
    "work.setAttributes({ appNow: asked.toISOString() });",
    { appNow: NOW },
    { name: "appNow" },
    'work.setAttributes({ "app.now": asked.toISOString() });',
  ],
  [
    "now-is-no-text",
    'work.setAttribute("app.now", Date.now());',
    { "app.now": 5 },
    { type: "number" },
    'work.setAttribute("app.now", asked.toISOString());',
  ],
  [
    "now-is-not-iso",
    'work.setAttribute("app.now", `${asked}`);',
    { "app.now": "Tue" },
    {},
    'work.setAttribute("app.now", asked.toISOString());',
  ],
  [
    "length-is-no-number",
    'work.setAttribute("app.result_length", String(rows.length));',
    { "app.result_length": "1" },
    LENGTH,
    'work.setAttribute("app.result_length", rows.length);',
  ],
])("changes for %s the line %s", (id, line, fields, set, after) => {
  const text = service(`      ${line}`);
  expect(changed(id, text, seen(text, fields, set))).toEqual([after]);
});

it("takes a line out of an if that is about nothing else", () => {
  const line = 'work.setAttribute("app.result_length", rows.length);';
  const text = service(`      if (user) {\n        ${line}\n      }`);
  const once = seen(text, {}, { ...LENGTH, at: { file: FILE, line: 9 } });
  const { run } = once;
  const [span] = run?.spans ?? [];
  const [visit] = run?.visits ?? [];
  const evidence = {
    ...once,
    run: {
      ...run,
      visits: [visit, { ...visit, id: "garek" }],
      spans: [span, { ...span, spanId: "3", visit: "garek", fields: { "app.result_length": 1 } }],
    },
  } as Evidence;
  const told = missingMistakes.find(({ id }) => id === "field-only-sometimes")?.when(evidence);
  expect(told).toMatchObject({
    remedy: { edits: [{ from: `      if (user) {\n        ${line}\n      }`, to: `      ${line}` }] },
  });
});

it("calls fields that no code names work not begun", () => {
  const text = service('      // work.setAttribute("app.now", asked.toISOString());');
  const open = missingMistakes.find(({ id }) => id === "fields-missing");
  expect(open?.severity).toBe("open");
  expect(open?.when(seen(text, {}))).toBeTruthy();
  const begun = service('      console.log("app.now", "app.result_length");');
  expect(open?.when(seen(begun, {}))).toBeFalsy();
});
