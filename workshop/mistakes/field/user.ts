import { acceptedSpans } from "../../facts/run-facts.ts";
import { calls, constructions } from "../../facts/look-in-sources.ts";
import { editDistance } from "../../compose/nearest-word.ts";
import { fileAt, lineAt, lineOfText, pointAt, shownAt } from "../../facts/code-at.ts";
import { placeOfResource } from "../../facts/place-of-resource.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HEADER, SIGNED_IN, USER, userRequests } from "../../facts/user-requests.ts";
import {
  HOOKS,
  hooksOf,
  misplacedHook,
  OUTGOING,
  silentHook,
  unknownOption,
  whyNoEffect,
} from "../../facts/http-hooks.ts";
import {
  HOOK,
  hookInPlace,
  nobodyHasOne,
  placeOfHttp,
  setAs,
  userInCode,
} from "../../facts/user-field-code.ts";

const ASK = `request.headers["${HEADER}"]`;
/** Names that people give to the same thing. */
const OTHER_NAMES =
  /^(app[._])?(user|userid|user[._]id|user[._]handle|user[._]name|username|handle)$|^(enduser|user)[._]id$/i;
/** What says the least, the fuller ones first: whatever names the cause stands for them. */

/** Why no request's own span has the field. */
export const userMistakes: readonly Mistake[] = [
  {
    id: "user-below-the-request",
    learn: "the-requests-own-span",
    when: (evidence) => {
      const { run } = evidence;
      const lacking = userRequests(evidence, SIGNED_IN).filter(
        ({ server }) => server.fields[USER] === undefined,
      );
      const below =
        run &&
        acceptedSpans(run).find(
          ({ kind, fields, visit }) =>
            kind !== "server" && fields[USER] !== undefined && lacking.some(({ id }) => id === visit),
        );
      const at =
        evidence.run?.fieldsSet.find(({ spanId, name }) => spanId === below?.spanId && name === USER)?.at ??
        lineOfText(evidence, USER);
      return (
        below && {
          message: `${USER} stands on ${below.name}, ${below.scope.name.includes("instrumentation-express") ? "one of Express's spans" : "further down in the trace"}, and not on the request's own span, the root.${/getActiveSpan/.test(lineAt(evidence, at)) ? " getActiveSpan() gives the innermost span, which in a route or a middleware is Express's." : ""} A question about requests looks at roots, and does not find it.`,
          ...shownAt(evidence, at),
          fix: `Give it to the HTTP instrumentation, which makes the root. ${hookInPlace(evidence)}`,
        }
      );
    },
  },
  absent("hook-asks-like-express", "the-requests-own-span", (evidence) => {
    const place = calls(evidence.backend.sources, /^(get|header)$/).find(
      ({ text, file }) =>
        /x-cruddur-user/i.test(text) && hooksOf(evidence).some(({ at }) => at.file === file),
    );
    return (
      place && {
        message: `${place.text} is Express's way to ask. The hook runs before Express and gets Node's plain request; it has no such function, and the hook's error is swallowed.`,
        ...pointAt(place),
        fix: ASK,
      }
    );
  }),
  absent("header-in-capitals", "the-requests-own-span", (evidence) => {
    const at = lineOfText(evidence, /headers(\[|\.get\()\s*["'`](?=[^"'`]*[A-Z])x-cruddur-user["'`]/i);
    return (
      at &&
      /[A-Z]/.test(/["'`](x-cruddur-user)["'`]/i.exec(lineAt(evidence, at))?.[1] ?? "") && {
        message: "Node keeps the names of headers in small letters, so there is none with capitals in it.",
        ...shownAt(evidence, at),
        fix: ASK,
      }
    );
  }),
  absent("header-name-differs", "the-requests-own-span", (evidence) => {
    const asked = headersAsked(evidence).find(({ name }) => isNearName(name));
    return (
      asked && {
        message: `The code asks for the header ${asked.name}; who is signed in stands in ${HEADER}. A header that nobody sends is undefined, and the field is left away.`,
        ...shownAt(evidence, asked.at),
        fix: ASK,
      }
    );
  }),
  absent("hook-gives-nothing", "the-requests-own-span", (evidence) => {
    const at = silentHook(evidence);
    return (
      at && {
        message:
          "startIncomingSpanHook returns nothing. What it gives back becomes the fields; what it only computes is lost.",
        ...shownAt(evidence, at),
        fix: hookInPlace(evidence),
      }
    );
  }),
  {
    id: "option-without-effect",
    learn: "the-requests-own-span",
    when: (evidence) => {
      if (!nobodyHasOne(evidence)) return undefined;
      const option = unknownOption(evidence);
      return (
        option && {
          message: `The HTTP instrumentation has no option ${option.name}, so it never reads what stands there. For the request's own span it knows ${HOOKS.join(", ")}.`,
          ...shownAt(evidence, option.at),
          fix: hookInPlace(evidence),
        }
      );
    },
  },
  absent("hook-in-the-wrong-place", "the-requests-own-span", (evidence) => {
    const found = misplacedHook(evidence);
    return (
      found && {
        message: OUTGOING.test(found.name)
          ? `${found.name} is asked for requests that the backend sends to others. For those that come in there is startIncomingSpanHook.`
          : `${found.name} stands where the HTTP instrumentation does not read it: it knows ${HOOKS.slice(0, 2).join(", ")} and ${HOOKS[3]}, among its own options.`,
        ...shownAt(evidence, found.at),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("two-http-instrumentations", "the-requests-own-span", (evidence) => {
    const all = constructions(evidence.backend.sources, /^HttpInstrumentation$/);
    const idle = all.find(({ node }) => node.arguments.length === 0);
    return (
      all.length > 1 &&
      idle &&
      hooksOf(evidence).length > 0 && {
        message: `There are ${all.length} HTTP instrumentations (${all.map(({ file, line }) => `${file}:${line}`).join(" and ")}), and the span of a request is made by one of them: the one without the hook.`,
        ...pointAt(idle),
        fix: `Keep one, with the hook:\n${HOOK}`,
      }
    );
  }),
  absent("header-captured-as-it-is", "the-requests-own-span", (evidence) => {
    const [captured] = fieldNames(evidence).filter((name) => /^http\.request\.header\..*user/.test(name));
    return (
      captured && {
        message: `The header is on the request's span, under a name of its own making: ${captured}, and as a list. ${USER} is not there.`,
        ...shownAt(evidence, lineOfText(evidence, "headersToSpanAttributes")),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-name-differs", "the-requests-own-span", (evidence) => {
    const names = fieldNames(evidence);
    const other =
      names.find((name) => OTHER_NAMES.test(name) || isNearField(name)) ??
      names.find((name) => holdsTheUsers(evidence, name));
    return (
      other && {
        message: `The request's span has a field ${other}; the one that is looked for is ${USER}.`,
        ...shownAt(evidence, setAs(evidence, other)),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-set-too-late", "the-requests-own-span", (evidence) => {
    const late = setOnServers(evidence).find(({ late: isLate }) => isLate);
    return (
      late && {
        message: `${USER} is set when the request's span has already ended, and an ended span takes nothing more.`,
        ...shownAt(evidence, late.at),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-value-dropped", "each-its-own-user", (evidence) => {
    const set = setOnServers(evidence).find(({ type }) => type !== "string");
    const said = evidence.run?.diagnostics.some(({ text }) =>
      text.includes(`Invalid attribute value set for key: ${USER}`),
    );
    return (
      (set || said) && {
        message: `${USER} was given ${set ? `a value of the kind ${set.type}` : "a value that is no text"}, and OpenTelemetry leaves such a field out. The handle is a text, and that is enough.`,
        ...shownAt(evidence, set?.at ?? setAs(evidence, USER)),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-on-the-resource", "each-its-own-user", (evidence) => {
    const [request] = userRequests(evidence, SIGNED_IN);
    const value = request?.server.resource[USER];
    return (
      value !== undefined && {
        message: `${USER} is a field of the resource, ${JSON.stringify(value)}: that describes the whole process, once and for all its requests, not who asks.`,
        ...placeOfResource(evidence, USER),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-in-an-event", "the-requests-own-span", (evidence) => {
    const { run } = evidence;
    const event =
      run &&
      acceptedSpans(run)
        .flatMap(({ events }) => events)
        .find(({ fields }) => USER in fields);
    return (
      event && {
        message: `${USER} stands in an event, ${event.name}. An event is a row of its own; who compares requests looks at the request's own span.`,
        ...shownAt(evidence, lineOfText(evidence, "addEvent")),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-in-the-baggage", "the-requests-own-span", (evidence) => {
    const [place] = calls(evidence.backend.sources, /^(createBaggage|setBaggage)$/).filter(({ source }) =>
      source.text.includes(HEADER),
    );
    return (
      place && {
        message:
          "The user is put into the baggage. Baggage travels on to other services; no span gets a field by it.",
        ...pointAt(place),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("header-never-read", "the-requests-own-span", headerNeverRead),
  absent("hook-without-effect", "the-requests-own-span", (evidence) => {
    const hook = hooksOf(evidence).find(({ text }) => text.includes(USER)) ?? hooksOf(evidence)[0];
    return (
      hook && {
        message: `${hook.name} is where it belongs, but no request's span got ${USER} from it. ${whyNoEffect(hook)}`,
        ...shownAt(evidence, hook.at),
        fix: hookInPlace(evidence),
      }
    );
  }),
  absent("user-given-to-no-span", "the-requests-own-span", (evidence) => {
    const at = userInCode(evidence);
    const isSet = evidence.run?.fieldsSet.some(({ name }) => name === USER);
    const sets = /setAttributes?\s*\(/.test(lineAt(evidence, at));
    return (
      at &&
      !isSet && {
        message: `The name ${USER} stands in the code, but no span was given a field of that name. ${sets ? "No request came past that line, or there was no span to ask." : "A field is made by setAttribute(), setAttributes() or what the HTTP instrumentation's hook gives back."}`,
        ...shownAt(evidence, at),
        fix: hookInPlace(evidence),
      }
    );
  }),
  {
    id: "user-missing",
    symptom: true,
    learn: "your-task",
    when: (evidence) =>
      nobodyHasOne(evidence) && {
        message: `No request's span has ${USER}, so nobody can say whose requests are slow.`,
        ...shownAt(evidence, placeOfHttp(evidence)),
        fix: hookInPlace(evidence),
      },
  },
];

/** A cause for which no request's own span has the field, and which says more than that. */
function absent(id: string, learn: string, when: Mistake["when"]): Mistake {
  return {
    id,
    learn,
    symptom: true,
    when: (evidence) => nobodyHasOne(evidence) && when(evidence),
  };
}

function headerNeverRead(evidence: Evidence) {
  const at = userInCode(evidence);
  return (
    at &&
    !fileAt(evidence, at).toLowerCase().includes(HEADER) &&
    !/signedInUser|author\(/.test(fileAt(evidence, at)) && {
      message: `The code writes ${USER}, but nothing in that file reads the header ${HEADER}, which says who is signed in.`,
      ...shownAt(evidence, at),
      fix: hookInPlace(evidence),
    }
  );
}

/** The names of the fields on the requests' own spans. */
function fieldNames(evidence: Evidence): string[] {
  return userRequests(evidence, SIGNED_IN).flatMap(({ server }) => Object.keys(server.fields));
}

function setOnServers(evidence: Evidence) {
  const servers = new Set<string>(userRequests(evidence).map(({ server }) => server.spanId));
  return evidence.run?.fieldsSet.filter(({ name, spanId }) => name === USER && servers.has(spanId)) ?? [];
}

/** Every `headers["name"]` in the code. */
function headersAsked({ backend }: Evidence) {
  return backend.sources.flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /(?:\bheaders\s*\[|\b(?:request|req)\.(?:get|header)\()\s*["'`]([\w-]+)["'`]|\bheaders\??\.(\w+)/g,
      ),
    ].map((found) => ({
      name: found[1] ?? found[2] ?? "",
      at: { file: path, line: text.slice(0, found.index).split("\n").length },
    })),
  );
}

function isNearName(name: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z]/g, "")
      .replace(/^x/, "");
  if (name.toLowerCase() === HEADER) return false;
  return (
    editDistance(plain(name), plain(HEADER)) <= 3 ||
    /^(x[-_])?(cruddur[-_])?(user|userid|username)([-_]?(id|name|handle))?$/i.test(name)
  );
}

/** Whether each request's own span holds there who asked, under whatever name. */
function holdsTheUsers(evidence: Evidence, name: string): boolean {
  const all = userRequests(evidence, SIGNED_IN);
  return all.length > 1 && all.every(({ server, user }) => server.fields[name] === user);
}

function isNearField(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  return plain.length > 5 && editDistance(plain, "appuserid") <= 2;
}
