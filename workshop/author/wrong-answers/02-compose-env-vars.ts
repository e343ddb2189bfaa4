import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 2;
const inShort = true;
const FILE = "docker-compose.yml";
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY}"';
const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io"';
const NAME = 'OTEL_SERVICE_NAME: "backend"';

const compose = (part: string | RegExp, by: string) => ({ [FILE]: replace(part, () => by) });
const endpoint = (value: string) => compose(ENDPOINT, `OTEL_EXPORTER_OTLP_ENDPOINT: ${value}`);
const headers = (value: string) => compose(HEADERS, `OTEL_EXPORTER_OTLP_HEADERS: ${value}`);
/** The three lines taken away, and perhaps others put in their place. */
const without = (by = "") => ({
  [FILE]: (text: string) =>
    text.replace(/ *# Where the traces go[\s\S]*OTEL_SERVICE_NAME: "backend"\n/, () => by),
});
const listStyle = (...items: string[]) => ({
  [FILE]: (text: string) =>
    text.replace(
      / {4}environment:\n[\s\S]*OTEL_SERVICE_NAME: "backend"\n/,
      () => `    environment:\n${items.map((item) => `      - ${item}\n`).join("")}`,
    ),
});

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "compose-refused",
    made: "a service is extended that is not there",
    step,
    inShort,
    change: {
      [FILE]: replace("    build: ./backend", "    extends: { service: base }\n    build: ./backend"),
    },
  },
  { finding: "variables-missing", made: "nothing was done yet", step, inShort, change: without() },
  {
    finding: "compose-missing",
    made: "the file was renamed",
    step,
    inShort,
    entries: ["B23"],
    change: { [FILE]: null, "docker_compose.yml": "services:\n" },
  },
  {
    finding: "compose-not-yaml",
    made: "a tab to indent",
    step,
    inShort,
    change: { [FILE]: replace("      OTEL_SERVICE_NAME", "\tOTEL_SERVICE_NAME") },
  },
  {
    finding: "compose-not-yaml",
    made: "a variable stands twice",
    step,
    inShort,
    change: compose(NAME, `${NAME}\n      ${NAME}`),
  },
  {
    finding: "compose-without-backend",
    made: "the service got another name",
    step,
    inShort,
    change: { [FILE]: replace("  backend:", "  backend-flask:") },
  },
  {
    finding: "compose-mixes-styles",
    made: "list entries among a mapping's",
    step,
    inShort,
    entries: ["B21"],
    change: listStyle("NODE_ENV: development", "OTEL_SERVICE_NAME=backend"),
  },
  {
    finding: "compose-demands-a-variable",
    made: "${KEY:?} of a variable that nobody sets",
    step,
    inShort,
    change: headers('"x-honeycomb-team=${MY_HONEYCOMB_KEY:?set it}"'),
  },
  {
    finding: "compose-bad-variable",
    made: "a brace is not closed",
    step,
    inShort,
    change: headers('"x-honeycomb-team=${HONEYCOMB_API_KEY"'),
  },
  {
    finding: "env-file-missing",
    made: "an env_file that is not there",
    step,
    inShort,
    change: { [FILE]: replace("    environment:", "    env_file: otel.env\n    environment:") },
  },
  {
    finding: "environment-misspelt",
    made: "env: instead of environment:",
    step,
    inShort,
    entries: ["B33"],
    change: { [FILE]: replace("    environment:", "    env:") },
  },
  {
    finding: "variables-on-another-service",
    made: "the three lines under the frontend",
    step,
    inShort,
    entries: ["A17"],
    change: {
      [FILE]: (text) =>
        `${without()[FILE]?.(text)}\n  frontend:\n    image: page\n    environment:\n      ${ENDPOINT}\n      ${HEADERS}\n      ${NAME}\n`,
    },
  },
  {
    finding: "variable-misspelt",
    made: "OTEP_EXPORTER_OTLP_ENDPOINT",
    step,
    inShort,
    entries: ["A18"],
    change: compose("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEP_EXPORTER_OTLP_ENDPOINT"),
  },
  {
    finding: "variable-misspelt",
    made: "OTEL_EXPORTER_OTLP_HEADER",
    step,
    inShort,
    entries: ["A18"],
    change: compose("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_HEADER"),
  },
  {
    finding: "variable-misspelt",
    made: "OTEL_SERVICE",
    step,
    inShort,
    entries: ["A18"],
    change: compose("OTEL_SERVICE_NAME", "OTEL_SERVICE"),
  },
  {
    finding: "variables-only-in-dotenv",
    made: "the three lines in .env",
    step,
    inShort,
    entries: ["B24"],
    change: {
      ...without(),
      ".env":
        "HONEYCOMB_API_KEY=practice-abcdefgh\nOTEL_EXPORTER_OTLP_ENDPOINT=https://api.honeycomb.io\nOTEL_SERVICE_NAME=backend\n",
    },
  },
  {
    finding: "variable-passed-through-empty",
    made: "names without values",
    step,
    inShort,
    entries: ["B31"],
    change: listStyle(
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "OTEL_EXPORTER_OTLP_HEADERS",
      "OTEL_SERVICE_NAME=backend",
    ),
  },
  {
    finding: "endpoint-missing",
    made: "no endpoint",
    step,
    inShort,
    entries: ["B11"],
    change: compose(ENDPOINT, "OTHER: x"),
  },
  {
    finding: "endpoint-has-path",
    made: "/v1/traces in the base endpoint",
    step,
    inShort,
    entries: ["B01"],
    at: `${FILE}:18`,
    change: endpoint('"https://api.honeycomb.io/v1/traces"'),
  },
  {
    finding: "traces-endpoint-without-path",
    made: "the traces' own endpoint without a path",
    step,
    inShort,
    entries: ["B02"],
    change: compose(ENDPOINT, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://api.honeycomb.io"'),
  },
  {
    finding: "endpoint-without-scheme",
    made: "host and port",
    step,
    inShort,
    entries: ["B04"],
    change: endpoint('"api.honeycomb.io:443"'),
  },
  {
    finding: "endpoint-quoted",
    made: "quotation marks in a list entry",
    step,
    inShort,
    entries: ["B14"],
    change: listStyle(
      'OTEL_EXPORTER_OTLP_ENDPOINT="https://api.honeycomb.io"',
      "OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=${HONEYCOMB_API_KEY}",
      "OTEL_SERVICE_NAME=backend",
    ),
  },
  {
    finding: "endpoint-is-the-page",
    made: "the address of the page",
    step,
    inShort,
    change: endpoint('"https://ui.honeycomb.io"'),
  },
  {
    finding: "endpoint-without-tls",
    made: "http",
    step,
    inShort,
    change: endpoint('"http://api.honeycomb.io"'),
  },
  {
    finding: "endpoint-for-grpc",
    made: "gRPC's port",
    step,
    inShort,
    entries: ["B09"],
    change: endpoint('"http://otel-collector:4317"'),
  },
  {
    finding: "endpoint-is-localhost",
    made: "localhost in a container",
    step,
    inShort,
    entries: ["B11"],
    change: endpoint('"http://localhost:4318"'),
  },
  {
    finding: "endpoint-misspelt",
    made: "api.honeycom.io",
    step,
    inShort,
    change: endpoint('"https://api.honeycom.io"'),
  },
  {
    finding: "endpoint-elsewhere",
    made: "a collector",
    step,
    inShort,
    entries: ["B07", "B12"],
    change: endpoint('"https://otel-collector:4318"'),
  },
  {
    finding: "endpoint-with-port-or-path",
    made: "a port",
    step,
    inShort,
    change: endpoint('"https://api.honeycomb.io:8443"'),
  },
  {
    finding: "header-colon",
    made: "a colon in the header",
    step,
    inShort,
    entries: ["B13"],
    at: `${FILE}:20`,
    change: headers('"x-honeycomb-team: ${HONEYCOMB_API_KEY}"'),
  },
  {
    finding: "header-wrong-name",
    made: "x-honeycomb-api-key",
    step,
    inShort,
    entries: ["A08"],
    change: headers('"x-honeycomb-api-key=${HONEYCOMB_API_KEY}"'),
  },
  { finding: "header-missing", made: "no headers", step, inShort, change: compose(HEADERS, "OTHER: x") },
  {
    finding: "header-quoted-in-list",
    made: "quotation marks around a list entry's value",
    step,
    inShort,
    entries: ["B14"],
    change: listStyle(
      "OTEL_EXPORTER_OTLP_ENDPOINT=https://api.honeycomb.io",
      'OTEL_EXPORTER_OTLP_HEADERS="x-honeycomb-team=${HONEYCOMB_API_KEY}"',
      "OTEL_SERVICE_NAME=backend",
    ),
  },
  {
    finding: "header-key-quoted",
    made: "quotation marks around the key",
    step,
    inShort,
    entries: ["A06", "B14"],
    change: headers("'x-honeycomb-team=\"${HONEYCOMB_API_KEY}\"'"),
  },
  {
    finding: "header-not-expanded",
    made: "a doubled dollar",
    step,
    inShort,
    entries: ["B16"],
    change: headers('"x-honeycomb-team=$${HONEYCOMB_API_KEY}"'),
  },
  {
    finding: "header-key-empty",
    made: "another variable's name",
    step,
    inShort,
    entries: ["B18"],
    change: headers('"x-honeycomb-team=${HONEYCOMB_KEY}"'),
  },
  {
    finding: "header-carries-another-key",
    made: "an old key in the file",
    step,
    inShort,
    change: headers('"x-honeycomb-team=practice-zzzzzzzz"'),
  },
  {
    finding: "service-name-missing",
    made: "no name",
    step,
    inShort,
    entries: ["B25"],
    change: compose(NAME, "OTHER: x"),
  },
  {
    finding: "service-name-missing",
    made: "unknown_service",
    step,
    inShort,
    entries: ["B25"],
    change: compose(NAME, "OTEL_SERVICE_NAME: unknown_service:node"),
  },
  {
    finding: "service-name-shared",
    made: "the frontend has the same name",
    step,
    inShort,
    entries: ["B26"],
    change: {
      [FILE]: (text) =>
        `${text}\n  frontend:\n    image: page\n    environment:\n      OTEL_SERVICE_NAME: backend\n`,
    },
  },
  {
    finding: "key-pasted-into-compose",
    made: "the key itself in the file",
    step,
    inShort,
    entries: ["A16"],
    outcome: "advice",
    change: headers('"x-honeycomb-team=practice-abcdefgh"'),
  },
  {
    finding: "dollar-taken-for-a-variable",
    made: "a dollar in a value",
    step,
    inShort,
    entries: ["B19"],
    outcome: "advice",
    change: compose(NAME, `${NAME}\n      OTEL_RESOURCE_ATTRIBUTES: "note=cost$FIVE"`),
  },
  {
    finding: "protocol-not-for-http",
    made: "grpc as protocol",
    step,
    inShort,
    entries: ["B10"],
    outcome: "advice",
    change: compose(NAME, `${NAME}\n      OTEL_EXPORTER_OTLP_PROTOCOL: grpc`),
  },
];
