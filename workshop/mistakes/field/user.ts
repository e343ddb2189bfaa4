import { acceptedSpans } from "../../facts/run-facts.ts";
import { baggageEntries } from "../../facts/baggage-entries.ts";
import { codeOfField, isOnActiveSpan, onlyCallAt } from "../../facts/field-code.ts";
import { editDistance } from "../../compose/nearest-word.ts";
import { httpOptions } from "../../facts/http-hooks.ts";
import { idleCalls, isMentioned, misusesOf } from "../../facts/field-mentions.ts";
import { noneHasIt, userCode } from "../../facts/user-field-code.ts";
import { placeOfResource } from "../../facts/place-of-resource.ts";
import { programOf } from "../../facts/program/program.ts";
import { textOf } from "../../facts/program/places.ts";
import { shownAt } from "../../facts/code-at.ts";
import { shownNode } from "../../facts/shown-node.ts";
import { SIGNED_IN, USER, userRequests } from "../../facts/user-requests.ts";
import type { Evidence, FieldSet, ReceivedSpan, SpanCall } from "../../lab/evidence.ts";
import { renameField, renameMethod } from "../edits/field-remedies.ts";
import type { Mistake } from "../mistake.ts";
import type { Remedy } from "../remedy.ts";
import { addHook, askInstead } from "../edits/user-remedies.ts";

const SAYS_WHO = /says who asked/;
/** Names that people give to the same thing. */
const OTHER_NAMES =
  /^(app[._])?(user|userid|user[._]id|user[._]handle|user[._]name|username|handle)$|^(enduser|user)[._]id$/i;

/** Why no request's own span has the field, hooks aside. */
export const userMistakes: readonly Mistake[] = [
  {
    id: "user-below-the-request",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const below = spanBelow(evidence);
      const at = evidence.run?.fieldsSet.find(
        ({ spanId, name }) => spanId === below?.spanId && name === USER,
      )?.at;
      const call = codeOfField(evidence, USER, at)?.call;
      const isActive = call && isOnActiveSpan(programOf(evidence), call);
      return (
        below && {
          message: `${USER} is on ${below.name}, ${whatIs(below)}, and not on the request's own span, the root.${isActive ? " trace.getActiveSpan() returns the innermost span, and in a route or a middleware that is one of Express's." : ""}`,
          ...shownAt(evidence, at),
          remedy: addHook(evidence),
        }
      );
    },
  },
  absent("header-captured-as-it-is", "the-requests-own-span", (evidence) => {
    const captured = fieldNames(evidence).find((name) => /^http\.request\.header\..*user/.test(name));
    const option = httpOptions(evidence)
      .map(({ properties }) => properties.get("headersToSpanAttributes"))
      .find((each) => each !== undefined);
    return (
      captured && {
        message: `The header is on the request's span as ${captured}, and as an array. That is another field than ${USER}.`,
        ...shownNode(option?.node),
        remedy: addHook(evidence),
      }
    );
  }),
  absent("user-name-differs", "the-requests-own-span", (evidence) => {
    const names = fieldNames(evidence);
    const other =
      names.find((name) => OTHER_NAMES.test(name) || isNearField(name)) ??
      names.find((name) => !name.startsWith("http.request.header.") && holdsTheUsers(evidence, name));
    const { code, shown } = other ? userCode(evidence, other) : {};
    return (
      other && {
        message: `The request's span has the field ${other}; the check looks for ${USER}.`,
        ...shown,
        remedy: renameField(code, USER),
      }
    );
  }),
  absent("user-set-too-late", "the-requests-own-span", (evidence) => {
    const late = setOnServers(evidence).find((each) => each.late);
    return (
      late && {
        message: `${USER} is set after the request's span has ended. A span that has ended takes no more fields.`,
        ...shownAt(evidence, late.at),
        remedy: addHook(evidence),
      }
    );
  }),
  absent("user-value-dropped", "each-its-own-user", (evidence) => {
    const set = setOnServers(evidence).find(({ type, late }) => type !== "string" && !late);
    const said = evidence.run?.diagnostics.some(({ text }) =>
      text.includes(`Invalid attribute value set for key: ${USER}`),
    );
    const { code, hook, shown } = userCode(evidence);
    return (
      (set || said) && {
        message: `${USER} was given ${set ? `a value of the type ${set.type}` : "a value that is no string, number or boolean"}, and OpenTelemetry leaves such a field out.`,
        ...(set ? shownAt(evidence, set.at) : shown),
        remedy: askInstead(hook, code?.value),
      }
    );
  }),
  absent("user-on-the-resource", "each-its-own-user", (evidence) => {
    const value = userRequests(evidence, SIGNED_IN)[0]?.server.resource[USER];
    return (
      value !== undefined && {
        message: `${USER} is an attribute of the resource, ${JSON.stringify(value)}. The resource describes the whole process and is the same for every request.`,
        ...placeOfResource(evidence, USER),
        remedy: addHook(evidence),
      }
    );
  }),
  absent("user-in-an-event", "the-requests-own-span", (evidence) => {
    const event = evidence.run?.spanCalls.find(
      ({ call, names }) => call === "addEvent" && names?.includes(USER),
    );
    return (
      event && {
        message: `${USER} is in the event ${event.name ?? ""}. An event is a row of its own in Honeycomb; questions about requests look at the fields of the request's own span.`,
        ...shownAt(evidence, event.at),
        remedy: eventAsField(evidence, event) ?? addHook(evidence),
      }
    );
  }),
  absent("user-in-the-baggage", "the-requests-own-span", (evidence) => {
    const entry = baggageEntries(evidence).find(({ name }) => name === USER || isNearField(name));
    return (
      entry && {
        message: `${entry.name} is put into the baggage. Baggage travels on to other services; it never becomes a field of a span.`,
        ...shownNode(entry.node),
        remedy: addHook(evidence),
      }
    );
  }),
  {
    ...absent("user-given-to-no-span", "the-requests-own-span", (evidence) => {
      if (evidence.run?.fieldsSet.some(({ name }) => name === USER)) return undefined;
      const [misused] = misusesOf(evidence, USER);
      const [call] = idleCalls(evidence, USER);
      const message = misused
        ? `This line uses the name ${USER}, but it does not set a field of a span.`
        : `This line sets ${USER}, but in all the requests of the check it gave no span that field.`;
      const node = misused?.node ?? call;
      return node && { message, ...shownNode(node), remedy: addHook(evidence) };
    }),
    symptom: true,
  },
  {
    ...absent(
      "user-missing",
      "your-task",
      (evidence) => !isMentioned(evidence, USER) && { message: `No request's span has ${USER} yet.` },
    ),
    severity: "open",
  },
];

/** A cause for which no request's own span has the field. */
function absent(id: string, learn: string, when: Mistake["when"]): Mistake {
  return { id, learn, explains: SAYS_WHO, when: (evidence) => noneHasIt(evidence) && when(evidence) };
}

/** A span below a request's own that has the field in its place. */
function spanBelow(evidence: Evidence): ReceivedSpan | undefined {
  const { run } = evidence;
  const lacking = userRequests(evidence, SIGNED_IN).filter(({ server }) => server.fields[USER] === undefined);
  const visits = new Set<string | undefined>(lacking.map(({ id }) => id));
  return (
    run &&
    acceptedSpans(run).find(
      ({ kind, fields, visit }) =>
        kind !== "server" && fields[USER] !== undefined && visit !== undefined && visits.has(visit),
    )
  );
}

function whatIs({ scope }: ReceivedSpan): string {
  return scope.name.includes("instrumentation-express")
    ? "one of Express's spans"
    : "a span further down in the trace";
}

/** `addEvent("user", { … })` on the request's own span as `setAttributes({ … })`. */
function eventAsField(evidence: Evidence, event: SpanCall): Remedy | undefined {
  if (!serverIds(evidence).has(event.spanId)) return undefined;
  const call = onlyCallAt(evidence, event.at, /^addEvent$/);
  const [name, fields] = call?.arguments ?? [];
  if (!call || !name || !fields) return undefined;
  return renameMethod(call, "setAttributes", [{ start: name.start, end: fields.end, text: textOf(fields) }]);
}

/** The names of the fields on the requests' own spans. */
function fieldNames(evidence: Evidence): string[] {
  return userRequests(evidence, SIGNED_IN).flatMap(({ server }) => Object.keys(server.fields));
}

function serverIds(evidence: Evidence): Set<string> {
  return new Set(userRequests(evidence).map(({ server }) => server.spanId));
}

function setOnServers(evidence: Evidence): FieldSet[] {
  const servers = serverIds(evidence);
  return evidence.run?.fieldsSet.filter(({ name, spanId }) => name === USER && servers.has(spanId)) ?? [];
}

/** Whether each request's own span has there who asked, under whatever name. */
function holdsTheUsers(evidence: Evidence, name: string): boolean {
  const all = userRequests(evidence, SIGNED_IN);
  return all.length > 1 && all.every(({ server, user }) => server.fields[name] === user);
}

function isNearField(name: string): boolean {
  const letters = name.toLowerCase().replace(/[^a-z]/g, "");
  return letters.length > 5 && editDistance(letters, "appuserid") <= 2;
}
