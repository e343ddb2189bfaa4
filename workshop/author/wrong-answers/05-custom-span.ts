import { home } from "../home-text.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const FILE = "backend/src/services/home-activities.ts";
const NOTIFICATIONS = "backend/src/services/notifications-activities.ts";
const SETUP = "backend/src/instrumentation.ts";
const step = 5;
const NAME = '"home-activities-mock-data"';
const TRACE = 'import { trace } from "@opentelemetry/api";';
const CONTEXT = 'import { context, trace } from "@opentelemetry/api";';
const ASK =
  'const now = new Date();\n  const results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));\n  if (user) results.unshift(lore(now));';
/** The lesson's frame around the work, with parts replaced. */
const frame = (
  parts: { call?: string; before?: string; work?: string; end?: string; imports?: string; top?: string } = {},
) =>
  home({
    ...(parts.imports && { imports: parts.imports }),
    ...(parts.top !== undefined && { top: parts.top }),
    body: `return ${parts.call ?? `tracer.startActiveSpan(${NAME}, async (span) =>`} {
    ${parts.before ?? ""}
    try {
      ${parts.work ?? "WORK"}
    } finally {
      ${parts.end ?? "span.end();"}
    }
  });`,
  });
const plain = home({ imports: "", top: "", body: "WORK" });

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "custom-span-missing",
    made: "nothing was written yet",
    step,
    inShort: true,
    change: { [FILE]: plain },
  },
  {
    finding: "tracer-without-a-span",
    made: "only the tracer was written",
    step,
    inShort: true,
    at: `${FILE}:6`,
    change: { [FILE]: home({ body: "WORK" }) },
  },
  {
    finding: "span-code-never-runs",
    made: "the span stands in a helper that nobody calls",
    step,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

export function traced() {
  return tracer.startSpan(${NAME});
}`,
        body: "WORK",
      }),
    },
  },
  {
    finding: "span-name-differs",
    made: "the name as the bootcamp's video spells it",
    entries: ["E26"],
    step,
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("home-activities-mock-data", "home-activites-mock-data") },
  },
  {
    finding: "span-name-differs",
    made: "another name",
    step,
    change: { [FILE]: replace("home-activities-mock-data", "get home") },
  },
  {
    finding: "value-in-the-span-name",
    made: "the user in the span's name",
    entries: ["E21"],
    step,
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace(NAME, '`home-activities-mock-data ${user ?? "anyone"}`') },
  },
  {
    finding: "names-swapped",
    made: "the names of tracer and span swapped",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace('getTracer("home.activities")', `getTracer(${NAME})`)
          .replace(`startActiveSpan(${NAME}`, 'startActiveSpan("home.activities"'),
    },
  },
  {
    finding: "tracer-name-differs",
    made: "the tracer is called like the service",
    step,
    inShort: true,
    at: `${FILE}:6`,
    change: { [FILE]: replace('"home.activities"', '"home-activities"') },
  },
  {
    finding: "tracer-name-differs",
    made: "a tracer without a name",
    step,
    change: { [FILE]: replace('"home.activities"', '""') },
  },
  {
    finding: "span-in-another-service",
    made: "the span around the notifications",
    step,
    inShort: true,
    change: {
      [FILE]: plain,
      [NOTIFICATIONS]: (text) =>
        `${TRACE}\n${text}`
          .replace(
            "return queryMockStore(",
            `return trace.getTracer("home.activities").startActiveSpan(${NAME}, (span) => queryMockStore(`,
          )
          .replace("  ]);\n}", "  ]).finally(() => span.end()));\n}"),
    },
  },
  {
    finding: "span-in-another-service",
    made: "a copy of it around the notifications, beside the right one",
    step,
    says: "made the span home-activities-mock-data as well.",
    at: `${NOTIFICATIONS}:8`,
    change: {
      [NOTIFICATIONS]: (text) =>
        `${TRACE}\n${text}`
          .replace(
            "return queryMockStore(",
            `return trace.getTracer("home.activities").startActiveSpan(${NAME}, (span) => queryMockStore(`,
          )
          .replace("  ]);\n}", "  ]).finally(() => span.end()));\n}"),
    },
  },
  {
    finding: "span-in-another-service",
    made: "the span in the store, which all services use",
    step,
    change: {
      [FILE]: plain,
      "backend/src/query-mock-store.ts": (text) =>
        `${TRACE}\n${text}`
          .replace(
            "  // Worf",
            `  const span = trace.getTracer("home.activities").startSpan(${NAME});\n  try {\n  // Worf`,
          )
          .replace("  return rows;\n", "  return rows;\n  } finally {\n    span.end();\n  }\n"),
    },
  },
  {
    finding: "span-before-requests",
    made: "the span is started at the top of the file",
    step,
    inShort: true,
    at: `${FILE}:7`,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");\nconst span = tracer.startSpan(${NAME});`,
        body: `try {\n      WORK\n    } finally {\n      span.end();\n    }`,
      }),
    },
  },
  {
    finding: "renamed-instead-of-started",
    made: "Express's span was renamed",
    entries: ["E22"],
    step,
    inShort: true,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({ top: "", body: `trace.getActiveSpan()?.updateName(${NAME});\n  WORK` }),
    },
  },
  {
    finding: "framework-span-ended",
    made: "getActiveSpan() is ended",
    entries: ["E10"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        top: "",
        body: "try {\n    WORK\n  } finally {\n    trace.getActiveSpan()?.end();\n  }",
      }),
    },
  },
  {
    finding: "span-never-ended",
    made: "no end at all",
    entries: ["E01"],
    step,
    inShort: true,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({ body: `return tracer.startActiveSpan(${NAME}, async (span) => {\n      WORK\n  });` }),
    },
  },
  {
    finding: "span-never-ended",
    made: "end without its parentheses",
    entries: ["E01"],
    step,
    at: `${FILE}:17`,
    says: "span.end without ()",
    fix: "Call it:",
    change: { [FILE]: replace("span.end();", "span.end;") },
  },
  {
    finding: "span-never-ended",
    made: "the end stands behind the return",
    entries: ["E01"],
    step,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {\n      WORK\n    span.end();\n  });`,
      }),
    },
  },
  {
    finding: "open-when-it-fails",
    made: "the end on the last line, without a finally",
    entries: ["E01"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});\n  ${ASK}\n  span.end();\n  return results;`,
      }),
    },
  },
  {
    finding: "ended-twice",
    made: "an end before the return and one in the finally",
    entries: ["E10"],
    step,
    inShort: true,
    change: { [FILE]: frame({ work: `${ASK}\n  span.end();\n  return results;` }) },
  },
  {
    finding: "ended-before-the-work",
    made: "return without await in a try with a finally",
    entries: ["E07"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

async function gather(user?: string) {
  ${ASK}
  return results;
}`,
        body: `return tracer.startActiveSpan(${NAME}, (span) => {
    try {
      return gather(user);
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "ended-before-the-work",
    made: "the span stands before the work",
    entries: ["E07"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});\n  span.end();\n  WORK`,
      }),
    },
  },
  {
    finding: "begun-after-the-work",
    made: "the span stands around what comes after the store",
    entries: ["E07"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const now = new Date();
  const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)).catch((error) => {
    tracer.startSpan(${NAME}).end();
    throw error;
  });
  return tracer.startActiveSpan(${NAME}, (span) => {
    if (user) results.unshift(lore(now));
    span.end();
    return results;
  });`,
      }),
    },
  },
  {
    finding: "answer-lost",
    made: "no return in front of startActiveSpan",
    entries: ["E08"],
    unsaid: /still open when/,
    step,
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("return tracer.startActiveSpan", "tracer.startActiveSpan") },
  },
  {
    finding: "answer-lost",
    made: "await in front of startActiveSpan, but no return",
    entries: ["E08"],
    step,
    change: { [FILE]: replace("return tracer.startActiveSpan", "await tracer.startActiveSpan") },
  },
  {
    finding: "answer-lost",
    made: "no return inside startActiveSpan",
    entries: ["E08"],
    step,
    change: { [FILE]: replace("return results;", "results;") },
  },
  {
    finding: "answer-lost",
    made: "no return inside startActiveSpan, and its result in a variable",
    step,
    says: "the function inside startActiveSpan returns nothing",
    unsaid: /A span watches the work/,
    change: {
      [FILE]: (text) =>
        home({
          body: `const results = await tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  });
  return results as never;`,
        })(text).replace("return results;", ""),
    },
  },
  {
    finding: "unhandled-failure",
    made: "a second promise that nobody waits for",
    entries: ["E08"],
    step,
    change: {
      [FILE]: home({
        body: `const work = (async () => {
      WORK
    })();
  void tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      await work;
    } finally {
      span.end();
    }
  });
  return work;`,
      }),
    },
  },
  {
    finding: "answers-changed",
    made: "the failure is swallowed",
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } catch {
      return [];
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "answers-changed",
    made: "the signed-in user's activity got lost",
    step,
    change: { [FILE]: replace("if (user) results.unshift(lore(now));", "") },
  },
  {
    finding: "service-throws",
    made: "the import was forgotten",
    step,
    inShort: true,
    change: { [FILE]: replace(/const tracer = .*;/, "") },
  },
  {
    finding: "service-throws",
    made: "neither async nor await",
    step,
    change: { [FILE]: (text) => text.replace("async (span)", "(span)").replace("await ", "") },
  },
  {
    finding: "span-taken-as-tracer",
    made: "the span is asked of trace itself",
    step,
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("return tracer.startActiveSpan", "return (trace as any).startActiveSpan") },
  },
  {
    finding: "context-with-without-function",
    made: "context.with() got a promise",
    entries: ["E06"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME});
  const now = new Date();
  try {
    const results = await (context.with(trace.setSpan(context.active(), span), queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)) as never) as Promise<Activity[]>);
    if (user) results.unshift(lore(now));
    return results;
  } finally {
    span.end();
  }`,
      }),
    },
  },
  {
    finding: "span-is-a-root",
    made: "the option root",
    entries: ["E03"],
    step,
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace(`${NAME}, async`, `${NAME}, { root: true }, async`) },
  },
  {
    finding: "span-is-a-root",
    made: "ROOT_CONTEXT as the parent",
    entries: ["E04"],
    step,
    change: {
      [FILE]: frame({
        imports: 'import { ROOT_CONTEXT, trace } from "@opentelemetry/api";',
        call: `tracer.startActiveSpan(${NAME}, {}, ROOT_CONTEXT, async (span) =>`,
      }),
    },
  },
  {
    finding: "span-under-another-request",
    made: "the first request's context is kept for all",
    entries: ["F11"],
    step,
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { context, trace, type Context } from "@opentelemetry/api";',
        top: 'const tracer = trace.getTracer("home.activities");\nlet kept: Context | undefined;',
        call: `tracer.startActiveSpan(${NAME}, {}, (kept ??= context.active()), async (span) =>`,
      }),
    },
  },
  {
    finding: "span-made-more-than-once",
    made: "a second span in the route",
    step,
    inShort: true,
    change: {
      "backend/src/app.ts": (text) =>
        `${TRACE}\n${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          `await trace.getTracer("home.activities").startActiveSpan(${NAME}, async (span) => {
      try {
        response.json(await homeActivities(signedInUser(request)));
      } finally {
        span.end();
      }
    });`,
        ),
    },
  },
  {
    finding: "some-requests-without-span",
    made: "only who is signed in gets a span",
    says: "Without it: the anonymous request.",
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `if (!user) return queryMockStore("home of anyone", everyonesActivities(new Date()));
  const span = tracer.startSpan(${NAME});
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "wrong-times",
    made: "a start time in seconds",
    entries: ["E31"],
    step,
    inShort: true,
    change: { [FILE]: replace(`${NAME}, async`, `${NAME}, { startTime: Date.now() / 1000 }, async`) },
  },
  {
    finding: "wrong-times",
    made: "an end time in seconds",
    entries: ["E31"],
    step,
    change: { [FILE]: replace("span.end()", "span.end(Math.round(Date.now() / 1000))") },
  },
  {
    finding: "sdk-in-a-service",
    made: "a provider of the service's own",
    entries: ["E33"],
    step,
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { TracerProvider } from "@opentelemetry/sdk-trace";',
        top: 'const tracer = new TracerProvider().getTracer("home.activities");',
      }),
    },
  },
  {
    finding: "context-thrown-away",
    made: "setSpan() as a statement",
    entries: ["E04"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME});
  trace.setSpan(context.active(), span);
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "context-thrown-away",
    made: "a context where the options belong",
    entries: ["E04"],
    step,
    outcome: "advice",
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME}, trace.setSpan(context.active(), trace.getActiveSpan()!) as never);
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "kind-of-the-span",
    made: "kind SERVER for work inside the backend",
    entries: ["E29"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { SpanKind, trace } from "@opentelemetry/api";',
        call: `tracer.startActiveSpan(${NAME}, { kind: SpanKind.SERVER }, async (span) =>`,
      }),
    },
  },
  {
    finding: "a-span-for-everything",
    made: "a span for each turn of a loop",
    entries: ["E28"],
    step,
    outcome: "advice",
    change: {
      [FILE]: frame({
        before: 'for (let row = 0; row < 30; row += 1) tracer.startSpan("row").end();',
      }),
    },
  },
  {
    finding: "exception-without-status",
    made: "recordException alone",
    entries: ["E16"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: replace(
        "} finally",
        "} catch (error) {\n      span.recordException(error as Error);\n      throw error;\n    } finally",
      ),
    },
  },
  {
    finding: "ok-although-it-failed",
    made: "OK at the start",
    entries: ["E19"],
    step,
    outcome: "advice",
    change: {
      [FILE]: frame({
        imports: 'import { SpanStatusCode, trace } from "@opentelemetry/api";',
        before: "span.setStatus({ code: SpanStatusCode.OK });",
      }),
    },
  },
  {
    finding: "store-not-asked",
    made: "the list written into the code, without the store",
    step,
    inShort: true,
    change: {
      [FILE]: frame({
        work: "const now = new Date();\n  const results = everyonesActivities(now);\n  if (user) results.unshift(lore(now));\n  void queryMockStore;\n  return results;",
      }),
    },
  },
  {
    finding: "store-not-asked",
    made: "the answer kept from the first request",
    says: "did not ask the mock store, although others did",
    step,
    change: {
      [FILE]: frame({
        top: 'const tracer = trace.getTracer("home.activities");\nlet kept: Activity[] | undefined;',
        work: "const now = new Date();\n  kept ??= await queryMockStore(`home of ${user}`, everyonesActivities(now));\n  return user ? [lore(now), ...kept] : kept;",
      }),
    },
  },
  {
    finding: "span-shared-by-requests",
    made: "the span in a variable at the top of the file",
    entries: ["F11"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        imports: 'import { trace, type Span } from "@opentelemetry/api";',
        top: 'const tracer = trace.getTracer("home.activities");\nlet span: Span;',
        body: `span = tracer.startSpan(${NAME});
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "span-outside-of-its-request",
    made: "a queue that a timer works off",
    entries: ["F11", "F12", "F14"],
    step,
    inShort: true,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");
const queue: (() => void)[] = [];
setInterval(() => {
  const span = queue.length > 0 ? tracer.startSpan(${NAME}) : undefined;
  for (const job of queue.splice(0)) job();
  span?.end();
}, 5).unref();`,
        body: "await new Promise<void>((resolve) => queue.push(resolve));\n  WORK",
      }),
    },
  },
  {
    finding: "span-in-another-process",
    made: "the span in a worker thread",
    entries: ["F13"],
    step,
    inShort: true,
    change: {
      "backend/src/span-worker.ts": `import { trace } from "@opentelemetry/api";
import { parentPort } from "node:worker_threads";

const span = trace.getTracer("home.activities").startSpan(${NAME});
parentPort?.postMessage("done");
span.end();
`,
      [FILE]: home({
        imports: 'import { join } from "node:path";\nimport { Worker } from "node:worker_threads";',
        top: "",
        body: `new Worker(join(__dirname, "../span-worker.ts"), { execArgv: ["--import", "tsx"] }).on("error", () => {});
  WORK`,
      }),
    },
  },
  {
    finding: "span-not-from-the-api",
    made: "a span written by hand and posted to Honeycomb",
    step,
    change: {
      [FILE]: home({
        imports: "",
        top: `const hex = (digits: number) => [...Array(digits)].map(() => Math.floor(Math.random() * 16).toString(16)).join("");
function post() {
  const now = \`\${Date.now()}000000\`;
  const span = { traceId: hex(32), spanId: hex(16), name: ${NAME}, kind: 1, startTimeUnixNano: now, endTimeUnixNano: now };
  const body = { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name: "home.activities" }, spans: [span] }] }] };
  return fetch("https://api.honeycomb.io/v1/traces", {
    method: "POST",
    headers: { "content-type": "application/json", "x-honeycomb-team": process.env.OTEL_EXPORTER_OTLP_HEADERS!.split("=")[1]! },
    body: JSON.stringify(body),
  });
}`,
        body: "await post();\n  WORK",
      }),
    },
  },
  {
    finding: "span-not-recorded",
    made: "tracing suppressed around the span",
    unsaid: /is ended by another/,
    step,
    change: {
      [FILE]: home({
        imports:
          'import { context, trace } from "@opentelemetry/api";\nimport { suppressTracing } from "@opentelemetry/core";',
        body: `const span = tracer.startSpan(${NAME}, {}, suppressTracing(context.active()));
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "span-kept-back",
    made: "a span processor that lets only requests through",
    step,
    change: {
      [SETUP]: (text) =>
        text
          .replace(
            'import { NodeSDK } from "@opentelemetry/sdk-node";',
            `import { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor, type ReadableSpan } from "@opentelemetry/sdk-trace";

class OnlyHttp extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan) {
    if (span.instrumentationScope.name.startsWith("@opentelemetry/")) super.onEnd(span);
  }
}`,
          )
          .replace(
            "traceExporter: new OTLPTraceExporter()",
            "spanProcessors: [new OnlyHttp({ exporter: new OTLPTraceExporter() })]",
          ),
    },
  },
  {
    finding: "parent-of-nobody",
    made: "a parent that was made up",
    entries: ["G16"],
    step,
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { ROOT_CONTEXT, trace, TraceFlags } from "@opentelemetry/api";',
        top: `const tracer = trace.getTracer("home.activities");
const parent = trace.setSpanContext(ROOT_CONTEXT, {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: TraceFlags.SAMPLED,
});`,
        call: `tracer.startActiveSpan(${NAME}, {}, parent, async (span) =>`,
      }),
    },
  },
  {
    finding: "span-never-ended",
    made: "ended in the catch alone",
    entries: ["E01"],
    step,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } catch (error) {
      span.end();
      throw error;
    }
  });`,
      }),
    },
  },
  {
    finding: "begun-after-the-work",
    made: "the store is asked first and awaited in the span",
    entries: ["E07"],
    step,
    change: {
      [FILE]: home({
        body: `const now = new Date();
  const asked = queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
  return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      const results = await asked;
      if (user) results.unshift(lore(now));
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "ended-before-the-work",
    made: "forEach with an async function",
    entries: ["E07"],
    step,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    const now = new Date();
    const results: Activity[] = [];
    const asked: Promise<unknown>[] = [];
    [1].forEach(async () => {
      const store = queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      asked.push(store);
      results.push(...(await store.catch(() => [])));
    });
    span.end();
    await Promise.all(asked);
    if (user) results.unshift(lore(now));
    return results;
  });`,
      }),
    },
  },
  {
    finding: "context-with-without-function",
    made: "context.with() with the context alone",
    entries: ["E06"],
    step,
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME});
  (context.with as any)(trace.setSpan(context.active(), span));
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "renamed-instead-of-started",
    made: "the request's own span was renamed, and nobody sees it",
    entries: ["E22"],
    step,
    change: {
      [FILE]: home({ top: "", body: "WORK", imports: "" }),
      "backend/src/app.ts": (text) =>
        `import { context } from "@opentelemetry/api";\nimport { getRPCMetadata } from "@opentelemetry/core";\n${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          `getRPCMetadata(context.active())?.span?.updateName(${NAME});\n    response.json(await homeActivities(signedInUser(request)));`,
        ),
    },
  },
  {
    finding: "context-thrown-away",
    made: "startActiveSpan with a context in the options' place",
    entries: ["E04"],
    step,
    outcome: "advice",
    change: {
      [FILE]: frame({
        imports: CONTEXT,
        call: `tracer.startActiveSpan(${NAME}, context.active() as never, async (span) =>`,
      }),
    },
  },
  {
    finding: "extracted-context-thrown-away",
    made: "propagation.extract() as a statement",
    entries: ["F05"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { context, propagation, trace } from "@opentelemetry/api";',
        before: "propagation.extract(context.active(), {});",
      }),
    },
  },
  {
    finding: "option-unknown",
    made: "the option parent",
    entries: ["E03"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        call: `tracer.startActiveSpan(${NAME}, { parent: trace.getActiveSpan() } as never, async (span) =>`,
      }),
    },
  },
  {
    finding: "link-without-a-span",
    made: "a span where a link wants its context",
    entries: ["F20"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        call: `tracer.startActiveSpan(${NAME}, { links: [{ context: trace.getActiveSpan() as never }] }, async (span) =>`,
      }),
    },
  },
  {
    finding: "side-by-side",
    made: "startSpan twice, to make one the child of the other",
    entries: ["E03"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});
    try {
      const child = tracer.startSpan("ask-the-store");
      try {
        WORK
      } finally {
        child.end();
      }
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "after-the-answer",
    made: "a mail that is sent behind the answer",
    entries: ["F15"],
    step,
    outcome: "advice",
    change: {
      [FILE]: (text) =>
        text.replace(
          "return results;",
          'setTimeout(() => tracer.startSpan("send-mail").end(), 300);\n      return results;',
        ),
    },
  },
  {
    finding: "open-after-the-answer",
    made: "the span is ended half a second later",
    entries: ["F15"],
    step,
    outcome: "advice",
    inShort: true,
    at: `${FILE}:17`,
    change: { [FILE]: replace("span.end();", "setTimeout(() => span.end(), 500);") },
  },
  {
    finding: "open-after-the-answer",
    made: "a mail that nobody waits for",
    entries: ["F15"],
    step,
    outcome: "advice",
    says: "send-mail",
    change: {
      [FILE]: (text) =>
        text
          .replace(/^/, 'import { setTimeout as wait } from "node:timers/promises";\n')
          .replace(
            "return results;",
            'void tracer.startActiveSpan("send-mail", async (mail) => {\n        await wait(400);\n        mail.end();\n      });\n      return results;',
          ),
    },
  },
  {
    finding: "value-in-the-span-name",
    made: "the span renamed after the user",
    entries: ["E21"],
    step,
    at: `${FILE}:13`,
    change: {
      [FILE]: replace(
        "const now = new Date();",
        "const now = new Date();\n      span.updateName(`home of ${user}`);",
      ),
    },
  },
  {
    finding: "start-called-in-another-way",
    made: "a function where the name belongs",
    step,
    at: `${FILE}:9`,
    says: "a function",
    change: { [FILE]: frame({ call: "(tracer as any).startActiveSpan(async (span: any) =>" }) },
  },
  {
    finding: "start-called-in-another-way",
    made: "the name in an object",
    step,
    says: "an object",
    change: {
      [FILE]: frame({ call: `(tracer as any).startActiveSpan({ name: ${NAME} }, async (span: any) =>` }),
    },
  },
  {
    finding: "start-called-in-another-way",
    made: "startSpan with the work in a function",
    step,
    inShort: true,
    says: "startSpan() calls no function",
    change: { [FILE]: frame({ call: `(tracer as any).startSpan(${NAME}, async (span: any) =>` }) },
  },
  {
    finding: "start-called-in-another-way",
    made: "startActiveSpan without a function",
    step,
    says: "without a function",
    change: {
      [FILE]: home({
        body: `const span = (tracer as any).startActiveSpan(${NAME});
  try {
    WORK
  } finally {
    span.end();
  }`,
      }),
    },
  },
  {
    finding: "span-taken-as-tracer",
    made: "the whole API imported as trace",
    step,
    at: `${FILE}:1`,
    says: "curly brackets",
    change: {
      [FILE]: frame({
        imports: 'import * as trace from "@opentelemetry/api";',
        top: 'const tracer = (trace as any).getTracer("home.activities");',
      }),
    },
  },
  {
    finding: "error-although-it-went-well",
    made: "ERROR at the start",
    step,
    outcome: "advice",
    change: { [FILE]: frame({ before: "span.setStatus({ code: 2 });" }) },
  },
  {
    finding: "status-unknown",
    made: "SpanStatusCode.Error",
    step,
    outcome: "advice",
    says: "SpanStatusCode.Error",
    change: {
      [FILE]: frame({
        imports: 'import { SpanStatusCode, trace } from "@opentelemetry/api";',
        work: "WORK\n    } catch (error) {\n      span.setStatus({ code: SpanStatusCode.Error as never });\n      throw error;",
      }),
    },
  },
  {
    finding: "failure-that-hides-the-first",
    made: "SpanStatusCode without its import, in the catch",
    step,
    outcome: "advice",
    says: "SpanStatusCode is not defined",
    change: {
      [FILE]: frame({
        work: "WORK\n    } catch (error) {\n      span.setStatus({ code: SpanStatusCode.ERROR });\n      throw error;",
      }),
    },
  },
  {
    finding: "module-not-found",
    made: "a letter missing in the package's name",
    step,
    at: `${FILE}:1`,
    says: "@opentelmetry/api",
    change: { [FILE]: frame({ imports: 'import { trace } from "@opentelmetry/api";' }) },
  },
  {
    finding: "begun-after-the-work",
    made: "a span around a pause behind the store",
    step,
    change: {
      [FILE]: home({
        body: `${ASK}
  await tracer.startActiveSpan(${NAME}, async (span) => {
    await Promise.resolve();
    span.end();
  });
  return results;`,
      }),
    },
  },
  {
    finding: "method-without-its-span",
    made: "span.end handed to finally()",
    step,
    inShort: true,
    says: "span.end",
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

async function gather(user?: string): Promise<Activity[]> {
  ${ASK}
  return results;
}`,
        body: `return tracer.startActiveSpan(${NAME}, (span) => gather(user).finally(span.end));`,
      }),
    },
  },
  {
    finding: "span-without-a-name",
    made: "a second span without a name",
    step,
    outcome: "advice",
    change: {
      [FILE]: replace(
        "const now = new Date();",
        'const now = new Date();\n      tracer.startActiveSpan("", (inner) => inner.end());',
      ),
    },
  },
  {
    finding: "rename-without-effect",
    made: "the request's own span given a name beside the right span",
    entries: ["E22"],
    step,
    outcome: "advice",
    change: {
      "backend/src/app.ts": (text) =>
        `import { context } from "@opentelemetry/api";\nimport { getRPCMetadata } from "@opentelemetry/core";\n${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          'getRPCMetadata(context.active())?.span?.updateName("the home feed");\n    response.json(await homeActivities(signedInUser(request)));',
        ),
    },
  },
  {
    finding: "fields-dropped",
    made: "two hundred fields",
    entries: ["E30"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        before:
          "for (let row = 0; row < 200; row += 1) span.setAttribute(`row${String.fromCharCode(97 + (row % 26))}${row}`, row);",
      }),
    },
  },
  {
    finding: "work-is-a-generator",
    made: "an async generator as the work",
    step,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async function* (span) {
    try {
      WORK
    } finally {
      span.end();
    }
  } as never);`,
      }),
    },
  },
  {
    finding: "work-is-a-generator",
    made: "a generator of which only the first value is asked",
    step,
    change: {
      [FILE]: home({
        body: `const steps = tracer.startActiveSpan(${NAME}, async function* (span): AsyncGenerator<Activity[]> {
    try {
      const now = new Date();
      const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      if (user) results.unshift(lore(now));
      yield results;
    } finally {
      span.end();
    }
  });
  return (await steps.next()).value as Activity[];`,
      }),
    },
  },
  {
    finding: "source-does-not-parse",
    made: "a try without its finally",
    step,
    says: "The try above it has neither a catch nor a finally.",
    change: { [FILE]: replace(/ *\} finally \{[^]*?\}\n/, "    }\n") },
  },
  {
    finding: "source-does-not-parse",
    made: "a finally without its try",
    step,
    says: "No try is open where this finally stands.",
    change: { [FILE]: replace("    try {\n", "") },
  },
];
