import {
  compose,
  ENDPOINT,
  endpoint,
  FILE,
  HEADERS,
  headers,
  list,
  NAME,
} from "../example-files/compose-text.ts";
import { replace, type RightAnswer } from "../example.ts";

const step = "compose-env-vars";
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
  { made: "Windows line ends", step, inShort, change: { [FILE]: (text) => text.replaceAll("\n", "\r\n") } },
  { made: "a byte order mark", step, change: { [FILE]: (text) => `\uFEFF${text}` } },
  { made: "four blanks for each level", step, change: { [FILE]: replace(/^( +)/gm, "$1$1") } },
  {
    made: "JSON, which is YAML",
    step,
    change: {
      [FILE]: JSON.stringify({
        services: {
          backend: {
            build: "./backend",
            environment: {
              OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io",
              OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY}",
              OTEL_SERVICE_NAME: "backend",
            },
          },
        },
      }),
    },
  },
  { made: "an address in capitals, with its port", step, change: endpoint("HTTPS://API.HONEYCOMB.IO:443") },
  {
    made: "the traces' own endpoint, in the EU, beside a base for something else",
    step,
    change: compose(
      ENDPOINT,
      "OTEL_EXPORTER_OTLP_ENDPOINT: http://otel-collector:4318\n      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: https://api.eu1.honeycomb.io/v1/traces",
    ),
  },
  {
    made: "blanks around the header's equals sign, and a comma at the end",
    step,
    change: headers('" x-honeycomb-team = ${HONEYCOMB_API_KEY} ,"'),
  },
  {
    made: "a header over several lines",
    step,
    change: headers(">-\n        x-honeycomb-team=${HONEYCOMB_API_KEY}"),
  },
  { made: "single quotation marks", step, change: headers("'x-honeycomb-team=${HONEYCOMB_API_KEY}'") },
  { made: "a variable without braces", step, change: headers("x-honeycomb-team=$HONEYCOMB_API_KEY # mine") },
  {
    made: "a dataset for what is no trace",
    step,
    change: headers('"x-honeycomb-team=${HONEYCOMB_API_KEY},x-honeycomb-dataset=metrics"'),
  },
  {
    made: "names alone, and their values in .env",
    step,
    change: {
      ...list("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_SERVICE_NAME"),
      ".env":
        "HONEYCOMB_API_KEY=practice-abcdefgh\nOTEL_EXPORTER_OTLP_ENDPOINT=https://api.honeycomb.io\nOTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=${HONEYCOMB_API_KEY}\nOTEL_SERVICE_NAME=backend\n",
    },
  },
  {
    made: "a whole service that is extended",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace(NAME, () => "OTHER: x")
          .replace("    build: ./backend\n", "    build: ./backend\n    extends:\n      service: base\n")
          .replace("services:\n", `services:\n  base:\n    image: base\n    environment:\n      ${NAME}\n`),
    },
  },
  {
    made: "an env_file that need not be there, and one that is",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace(HEADERS, () => "OTHER: x")
          .replace(
            "    environment:",
            "    env_file:\n      - path: gone.env\n        required: false\n      - otel.env\n    environment:",
          ),
      "otel.env": 'export OTEL_EXPORTER_OTLP_HEADERS="x-honeycomb-team=${HONEYCOMB_API_KEY}" # mine\n',
    },
  },
  {
    made: "the name from the shell",
    step,
    change: compose(NAME, 'OTEL_SERVICE_NAME: "${NAME:-backend}"'),
    shell: { NAME: "my-own" },
  },
];
