import { acceptedSpans } from "../../facts/run-facts.ts";
import { baggageEntries } from "../../facts/baggage-entries.ts";
import { codeOfField, codeOfProperty, isOnActiveSpan, onlyCallAt } from "../../facts/field-code.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";
import { homeRequests, KEYS, lacking } from "../../facts/home-fields.ts";
import { metricsMade } from "../../facts/metrics-made.ts";
import { ownStarted } from "../../facts/own-spans.ts";
import { placeOfResource } from "../../facts/place-of-resource.ts";
import { programOf } from "../../facts/program/program.ts";
import { textOf } from "../../facts/program/places.ts";
import { shownAt } from "../../facts/code-at.ts";
import { shownNode } from "../../facts/shown-node.ts";
import type { Evidence, SpanCall } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { addHomeFields, onHomeSpan, renameMethod } from "../edits/field-remedies.ts";
import type { Remedy } from "../remedy.ts";

const ON_EACH_SPAN = /are on each span/;

/** What should be a field of the span went somewhere else. */
export const elsewhereMistakes: readonly Mistake[] = [
  {
    id: "field-on-another-span",
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const { run } = evidence;
      const missing = lacking(evidence);
      const visits = new Set(homeRequests(evidence).map(({ span }) => span.visit));
      const other =
        run &&
        acceptedSpans(run).find(
          ({ name, fields, visit }) =>
            name !== HOME_SPAN && visits.has(visit) && missing.some((key) => fields[key] !== undefined),
        );
      const keys = missing.filter((key) => other?.fields[key] !== undefined);
      const at = run?.fieldsSet.find(({ spanId, name }) => spanId === other?.spanId && name === keys[0])?.at;
      const call = keys[0] === undefined ? undefined : codeOfField(evidence, keys[0], at)?.call;
      const isActive = call && isOnActiveSpan(programOf(evidence), call);
      return (
        other && {
          message: `${keys.join(" and ")} ${keys.length > 1 ? "are" : "is"} on the span ${other.name}, not on ${HOME_SPAN}.${isActive ? " trace.getActiveSpan() returned that span, because yours is not the active one on that line." : ""}`,
          ...shownAt(evidence, at),
          remedy: onHomeSpan(evidence, call),
        }
      );
    },
  },
  {
    id: "field-in-an-event",
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const missing = lacking(evidence);
      const keyOf = ({ name, names = [] }: SpanCall) =>
        missing.find((key) => key === name || names.includes(key));
      const own = new Set(ownStarted(evidence).map(({ spanId }) => spanId));
      const event = evidence.run?.spanCalls.find(
        (each) => each.call === "addEvent" && own.has(each.spanId) && keyOf(each),
      );
      return (
        event && {
          message: `${keyOf(event)} is in an event of the span, not among the span's fields. An event is a row of its own in Honeycomb, and a query for ${keyOf(event)} looks at the span's fields.`,
          ...shownAt(evidence, event.at),
          remedy: eventAsField(evidence, event),
        }
      );
    },
  },
  {
    id: "field-on-the-resource",
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const key = lacking(evidence).find((each) =>
        homeRequests(evidence).some(({ span }) => each in span.resource),
      );
      return (
        key && {
          message: `${key} is an attribute of the resource. The resource describes the whole process and is the same for every span; a field of the span can say something about one request.`,
          ...placeOfResource(evidence, key),
          remedy: addHomeFields(evidence, [key]),
        }
      );
    },
  },
  {
    id: "baggage-is-no-field",
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const entry = baggageEntries(evidence).find(({ name }) => lacking(evidence).includes(name));
      return (
        entry && {
          message: `${entry.name} is put into the baggage. Baggage travels to other services with a request; it never becomes a field of a span.`,
          ...shownNode(entry.node),
          remedy: addHomeFields(evidence, lacking(evidence)),
        }
      );
    },
  },
  {
    id: "metric-is-no-field",
    learn: "on-your-own-span",
    explains: ON_EACH_SPAN,
    when(evidence) {
      const metric = metricsMade(evidence).find(({ name }) => KEYS.includes(name));
      return (
        metric &&
        lacking(evidence).includes(metric.name) && {
          message: `${metric.name} is a metric here. A metric adds up over all requests and is sent apart from traces, so the span gets no field from it.`,
          ...shownNode(metric.node),
          remedy: addHomeFields(evidence, lacking(evidence)),
        }
      );
    },
  },
];

/** `addEvent("done", { … })` as `setAttributes({ … })`; `addEvent("app.now", { value })` as `setAttribute("app.now", …)`. */
function eventAsField(evidence: Evidence, event: SpanCall): Remedy | undefined {
  const call = onlyCallAt(evidence, event.at, /^addEvent$/);
  const [name, fields] = call?.arguments ?? [];
  if (!call || !name || !fields) return undefined;
  const whole = { start: name.start, end: fields.end };
  if (!KEYS.includes(event.name ?? ""))
    return renameMethod(call, "setAttributes", [{ ...whole, text: textOf(fields) }]);
  const [only, ...more] = event.names ?? [];
  const value = only && codeOfProperty(programOf(evidence).valueOf(fields), only)?.value;
  if (!value || more.length > 0) return undefined;
  return renameMethod(call, "setAttribute", [{ ...whole, text: `${textOf(name)}, ${textOf(value)}` }]);
}
