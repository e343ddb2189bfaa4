import { span } from "./build-span.ts";
import type { FieldValue, Span, SpanId, SpanKind, UnixNanos } from "./span.ts";

/** For tests: one trace such as anything might send, with every kind of value, events, links and odd names. */
export function randomTrace(random: () => number, size: number): Span[] {
  const traceId = hex(random, 32);
  const spans: Span[] = [];
  for (let index = 0; index < size; index++) {
    const parent = spans[Math.floor(random() * spans.length)];
    spans.push(randomSpan(random, traceId, parent));
  }
  return spans;
}

function randomSpan(random: () => number, traceId: string, parent: Span | undefined): Span {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const made = span({
    traceId,
    spanId: hex(random, 16),
    ...(parent === undefined ? {} : { parent, parentIsRemote: random() < 0.3 }),
    name: randomText(random),
    startMs: random() * 1000,
    durationMs: random() * 50,
    kind: pick<SpanKind>(["internal", "server", "client", "producer", "consumer", "unspecified"]),
    fields: randomFields(random, 6),
    status: { code: pick(["unset", "ok", "error"]), message: random() < 0.3 ? randomText(random) : "" },
    droppedFields: random() < 0.1 ? 3 : 0,
    scope: {
      name: pick(["home.activities", "", "@opentelemetry/instrumentation-express"]),
      version: pick(["", "1.0"]),
    },
    resource: { "service.name": pick(["backend", "frontend"]) },
  });
  return { ...made, events: randomEvents(random, made.start), links: randomLinks(random) };
}

function randomEvents(random: () => number, time: UnixNanos): Span["events"] {
  return random() < 0.8 ? [] : [{ name: randomText(random), time, fields: randomFields(random, 2) }];
}

function randomLinks(random: () => number): Span["links"] {
  if (random() < 0.9) return [];
  return [
    {
      traceId: hex(random, 32) as Span["traceId"],
      spanId: hex(random, 16) as SpanId,
      fields: randomFields(random, 1),
    },
  ];
}

function randomFields(random: () => number, most: number): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (let left = Math.floor(random() * (most + 1)); left > 0; left--)
    fields[`app.${randomText(random)}`] = randomValue(random, 0);
  return fields;
}

function randomValue(random: () => number, depth: number): FieldValue {
  const dice = Math.floor(random() * (depth > 2 ? 6 : 8));
  if (dice === 0) return random() < 0.5;
  if (dice === 1) return Math.floor((random() - 0.5) * 2 ** 40);
  if (dice === 2) return BigInt(Math.floor(random() * 2 ** 30)) * 2n ** 33n + 2n ** 53n;
  if (dice === 3) return random() * 1000 + 0.5;
  if (dice < 6) return randomText(random);
  if (dice === 6)
    return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth + 1));
  return { [randomText(random)]: randomValue(random, depth + 1) };
}

const TEXTS = [
  "",
  "home",
  "GET /api/activities/home",
  "__proto__",
  "naïve ☂ 😀",
  "a\nb\u0000\u001b[2J",
  "<script>",
  '"\\',
  "x".repeat(300),
];

function randomText(random: () => number): string {
  return `${TEXTS[Math.floor(random() * TEXTS.length)]}${random() < 0.5 ? "" : Math.floor(random() * 100)}`;
}

function hex(random: () => number, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
}
