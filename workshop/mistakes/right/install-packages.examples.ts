import { replace, type RightAnswer } from "../example.ts";

const step = "install-packages";
const MANIFEST = "backend/package.json";
const O = "@opentelemetry/";

const named =
  (...names: string[]) =>
  (text: string) => {
    const json = JSON.parse(text) as { dependencies: Record<string, string> };
    const kept = Object.entries(json.dependencies).filter(([name]) => !name.startsWith(O));
    const dependencies = Object.fromEntries([...kept, ...names.map((name) => [O + name, "*"])]);
    return `${JSON.stringify({ ...json, dependencies }, undefined, 2)}\n`;
  };

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, inShort: true, lines: ["otel-3x", "otel-2x"] },
  {
    made: "the protobuf exporter",
    step,
    lines: ["otel-3x", "otel-2x"],
    change: {
      [MANIFEST]: named(
        "api",
        "sdk-node",
        "exporter-trace-otlp-proto",
        "instrumentation-express",
        "instrumentation-http",
      ),
    },
  },
  {
    made: "all instrumentations in one package",
    step,
    inShort: true,
    change: {
      [MANIFEST]: named("api", "sdk-node", "exporter-trace-otlp-http", "auto-instrumentations-node"),
    },
  },
  {
    made: "the SDK for traces alone",
    step,
    change: {
      [MANIFEST]: named(
        "api",
        "sdk-trace",
        "exporter-trace-otlp-http",
        "instrumentation-express",
        "instrumentation-http",
        "context-async-hooks",
      ),
    },
  },
  {
    made: "more packages than needed",
    step,
    change: {
      [MANIFEST]: named(
        "api",
        "sdk-node",
        "exporter-trace-otlp-http",
        "instrumentation-express",
        "instrumentation-http",
        "instrumentation-undici",
        "resources",
        "semantic-conventions",
      ),
    },
  },
  {
    made: "the answer in quotation marks",
    step,
    inShort: true,
    change: {
      "journal/week2.md": replace(
        /(Answer \(03-trace-id\):).*/,
        () => `Answer (03-trace-id): \`${"0".repeat(32)}\``,
      ),
    },
  },
  ...(["^", "~", ""] as const).map((sign): RightAnswer => ({
    made: `versions with ${sign === "" ? "no sign" : sign} before them`,
    step,
    change: {
      [MANIFEST]: (text) =>
        text.replaceAll(/("@opentelemetry\/[\w-]+": ")[~^]?/g, (_, before: string) => before + sign) + "\n",
    },
  })),
  {
    made: "latest instead of versions",
    step,
    lines: ["otel-3x", "otel-2x"],
    change: {
      [MANIFEST]: (text) => text.replaceAll(/("@opentelemetry\/[\w-]+": ")[^"]+/g, "$1latest"),
    },
  },
  {
    made: "two of the five among the tools as well",
    step,
    change: {
      [MANIFEST]: replace('"devDependencies": {', `"devDependencies": {\n    "${O}api": "*",`),
    },
  },
  {
    made: "packages of one's own beside them, also one for metrics",
    step,
    change: {
      [MANIFEST]: replace(
        '"dependencies": {',
        `"dependencies": {\n    "dotenv": "^17.0.0",\n    "my-telemetry": "^1.0.0",`,
      ),
    },
  },
  ...[
    `traceId: '${"0".repeat(32)}'`,
    `**${"0".repeat(32)}** (nothing but zeros, 32 of them)`,
    `"${"0".repeat(32)}", and the span id is ${"0".repeat(16)}`,
  ].map((given, index): RightAnswer => ({
    made: `the answer in other words: ${given}`,
    step,
    inShort: index === 0,
    change: {
      "journal/week2.md": replace(/(Answer \(03-trace-id\):).*/, () => `Answer (03-trace-id): ${given}`),
    },
  })),
];
