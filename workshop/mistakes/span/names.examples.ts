import { type WrongAnswer, replace } from "../example.ts";
import { home } from "../example-files/home-text.ts";
import { OWN_WORK } from "../example-files/span-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NOTIFICATIONS = "backend/src/services/notifications-activities.ts";
const NAME = '"home-activities-mock-data"';
const TRACE = 'import { trace } from "@opentelemetry/api";';
const plain = home({ imports: "", top: "", body: "WORK" });

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "custom-span-missing",
    made: "nothing was written yet",
    step: "custom-span",
    outcome: "open",
    inShort: true,
    change: { [FILE]: plain },
  },
  {
    finding: "tracer-without-a-span",
    made: "only the tracer was written",
    step: "custom-span",
    inShort: true,
    at: `${FILE}:6`,
    change: { [FILE]: home({ body: "WORK" }) },
  },
  {
    finding: "span-code-never-runs",
    made: "the span stands in a helper that nobody calls",
    step: "custom-span",
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
    step: "custom-span",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("home-activities-mock-data", "home-activites-mock-data") },
  },
  {
    finding: "span-name-differs",
    made: "another name",
    step: "custom-span",
    change: { [FILE]: replace("home-activities-mock-data", "get home") },
  },
  {
    finding: "value-in-the-span-name",
    made: "the user in the span's name",
    entries: ["E21"],
    step: "custom-span",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace(NAME, '`home-activities-mock-data ${user ?? "anyone"}`') },
  },
  {
    finding: "names-swapped",
    made: "the names of tracer and span swapped",
    step: "custom-span",
    change: {
      [FILE]: (text) =>
        text
          .replace('getTracer("home.activities")', `getTracer(${NAME})`)
          .replace(`startActiveSpan(${NAME}`, 'startActiveSpan("home.activities"'),
    },
  },
  {
    finding: "span-in-another-service",
    made: "the span around the notifications",
    step: "custom-span",
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
    step: "custom-span",
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
    step: "custom-span",
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
    finding: "span-in-another-process",
    made: "the span in a worker thread",
    entries: ["F13"],
    step: "custom-span",
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
    step: "custom-span",
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
    finding: "value-in-the-span-name",
    made: "the span renamed after the user",
    entries: ["E21"],
    step: "custom-span",
    at: `${FILE}:13`,
    change: {
      [FILE]: replace(
        "const now = new Date();",
        "const now = new Date();\n      span.updateName(`home of ${user}`);",
      ),
    },
  },
  {
    finding: "span-name-differs",
    made: "a typo, by a startSpan() of one's own that calls its function",
    step: "custom-span",
    unsaid: /calls no function/,
    fix: '"home-activities-mock-data"',
    change: {
      [FILE]: home({
        top: OWN_WORK,
        body: 'return tracer.startSpan("home-activites-mock-data", async () => {\n    WORK\n  });',
      }),
    },
  },
  {
    finding: "span-name-differs",
    made: "a typo in a constant of another file, with CRLF",
    step: "custom-span",
    fix: "backend/src/span-names.ts",
    change: {
      "backend/src/span-names.ts": 'export const SPANS = { home: "home-activity-mock-data" } as const;\r\n',
      [FILE]: (text) =>
        text
          .replace(NAME, "SPANS.home")
          .replace(/^/, 'import { SPANS } from "../span-names.ts";\n')
          .replace(/\n/g, "\r\n"),
    },
  },
  {
    finding: "span-code-never-runs",
    made: "a span in a branch that no request takes",
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `if (user === "nobody at all") return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  });
  WORK`,
      }),
    },
  },
];
