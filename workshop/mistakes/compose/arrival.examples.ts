import type { WrongAnswer } from "../example.ts";
import {
  ITEMS,
  NAME,
  HEADERS,
  ENDPOINT,
  elsewhere,
  compose,
  FILE,
  list,
  without,
} from "../example-files/compose-text.ts";

const THREE = `      ${ENDPOINT}\n      ${HEADERS}\n      ${NAME}\n`;
const PLAIN = `${ITEMS.join("\n")}\n`;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "variables-missing",
    made: "nothing was done yet",
    step: "compose-env-vars",
    outcome: "open",
    inShort: true,
    change: without(),
  },
  {
    finding: "compose-reads-another-file",
    made: "a compose.yaml stands before docker-compose.yml",
    step: "compose-env-vars",
    inShort: true,
    entries: ["B23"],
    says: "compose.yaml",
    change: { "compose.yaml": "services:\n  backend:\n    build: ./backend\n" },
  },
  {
    finding: "compose-file-elsewhere",
    made: "COMPOSE_FILE names another file",
    step: "compose-env-vars",
    inShort: true,
    entries: ["B23"],
    says: "COMPOSE_FILE",
    change: { ...without(), ".env": "HONEYCOMB_API_KEY=practice-abcdefgh\nCOMPOSE_FILE=other.yml\n" },
  },
  {
    finding: "list-entry-with-colon",
    made: "colons in a list",
    step: "compose-env-vars",
    fix: "- OTEL_SERVICE_NAME=backend",
    inShort: true,
    entries: ["B21"],
    change: list(ITEMS[0], ITEMS[1], "OTEL_SERVICE_NAME:backend"),
  },
  {
    finding: "variable-misspelt",
    made: "OTEP_EXPORTER_OTLP_ENDPOINT",
    step: "compose-env-vars",
    fix: 'change line 18 to:\n      OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io"',
    inShort: true,
    entries: ["A18"],
    at: `${FILE}:18`,
    change: compose("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEP_EXPORTER_OTLP_ENDPOINT"),
  },
  {
    finding: "variable-misspelt",
    made: "OTEL_EXPORTER_OTLP_HEADER",
    step: "compose-env-vars",
    entries: ["A18"],
    change: compose("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_HEADER"),
  },
  {
    finding: "variable-misspelt",
    made: "OTEL_SERVICE",
    step: "compose-env-vars",
    entries: ["A18"],
    change: compose("OTEL_SERVICE_NAME", "OTEL_SERVICE"),
  },
  {
    finding: "variable-misspelt",
    made: "small letters",
    step: "compose-env-vars",
    entries: ["A18"],
    change: compose("OTEL_SERVICE_NAME", "otel_service_name"),
  },
  {
    finding: "variable-misspelt",
    made: "the words in another order",
    step: "compose-env-vars",
    entries: ["A18"],
    change: compose("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_OTLP_EXPORTER_ENDPOINT"),
  },
  {
    finding: "variable-misspelt",
    made: "the variables of Honeycomb's own distribution",
    step: "compose-env-vars",
    entries: ["A18", "C19"],
    change: without(
      '      HONEYCOMB_API_ENDPOINT: "https://api.honeycomb.io"\n      SERVICE_NAME: "backend"\n',
    ),
  },
  {
    finding: "variable-of-another-signal",
    made: "the endpoint of metrics",
    step: "compose-env-vars",
    inShort: true,
    entries: ["G09"],
    change: compose("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"),
  },
  {
    finding: "variable-passed-through-empty",
    made: "names without values",
    step: "compose-env-vars",
    fix: "- OTEL_EXPORTER_OTLP_ENDPOINT=https://api.honeycomb.io",
    inShort: true,
    entries: ["B31"],
    change: list("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", ITEMS[2]),
  },
  {
    finding: "variables-on-another-service",
    made: "the three lines under the frontend",
    step: "compose-env-vars",
    fix: "remove line",
    inShort: true,
    entries: ["A17"],
    says: "under the service page",
    change: elsewhere("  page:", "    image: page", "    environment:", THREE),
  },
  {
    finding: "variables-commented-out",
    made: "a # before each line",
    step: "compose-env-vars",
    fix: "change lines 17–19 to:\n      OTEL_EXPORTER_OTLP_ENDPOINT",
    inShort: true,
    change: without(THREE.replaceAll("      ", "      # ")),
  },
  {
    finding: "variables-in-another-place",
    made: "arguments of the build",
    step: "compose-env-vars",
    inShort: true,
    says: "args",
    change: {
      [FILE]: (text) =>
        (without()[FILE] as (text: string) => string)(text).replace(
          "build: ./backend\n",
          () => `build:\n      context: ./backend\n      args:\n${THREE.replaceAll("      ", "        ")}`,
        ),
    },
  },
  {
    finding: "variables-only-in-dotenv",
    made: "the three lines in .env",
    step: "compose-env-vars",
    fix: "add:\n      OTEL_EXPORTER_OTLP_ENDPOINT",
    inShort: true,
    entries: ["B24"],
    at: ".env:2",
    change: { ...without(), ".env": `HONEYCOMB_API_KEY=practice-abcdefgh\n${PLAIN}` },
  },
  {
    finding: "variables-only-in-dotenv",
    made: "dotenv in the code, and nothing in the compose file",
    step: "compose-env-vars",
    entries: ["A23", "B24"],
    change: {
      ...without(),
      ".env": `HONEYCOMB_API_KEY=practice-abcdefgh\n${PLAIN}`,
      "backend/src/server.ts": (text) => `import "dotenv/config";\n${text}`,
    },
  },
  {
    finding: "variables-in-another-place",
    made: "an environment of the build",
    step: "compose-env-vars",
    says: "environment of build",
    change: {
      [FILE]: (text) =>
        (without()[FILE] as (text: string) => string)(text).replace(
          "build: ./backend\n",
          () =>
            `build:\n      context: ./backend\n      environment:\n${THREE.replaceAll("      ", "        ")}`,
        ),
    },
  },
  {
    finding: "variables-missing",
    made: "an env_file that holds the key alone",
    step: "compose-env-vars",
    outcome: "open",
    entries: ["B24"],
    change: {
      [FILE]: (text) =>
        (without()[FILE] as (text: string) => string)(text).replace(
          "    environment:",
          "    env_file: .env\n    environment:",
        ),
    },
  },
  {
    finding: "variables-in-another-file",
    made: "the three lines in a file that nothing names",
    step: "compose-env-vars",
    inShort: true,
    at: "otel.env:1",
    change: { ...without(), "otel.env": PLAIN },
  },
  {
    finding: "variables-in-another-file",
    made: "ENV in the Dockerfile",
    step: "compose-env-vars",
    says: "backend/Dockerfile",
    change: {
      ...without(),
      "backend/Dockerfile": (text) => `${text}${PLAIN.replaceAll(/^(?=\w)/gm, "ENV ")}`,
    },
  },
  {
    finding: "variables-missing",
    made: "set in the code, which sets nothing in the container",
    step: "compose-env-vars",
    outcome: "open",
    change: {
      ...without(),
      "backend/src/server.ts": (text) =>
        `process.env.OTEL_EXPORTER_OTLP_ENDPOINT = "https://api.honeycomb.io";\n${text}`,
    },
  },
  {
    finding: "variables-only-in-the-shell",
    made: "export, and nothing in the file",
    step: "compose-env-vars",
    inShort: true,
    entries: ["A01"],
    change: without(),
    shell: Object.fromEntries(ITEMS.map((item) => item.split(/=(.*)/) as [string, string])),
  },
  {
    finding: "variables-in-another-place",
    made: "a second backend at the file's end, which is a volume there",
    step: "compose-env-vars",
    says: "environment of backend in volumes",
    change: {
      [FILE]: (text) =>
        `${(without()[FILE] as (text: string) => string)(text).trimEnd()}\n  backend:\n    environment:\n${THREE}`,
    },
  },
];
