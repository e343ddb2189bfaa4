import { type WrongAnswer, replace } from "../example.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';

function withVariable(entry: string) {
  return replace(/(\n +)OTEL_METRICS_EXPORTER/, `$1${entry}$1OTEL_METRICS_EXPORTER`);
}

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "field-behind-the-limit",
    made: "the fields behind two hundred others",
    unsaid: /is set only when the work fails/,
    entries: ["E30"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: replace(
        SET_NOW,
        'for (let row = 0; row < 200; row += 1) span.setAttribute(`row${row}`, row);\n      span.setAttribute("app.now", now.toISOString());',
      ),
    },
  },
  {
    finding: "value-cut-by-a-limit",
    made: "a limit for the length of values in the compose file",
    step: "span-fields",
    inShort: true,
    at: "docker-compose.yml:12",
    says: "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT in docker-compose.yml",
    fix: "remove line 12",
    unsaid: /time zone|No other program/,
    change: { "docker-compose.yml": withVariable('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: "12"') },
  },
  {
    finding: "value-cut-by-a-limit",
    made: "a limit for the length of values in an option of the SDK",
    step: "span-fields",
    says: "an option in backend/src/instrumentation.ts",
    change: {
      "backend/src/instrumentation.ts": replace(
        "traceExporter:",
        "spanLimits: { attributeValueLengthLimit: 10 },\n  traceExporter:",
      ),
    },
  },
  {
    finding: "fields-limited-by-a-setting",
    made: "room for one field",
    step: "span-fields",
    inShort: true,
    at: "docker-compose.yml:12",
    says: "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT",
    change: { "docker-compose.yml": withVariable('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "1"') },
  },
  {
    finding: "user-limited-by-a-setting",
    made: "room for six fields",
    step: "user-fields",
    at: "docker-compose.yml:12",
    change: { "docker-compose.yml": withVariable('OTEL_ATTRIBUTE_COUNT_LIMIT: "6"') },
  },
];
