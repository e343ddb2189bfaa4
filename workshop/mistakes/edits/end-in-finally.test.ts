import { expect, it } from "vitest";
import type { Evidence } from "../../lab/evidence.ts";
import { startCalls } from "../../facts/start-calls.ts";
import { applyEdits } from "./apply-edits.ts";
import { endInFinally } from "./end-in-finally.ts";

const TOP = `import { trace } from "@opentelemetry/api";
const tracer = trace.getTracer("home");
async function ask() { return [1]; }
`;

it("wraps the statements of the work, and names the span that has no name", () => {
  const code = `export const run = () => tracer.startActiveSpan("run", async () => {
  const rows = await ask(); // the store
  return rows;
});`;
  expect(fixed(code)).toBe(`export const run = () => tracer.startActiveSpan("run", async (span) => {
  try {
  const rows = await ask(); // the store
  return rows;
  } finally {
    span.end();
  }
});`);
});

it("moves an end on the last line into a finally", () => {
  const code = `export async function run() {
  const work = tracer.startSpan("run");
  const rows = await ask();
  work.setAttribute("n", rows.length);
  work.end();
  return rows;
}`;
  expect(fixed(code)).toBe(`export async function run() {
  const work = tracer.startSpan("run");
  try {
  const rows = await ask();
  work.setAttribute("n", rows.length);
  return rows;
  } finally {
    work.end();
  }
}`);
});

it("moves an end that is the first statement, or the last", () => {
  const code = `export function run() {
  return tracer.startActiveSpan("run", async (span) => {
    span.end();
    await ask();
    span.end();
  });
}`;
  expect(fixed(code)).toBe(`export function run() {
  return tracer.startActiveSpan("run", async (span) => {
    try {
    await ask();
    } finally {
      span.end();
    }
  });
}`);
});

it("adds a finally to the try that is there", () => {
  const code = `export const run = () => tracer.startActiveSpan("run", async (span) => {
  try {
    return await ask();
  } catch (error) {
    span.end();
    throw error;
  }
});`;
  expect(fixed(code)).toBe(`export const run = () => tracer.startActiveSpan("run", async (span) => {
  try {
    return await ask();
  } catch (error) {
    throw error;
  } finally {
    span.end();
  }
});`);
});

it("ends the span in the finally that is there", () => {
  const code = `export const run = () => tracer.startActiveSpan("run", async (span) => {
  try {
    return await ask();
  } finally {
    console.log("done");
  }
});`;
  expect(fixed(code)).toContain(`} finally {
    span.end();
    console.log("done");
  }`);
});

it("begins a try above a return that it did not cover", () => {
  const code = `export const run = (term: string) => tracer.startActiveSpan("run", async (span) => {
  if (term === "") return [];
  try {
    return await ask();
  } finally {
    span.end();
  }
});`;
  expect(fixed(code))
    .toBe(`export const run = (term: string) => tracer.startActiveSpan("run", async (span) => {
  try {
  if (term === "") return [];
    return await ask();
  } finally {
    span.end();
  }
});`);
});

it("waits for a promise that is returned", () => {
  const code = `export function run() {
  return tracer.startActiveSpan("run", (span) => {
    const rows = ask();
    return rows.then((all) => all.length);
  });
}`;
  expect(fixed(code)).toBe(`export function run() {
  return tracer.startActiveSpan("run", async (span) => {
    try {
    const rows = ask();
    return await rows.then((all) => all.length);
    } finally {
      span.end();
    }
  });
}`);
});

it("gives a function without a block one", () => {
  expect(fixed(`export const run = () => tracer.startActiveSpan("run", (span) => ask());`)).toBe(
    `export const run = () => tracer.startActiveSpan("run", async (span) => {
  try {
    return await ask();
  } finally {
    span.end();
  }
});`,
  );
});

it("keeps work on one line, and Windows line ends", () => {
  expect(fixed(`tracer.startActiveSpan("run", async (span) => { await ask(); return 1; });`)).toBe(
    `tracer.startActiveSpan("run", async (span) => { try { await ask(); return 1;
} finally {
  span.end();
} });`,
  );
  const crlf = `tracer.startActiveSpan("run", async (span) => {\r\n  await ask();\r\n  span.end();\r\n});`;
  expect(fixed(crlf)).toBe(
    `tracer.startActiveSpan("run", async (span) => {\r\n  try {\r\n  await ask();\r\n  } finally {\r\n    span.end();\r\n  }\r\n});`,
  );
});

/** What becomes of code whose span is to be ended in a finally. */
function fixed(code: string): string | undefined {
  const path = "backend/src/a.ts";
  const text = (code.includes("\r\n") ? TOP.replaceAll("\n", "\r\n") : TOP) + code;
  const evidence = {
    backend: { sources: [{ path, text }], manifest: { ok: false } },
    run: { modules: [{ name: path }], outcome: { kind: "listened" } },
  } as unknown as Evidence;
  const remedy = endInFinally(evidence, startCalls(evidence)[0]);
  if (remedy?.kind !== "edits") return undefined;
  const to = applyEdits(text, remedy.edits);
  return to?.slice(text.length - code.length);
}
