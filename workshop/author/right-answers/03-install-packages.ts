import { replace, type RightAnswer } from "../wrong-answer.ts";

const step = 3;
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
];
