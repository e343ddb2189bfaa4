import type { Change } from "./change.ts";
import { replace } from "../example.ts";

/** docker-compose.yml as its lesson leaves it, with one part of it written another way: wrong ones and right ones. */
export const FILE = "docker-compose.yml";
export const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io"';
export const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY}"';
export const NAME = 'OTEL_SERVICE_NAME: "backend"';

/** The three as entries of a list. */
export const ITEMS = [
  "OTEL_EXPORTER_OTLP_ENDPOINT=https://api.honeycomb.io",
  "OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=${HONEYCOMB_API_KEY}",
  "OTEL_SERVICE_NAME=backend",
] as const;

export function compose(part: string | RegExp, by: string): Change {
  return { [FILE]: replace(part, () => by) };
}

/** What stands behind the colon, as it is written there. */
export function endpoint(value: string): Change {
  return compose(ENDPOINT, `OTEL_EXPORTER_OTLP_ENDPOINT: ${value}`);
}

export function headers(value: string): Change {
  return compose(HEADERS, `OTEL_EXPORTER_OTLP_HEADERS: ${value}`);
}

/** More lines below the three. */
export function more(...lines: string[]): Change {
  return compose(NAME, [NAME, ...lines].join("\n      "));
}

/** The three lines taken away, and perhaps others put in their place. */
export function without(by = ""): Change {
  return { [FILE]: (text) => withoutThree(text, by) };
}

/** Another service, before the backend; its lines as they stand in the file. */
export function beside(...lines: string[]): (text: string) => string {
  return replace("services:\n", () => `services:\n${lines.join("\n")}\n`);
}

/** The three lines taken away, and another service with these. */
export function elsewhere(...lines: string[]): Change {
  return { [FILE]: (text) => beside(...lines)(withoutThree(text)) };
}

const STARTER = ["OTEL_METRICS_EXPORTER=none", "OTEL_LOGS_EXPORTER=none", "OTEL_LOG_LEVEL=warn"];

/** The whole environment as a list: the starter's entries, and these. */
export function list(...items: readonly string[]): Change {
  const entries = [...STARTER, ...items].map((item) => `      - ${item}\n`).join("");
  return {
    [FILE]: replace(
      / {4}environment:\n[\s\S]*OTEL_SERVICE_NAME: "backend"\n/,
      () => `    environment:\n${entries}`,
    ),
  };
}

function withoutThree(text: string, by = ""): string {
  return replace(/ *# Where the traces go[\s\S]*OTEL_SERVICE_NAME: "backend"\n/, () => by)(text);
}
