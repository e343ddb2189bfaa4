import { type WrongAnswer, replace } from "../example.ts";
import { neither, ASK } from "../example-files/field-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "field-on-another-span",
    made: "getActiveSpan() before the own span begins",
    entries: ["E11"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const now = new Date();
  trace.getActiveSpan()?.setAttribute("app.now", now.toISOString());
  return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
    try {
      ${ASK}
      ${SET_LENGTH}
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "field-on-another-span",
    made: "startSpan, which does not make it current, and getActiveSpan()",
    entries: ["E03", "E11"],
    step: "span-fields",
    says: "app.now and app.result_length are",
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan("home-activities-mock-data");
    try {
      const now = new Date();
      ${ASK}
      trace.getActiveSpan()?.setAttributes({ "app.now": now.toISOString(), "app.result_length": results.length });
      return results;
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "field-in-an-event",
    made: "addEvent instead of setAttribute",
    entries: ["E28"],
    step: "span-fields",
    inShort: true,
    at: `${FILE}:16`,
    change: {
      [FILE]: replace(SET_LENGTH, 'span.addEvent("result", { "app.result_length": results.length });'),
    },
  },
  {
    finding: "baggage-is-no-field",
    made: "baggage instead of fields",
    entries: ["F16"],
    step: "span-fields",
    change: {
      [FILE]: (text) =>
        neither(text)
          .replace("import { trace }", "import { context, propagation, trace }")
          .replace(
            "return results;",
            'propagation.setBaggage(context.active(), propagation.createBaggage({ "app.now": { value: now.toISOString() } }));\n      return results;',
          ),
    },
  },
  {
    finding: "field-on-the-resource",
    made: "app.now in OTEL_RESOURCE_ATTRIBUTES",
    at: "docker-compose.yml:12",
    step: "span-fields",
    change: {
      [FILE]: replace(SET_NOW, ""),
      "docker-compose.yml": (text) =>
        text.replace(
          /(\n +)OTEL_METRICS_EXPORTER/,
          '$1OTEL_RESOURCE_ATTRIBUTES: "app.now=today"$1OTEL_METRICS_EXPORTER',
        ),
    },
  },
  {
    finding: "metric-is-no-field",
    made: "a counter instead of a field",
    entries: ["G13"],
    step: "span-fields",
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text)
          .replace("import { trace }", "import { metrics, trace }")
          .replace(
            "return results;",
            'metrics.getMeter("home").createCounter("app.result_length").add(results.length);\n      return results;',
          ),
    },
  },
  {
    finding: "field-in-an-event",
    made: "the field's name for an event",
    step: "span-fields",
    change: { [FILE]: replace(SET_LENGTH, 'span.addEvent("app.result_length", { value: results.length });') },
  },
];
