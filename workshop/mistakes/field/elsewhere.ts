import { acceptedSpans } from "../../facts/run-facts.ts";
import { calls } from "../../facts/look-in-sources.ts";
import { lineAt, pointAt, shownAt } from "../../facts/code-at.ts";
import { placeOfResource } from "../../facts/place-of-resource.ts";
import { ownReceived } from "../../facts/own-spans.ts";
import type { Mistake } from "../mistake.ts";
import { homeRequests, KEYS, LENGTH, NOW } from "../../facts/home-fields.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";
import { lacksAll, lacksSome, lineFor, SET_BOTH } from "../../facts/home-field-lines.ts";

/** What should be a field of the span went somewhere else. */
export const elsewhereMistakes: readonly Mistake[] = [
  {
    id: "field-on-another-span",
    learn: "on-your-own-span",
    when: (evidence) => {
      const { run } = evidence;
      const lacking = KEYS.filter((key) =>
        homeRequests(evidence).some(({ span }) => span.fields[key] === undefined),
      );
      const other =
        run &&
        acceptedSpans(run).find(
          ({ name, fields, visit }) =>
            name !== HOME_SPAN &&
            homeRequests(evidence).some(({ span }) => span.visit === visit) &&
            lacking.some((key) => fields[key] !== undefined),
        );
      const keys = lacking.filter((each) => other?.fields[each] !== undefined);
      const key = keys[0] ?? NOW;
      const at = run?.fieldsSet.find(({ spanId, name }) => spanId === other?.spanId && name === key)?.at;
      const active =
        calls(evidence.backend.sources, /^getActiveSpan$/).some(({ file }) => file === at?.file) &&
        !lineAt(evidence, at).includes("getRPCMetadata") &&
        other?.scope.name.includes("instrumentation");
      return (
        other && {
          message: `${keys.length > 1 ? `${keys.join(" and ")} stand` : `${key} stands`} on the span ${other.name}, not on ${HOME_SPAN}.${active ? " getActiveSpan() gave that one, because yours is not the current one there." : ""}`,
          ...shownAt(evidence, at),
          fix: `Set it on the span that startActiveSpan hands to your function:\n${keys.map(lineFor).join("\n")}`,
        }
      );
    },
  },
  {
    id: "field-in-an-event",
    learn: "on-your-own-span",
    when: (evidence) => {
      const event = ownReceived(evidence)
        .flatMap(({ events }) => events)
        .find(({ name, fields }) => KEYS.some((key) => name === key || fields[key] !== undefined));
      const key =
        event && (KEYS.find((each) => event.name === each || event.fields[each] !== undefined) ?? LENGTH);
      const added = calls(evidence.backend.sources, /^addEvent$/);
      const place = added.find(({ text }) => key && text.includes(key)) ?? added[0];
      return (
        event &&
        key &&
        lacksSome(evidence) && {
          message: `${key} stands in an event of the span, not among its fields. An event is a row of its own; a query for ${key} looks at the span's fields.`,
          ...(place && pointAt(place)),
          fix: `Set it on the span:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "field-on-the-resource",
    learn: "on-your-own-span",
    when: (evidence) => {
      const key = KEYS.find((each) =>
        homeRequests(evidence).some(({ span }) => span.fields[each] === undefined && each in span.resource),
      );
      return (
        key && {
          message: `${key} is a field of the resource. That describes the whole process, the same for each of its spans, and not one request.`,
          ...placeOfResource(evidence, key),
          fix: `Set it on the span:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "baggage-is-no-field",
    learn: "on-your-own-span",
    when: (evidence) => {
      const [place] = calls(evidence.backend.sources, /^(createBaggage|setBaggage)$/);
      return (
        place &&
        lacksAll(evidence) && {
          message:
            "Baggage travels to other services with the request; it does not become a field of a span.",
          ...pointAt(place),
          fix: SET_BOTH,
        }
      );
    },
  },
  {
    id: "metric-is-no-field",
    learn: "on-your-own-span",
    when: (evidence) => {
      const [place] = calls(
        evidence.backend.sources,
        /^(createCounter|createHistogram|createUpDownCounter|createGauge)$/,
      );
      return (
        place &&
        lacksAll(evidence) && {
          message:
            "A counter is a metric: it adds up over all requests, and goes another way than traces. No span gets a field by it.",
          ...pointAt(place),
          fix: SET_BOTH,
        }
      );
    },
  },
];
