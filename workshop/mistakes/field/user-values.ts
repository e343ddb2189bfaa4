import { acceptedSpans } from "../../facts/run-facts.ts";
import { shownAt } from "../../facts/code-at.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  ANONYMOUS,
  HEADER,
  isNameless,
  NOBODY,
  SIGNED_IN,
  USER,
  userRequests,
  type UserRequest,
} from "../../facts/user-requests.ts";
import { having, HOOK, hookInPlace, placeOn, setAs } from "../../facts/user-field-code.ts";

/** The field is on the requests' own spans, but what stands in it is not who asked. */
export const userValueMistakes: readonly Mistake[] = [
  {
    id: "user-is-no-text",
    learn: "the-requests-own-span",
    when: (evidence) => {
      const odd = having(evidence).find(({ server }) => typeof server.fields[USER] !== "string");
      return (
        odd && {
          message: `${USER} is ${JSON.stringify(odd.server.fields[USER])}, and not a text. Honeycomb cannot group by that as it should.`,
          ...placeOn(evidence, odd),
          fix: hookInPlace(evidence),
        }
      );
    },
  },
  {
    id: "user-is-the-same-for-all",
    symptom: true,
    learn: "each-its-own-user",
    when: (evidence) => {
      const some = having(evidence);
      const values = new Set(some.map(({ server }) => server.fields[USER]));
      const wrong = some.find(isWrong);
      return (
        wrong &&
        values.size === 1 &&
        some.length > 2 && {
          message: `${USER} is ${JSON.stringify([...values][0])} for every user, whoever asks; ${wrong.what} should have "${wrong.user}".`,
          ...placeOn(evidence, wrong),
          fix: hookInPlace(evidence),
        }
      );
    },
  },
  {
    id: "user-of-another-request",
    symptom: true,
    learn: "each-its-own-user",
    when: (evidence) => {
      const users = new Set(userRequests(evidence).map(({ user }) => user));
      const wrong = having(evidence).find(
        (each) => isWrong(each) && users.has(String(each.server.fields[USER])),
      );
      return (
        wrong && {
          message: wrong.what.includes(`@${String(wrong.server.fields[USER])}`)
            ? `${wrong.what} has "${String(wrong.server.fields[USER])}" as its ${USER}, as its path does: that is whose page is asked for, and not who asks.`
            : `${wrong.what} has the ${USER} of somebody else, "${String(wrong.server.fields[USER])}". Requests run at once, and a variable outside of the function is shared by all.`,
          ...placeOn(evidence, wrong),
          fix: `Read it from the request itself:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "user-is-not-the-handle",
    symptom: true,
    learn: "each-its-own-user",
    when: (evidence) => {
      const wrong = having(evidence).find(isWrong);
      return (
        wrong && {
          message: `${wrong.what} has ${JSON.stringify(wrong.server.fields[USER])} as its ${USER}; it should be the handle as it was sent, "${wrong.user}".`,
          ...placeOn(evidence, wrong),
          fix: hookInPlace(evidence),
        }
      );
    },
  },
  {
    id: "user-only-on-some-routes",
    symptom: true,
    learn: "the-requests-own-span",
    when: (evidence) => {
      const lacking = userRequests(evidence, SIGNED_IN).find(
        ({ server }) => server.fields[USER] === undefined,
      );
      return (
        lacking &&
        having(evidence).length > 0 && {
          message: `Some requests have ${USER}, but ${lacking.what} has none: it is set in a place that not every request comes by.`,
          ...placeOn(evidence, lacking),
          fix: `One place for all, in ${hookInPlace(evidence).slice(3)}`,
        }
      );
    },
  },
  {
    id: "nobody-has-a-name",
    symptom: true,
    learn: "each-its-own-user",
    when: (evidence) => {
      const named = userRequests(evidence, ANONYMOUS).find(({ server }) => !isNameless(server.fields[USER]));
      return (
        named && {
          message: `In ${named.what} nobody is signed in, and still its ${USER} is ${JSON.stringify(named.server.fields[USER])}. In a table of users that is one user more.`,
          ...placeOn(evidence, named),
          fix: `Leave the field away then; undefined does that by itself. Or write "${NOBODY}":\nrequest.headers["${HEADER}"] ?? "${NOBODY}"`,
        }
      );
    },
  },
  {
    id: "user-on-every-span",
    severity: "advice",
    learn: "the-requests-own-span",
    when: (evidence) => {
      const { run } = evidence;
      const [request] = having(evidence);
      if (!run || !request) return undefined;
      const spans = acceptedSpans(run).filter(({ visit }) => visit === request.id);
      return (
        spans.length > 3 &&
        spans.every(({ fields }) => fields[USER] !== undefined) && {
          message: `${USER} is on all ${spans.length} spans of a request. Then a COUNT by user counts spans and not requests, unless the question asks for roots only.`,
          ...shownAt(evidence, setAs(evidence, USER)),
          fix: `The request's own span is enough:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "personal-data-on-the-request",
    severity: "advice",
    learn: "who-may-know",
    when: (evidence) => {
      const told = userRequests(evidence)
        .flatMap(({ server }) => Object.entries(server.fields))
        .find(
          ([name, value]) =>
            /^(app|user|enduser)[._]/.test(name) &&
            /[\w.+-]+@[\w-]+\.\w{2,}|^"Bearer /.test(JSON.stringify(value)),
        );
      return (
        told && {
          message: `${told[0]} holds ${/@/.test(JSON.stringify(told[1])) ? "an e-mail address" : "a token"}. Everybody who may see your traces can read it.`,
          ...shownAt(evidence, setAs(evidence, told[0])),
          fix: `The handle is enough to find a user again: ${USER}`,
        }
      );
    },
  },
  {
    id: "refusal-marked-as-error",
    severity: "advice",
    learn: "who-may-know",
    when: (evidence) => {
      const red = refusedInRed(evidence);
      return (
        red && {
          message: `${red.what} was refused with ${String(red.server.fields["http.response.status_code"])}, as it should be, and its span says error. Then every slip of a user looks like a failure of yours. A server's span is red from 500 on, and the HTTP instrumentation sees to that.`,
          ...shownAt(evidence, setAs(evidence, "setStatus")),
          fix: "Set ERROR for what really failed, and leave the request's own span to the instrumentation.",
        }
      );
    },
  },
];

function isWrong({ user, server }: UserRequest): boolean {
  return server.fields[USER] !== user;
}

function refusedInRed(evidence: Evidence): UserRequest | undefined {
  return userRequests(evidence).find(({ server }) => {
    const status = Number(server.fields["http.response.status_code"]);
    return status >= 400 && status < 500 && server.status.code === "error";
  });
}
