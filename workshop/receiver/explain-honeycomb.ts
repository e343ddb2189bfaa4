import type { Advice } from "./page-api.ts";

/** What Honeycomb's answer means and what to change. Its wording may change, so texts are matched loosely. */
export function explainHoneycomb(status: number, text: string): Advice {
  const rule = RULES.find((one) => one.status.includes(status) && one.says.test(text));
  if (rule !== undefined) return { what: rule.what, fix: rule.fix, learn: rule.learn };
  if (status >= 500)
    return { what: `Honeycomb had a problem of its own (${status}).`, fix: WAIT, learn: null };
  const said = text === "" ? "" : `, saying: ${text}`;
  return {
    what: `Honeycomb answered ${status}${said}.`,
    fix: "Compare the address and headers with the lesson.",
    learn: STEP_2,
  };
}

/** The connection itself failed. */
export function explainFailure(reason: string): Advice {
  return {
    what: `Honeycomb could not be reached (${reason}).`,
    fix: "Your traces are safe here. Check the network, and the address in OTEL_EXPORTER_OTLP_ENDPOINT.",
    learn: STEP_2,
  };
}

interface Rule extends Advice {
  readonly status: readonly number[];
  readonly says: RegExp;
}

const STEP_1 = "steps/01-set-api-key/README.md";
const STEP_2 = "steps/02-compose-env-vars/README.md";
const WAIT = "Nothing to change: later requests are sent again, and your traces are safe here.";

/** The first rule that fits speaks. Answers as of Honeycomb's documentation and its open-source husky library. */
const RULES: readonly Rule[] = [
  {
    status: [401],
    says: /missing.*x-honeycomb-team/i,
    what: "Honeycomb refused the key: missing 'x-honeycomb-team' header, see step 02.",
    fix: 'Set OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY}" and check that the key is set where you run npm start.',
    learn: STEP_2,
  },
  {
    status: [401],
    says: /missing.*x-honeycomb-dataset/i,
    what: "Honeycomb refused the request: the key is a Classic one, which needs a dataset header as well.",
    fix: "Make an environment in Honeycomb and use its ingest key.",
    learn: STEP_1,
  },
  {
    status: [401, 403],
    says: /disabled/i,
    what: "Honeycomb refused the key: it is disabled.",
    fix: "Enable it in Honeycomb under Environment settings, API keys, or make a new one.",
    learn: STEP_1,
  },
  {
    status: [401, 403],
    says: /permission|not allowed|create dataset/i,
    what: "Honeycomb refused the key: it may not do this.",
    fix: "Use an ingest key with “Can create datasets” switched on.",
    learn: STEP_1,
  },
  {
    status: [401, 403],
    says: /./,
    what: "Honeycomb does not know this key.",
    fix: "Copy the ingest key again. For an account in the EU the address is https://api.eu1.honeycomb.io.",
    learn: STEP_1,
  },
  {
    status: [401, 403],
    says: /^/,
    what: "Honeycomb refused the key without saying why.",
    fix: "Copy the ingest key again, and check the region: US api.honeycomb.io, EU api.eu1.honeycomb.io.",
    learn: STEP_1,
  },
  {
    status: [404, 405],
    says: /^/,
    what: "Honeycomb does not know this address.",
    fix: 'Set OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io" without a path.',
    learn: STEP_2,
  },
  {
    status: [400],
    says: /^/,
    what: "Honeycomb could not read the request's body.",
    fix: "Let the exporter of @opentelemetry/exporter-trace-otlp-http build it, with its default settings.",
    learn: STEP_2,
  },
  {
    status: [413],
    says: /^/,
    what: "The request was too large for Honeycomb.",
    fix: "Export fewer spans at a time: OTEL_BSP_MAX_EXPORT_BATCH_SIZE.",
    learn: null,
  },
  {
    status: [415],
    says: /^/,
    what: "Honeycomb does not take this content type.",
    fix: "Remove OTEL_EXPORTER_OTLP_PROTOCOL, or set it to http/protobuf.",
    learn: STEP_2,
  },
  {
    status: [429],
    says: /^/,
    what: "Honeycomb asked to slow down: too many events at once, or the month's allowance is used up.",
    fix: WAIT,
    learn: null,
  },
];
