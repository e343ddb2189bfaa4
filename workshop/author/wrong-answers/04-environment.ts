import { manifest } from "../instrumentation-text.ts";
import { FILE, PACKAGE, WITH_IT } from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;
const before = (variables: string) => ({ [PACKAGE]: manifest(`${variables} ${WITH_IT}`) });

/** Variables that are set once more behind docker-compose.yml, in the start script or in the code. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "sends-elsewhere",
    made: "the endpoint in front of the start command",
    step,
    inShort: true,
    at: `${PACKAGE}:7`,
    says: "The start script sets OTEL_EXPORTER_OTLP_ENDPOINT to http://localhost:4318",
    unsaid: /when it is told nothing/,
    change: before("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318"),
  },
  {
    finding: "honeycomb-refused",
    made: "the headers in front of the start command, with a variable of the shell",
    step,
    at: `${PACKAGE}:7`,
    says: "The start script sets OTEL_EXPORTER_OTLP_HEADERS",
    change: before("OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=$HONEYCOMB_API_KEY"),
  },
  {
    finding: "honeycomb-refused",
    made: "the headers written into the environment by the code, in the wrong quotation marks",
    step,
    says: "The code sets OTEL_EXPORTER_OTLP_HEADERS",
    change: {
      [FILE]: replace(
        "const sdk",
        () =>
          "process.env.OTEL_EXPORTER_OTLP_HEADERS = 'x-honeycomb-team=${process.env.HONEYCOMB_API_KEY}';\nconst sdk",
      ),
    },
  },
  {
    finding: "console-exporter-only",
    made: "OTEL_TRACES_EXPORTER=console in front of the start command",
    step,
    says: "OTEL_TRACES_EXPORTER is console",
    change: {
      ...before("OTEL_TRACES_EXPORTER=console"),
      [FILE]: replace("  traceExporter: new OTLPTraceExporter(),\n", ""),
    },
  },
  {
    finding: "sdk-disabled",
    made: "OTEL_SDK_DISABLED=true in front of the start command",
    step,
    at: `${PACKAGE}:7`,
    unsaid: /had not run/,
    change: before("OTEL_SDK_DISABLED=true"),
  },
  {
    finding: "service-name-in-code",
    made: "another service name in front of the start command",
    step,
    outcome: "advice",
    at: `${PACKAGE}:7`,
    says: "The start script sets OTEL_SERVICE_NAME to cruddur",
    unsaid: /a name in code/,
    change: before("OTEL_SERVICE_NAME=cruddur"),
  },
  {
    finding: "listens-on-another-port",
    made: "PORT=5000 in front of the start command",
    step,
    at: `${PACKAGE}:7`,
    change: before("PORT=5099"),
  },
  {
    finding: "sdk-disabled",
    made: "process.env.OTEL_SDK_DISABLED in the code",
    step,
    change: { [FILE]: replace("const sdk", 'process.env.OTEL_SDK_DISABLED = "true";\nconst sdk') },
  },
  {
    finding: "sends-elsewhere",
    made: "Object.assign(process.env, …)",
    step,
    says: "The code sets OTEL_EXPORTER_OTLP_ENDPOINT to http://localhost:4318",
    change: {
      [FILE]: replace(
        "const sdk",
        'Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" });\nconst sdk',
      ),
    },
  },
  {
    finding: "honeycomb-refused",
    made: "the headers deleted from the environment",
    step,
    says: "OTEL_EXPORTER_OTLP_HEADERS",
    change: { [FILE]: replace("const sdk", "delete process.env.OTEL_EXPORTER_OTLP_HEADERS;\nconst sdk") },
  },
];
