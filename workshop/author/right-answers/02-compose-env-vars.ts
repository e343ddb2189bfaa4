import { compose, ENDPOINT, FILE, HEADERS, list, NAME } from "../compose-text.ts";
import { replace, type RightAnswer } from "../wrong-answer.ts";

const step = 2;
const inShort = true;

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, inShort },
  {
    made: "list style",
    step,
    inShort,
    change: list(
      "OTEL_EXPORTER_OTLP_ENDPOINT=https://api.honeycomb.io",
      '"OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=${HONEYCOMB_API_KEY}"',
      "OTEL_SERVICE_NAME=backend",
    ),
  },
  {
    made: "no quotation marks",
    step,
    inShort,
    change: compose(HEADERS, "OTEL_EXPORTER_OTLP_HEADERS: x-honeycomb-team=${HONEYCOMB_API_KEY}"),
  },
  {
    made: "a trailing slash",
    step,
    inShort,
    change: compose(ENDPOINT, "OTEL_EXPORTER_OTLP_ENDPOINT: https://api.honeycomb.io/"),
  },
  {
    made: "the EU instance",
    step,
    inShort,
    change: compose(ENDPOINT, "OTEL_EXPORTER_OTLP_ENDPOINT: https://api.eu1.honeycomb.io"),
  },
  {
    made: "the traces' own endpoint",
    step,
    inShort,
    change: compose(ENDPOINT, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: https://api.honeycomb.io/v1/traces"),
  },
  {
    made: "the traces' own headers",
    step,
    inShort,
    change: compose("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS"),
  },
  {
    made: "a header in capital letters, and a second one",
    step,
    inShort,
    change: compose(HEADERS, 'OTEL_EXPORTER_OTLP_HEADERS: "X-Honeycomb-Team=${HONEYCOMB_API_KEY},x-other=1"'),
  },
  {
    made: "a default that is not needed",
    step,
    inShort,
    change: compose(HEADERS, 'OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY:-none}"'),
  },
  {
    made: "a demand that is met",
    step,
    inShort,
    change: compose(
      HEADERS,
      'OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY:?see step 1}"',
    ),
  },
  {
    made: "another name for the service",
    step,
    inShort,
    change: compose(NAME, "OTEL_SERVICE_NAME: my-backend-42"),
  },
  {
    made: "the name as a resource attribute",
    step,
    inShort,
    change: compose(NAME, 'OTEL_RESOURCE_ATTRIBUTES: "service.name=backend,team=tea"'),
  },
  {
    made: "an env_file",
    step,
    inShort,
    change: {
      [FILE]: (text) =>
        text
          .replace(HEADERS, () => "OTHER: x")
          .replace("    environment:", "    env_file: otel.env\n    environment:"),
      "otel.env": "OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=${HONEYCOMB_API_KEY}\n",
    },
  },
  {
    made: "an anchor that is shared",
    step,
    inShort,
    change: {
      [FILE]: (text) =>
        `x-otel: &otel\n  ${ENDPOINT}\n  ${HEADERS}\n${text.replace(ENDPOINT, () => "<<: *otel").replace(HEADERS, () => "OTHER: x")}`,
    },
  },
  {
    made: "an override file",
    step,
    inShort,
    change: {
      [FILE]: replace(HEADERS, () => "OTHER: x"),
      "docker-compose.override.yml": `services:\n  backend:\n    environment:\n      ${HEADERS}\n`,
    },
  },
  {
    made: "compose.yaml instead of docker-compose.yml",
    step,
    inShort,
    change: {
      "compose.yaml": `services:\n  backend:\n    build: ./backend\n    environment:\n      ${ENDPOINT}\n      ${HEADERS}\n      ${NAME}\n`,
      [FILE]: null,
    },
  },
  { made: "the key from the shell", step, inShort, shell: { HONEYCOMB_API_KEY: "practice-zzzzzzzz" } },
];
