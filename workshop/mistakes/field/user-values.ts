import { acceptedSpans } from "../../facts/run-facts.ts";
import { onlyCallAt } from "../../facts/field-code.ts";
import { sharedVariable } from "../../facts/shared-variable.ts";
import { shownAt } from "../../facts/code-at.ts";
import { codeOn, having, userCode, type UserCode } from "../../facts/user-field-code.ts";
import {
  ANONYMOUS,
  isNameless,
  SIGNED_IN,
  USER,
  userRequests,
  type UserRequest,
} from "../../facts/user-requests.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake, Told } from "../mistake.ts";
import { errorsOnly } from "../edits/errors-only.ts";
import { rightUser } from "../edits/user-remedies.ts";
import { withoutField } from "../edits/without-field.ts";

const SAYS_WHO = /says who asked/;

/** The field is on the requests' own spans, and its value is not who asked. */
export const userValueMistakes: readonly Mistake[] = [
  {
    id: "user-is-no-text",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const odd = having(evidence).find(({ server }) => typeof server.fields[USER] !== "string");
      return (
        odd &&
        told(
          evidence,
          odd,
          `${USER} is ${JSON.stringify(odd.server.fields[USER])}, not a string, so Honeycomb cannot group by it.`,
        )
      );
    },
  },
  {
    id: "user-is-the-same-for-all",
    learn: "each-its-own-user",
    explains: SAYS_WHO,
    when(evidence) {
      const some = having(evidence);
      const values = new Set(some.map(({ server }) => server.fields[USER]));
      const wrong = some.find(isWrong);
      return (
        wrong &&
        values.size === 1 &&
        some.length > 2 &&
        told(
          evidence,
          wrong,
          `${USER} is ${JSON.stringify([...values][0])} in every request; ${wrong.what} should have "${wrong.user}".`,
        )
      );
    },
  },
  {
    id: "user-of-another-request",
    learn: "each-its-own-user",
    explains: SAYS_WHO,
    when(evidence) {
      const users = new Set(userRequests(evidence).map(({ user }) => user));
      const wrong = having(evidence).find(
        (each) => isWrong(each) && users.has(String(each.server.fields[USER])),
      );
      return wrong && told(evidence, wrong, ofAnother(evidence, wrong));
    },
  },
  {
    id: "user-is-not-the-handle",
    symptom: true,
    learn: "each-its-own-user",
    explains: SAYS_WHO,
    when(evidence) {
      const wrong = having(evidence).find(isWrong);
      return (
        wrong &&
        told(
          evidence,
          wrong,
          `${wrong.what} has ${JSON.stringify(wrong.server.fields[USER])} as its ${USER}; it should be the handle as it was sent, "${wrong.user}".`,
        )
      );
    },
  },
  {
    id: "user-only-on-some-routes",
    symptom: true,
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const lacking = userRequests(evidence, SIGNED_IN).find(
        ({ server }) => server.fields[USER] === undefined,
      );
      const some = having(evidence).length > 0;
      return (
        lacking &&
        some &&
        told(
          evidence,
          lacking,
          `Some requests have ${USER}, but ${lacking.what} has none.`,
          userCode(evidence),
        )
      );
    },
  },
  {
    id: "nobody-has-a-name",
    learn: "each-its-own-user",
    explains: /a request of nobody/,
    when(evidence) {
      const named = userRequests(evidence, ANONYMOUS).find(({ server }) => !isNameless(server.fields[USER]));
      return (
        named &&
        told(
          evidence,
          named,
          `No one is signed in for ${named.what}, but its ${USER} is ${JSON.stringify(named.server.fields[USER])}. A table of users then shows one user too many.`,
        )
      );
    },
  },
  {
    id: "user-on-every-span",
    severity: "advice",
    learn: "the-requests-own-span",
    when(evidence) {
      const { run } = evidence;
      const [request] = having(evidence);
      if (!run || !request) return undefined;
      const spans = acceptedSpans(run).filter(({ visit }) => visit === request.id);
      return (
        spans.length > 3 &&
        spans.every(({ fields }) => fields[USER] !== undefined) && {
          message: `${USER} is on all ${spans.length} spans of a request. A COUNT by user then counts spans, not requests. The request's own span is enough.`,
          ...userCode(evidence).shown,
        }
      );
    },
  },
  {
    id: "personal-data-on-the-request",
    severity: "advice",
    learn: "who-may-know",
    when(evidence) {
      const personal = personalField(evidence);
      const { code, shown } = personal ? userCode(evidence, personal.name) : {};
      return (
        personal && {
          message: `${personal.name} holds ${personal.what}. Everyone who can see your traces can read it, and the handle in ${USER} is enough to find a user.`,
          ...shown,
          remedy: withoutField(code),
        }
      );
    },
  },
  {
    id: "refusal-marked-as-error",
    severity: "advice",
    learn: "who-may-know",
    when(evidence) {
      const red = refusedInRed(evidence);
      const at = evidence.run?.spanCalls.find(
        ({ call, code, spanId }) => call === "setStatus" && code === 2 && spanId === red?.server.spanId,
      )?.at;
      return (
        red && {
          message: `${red.what} was refused with ${String(red.server.fields["http.response.status_code"])}, as it should be, and its span has the status error. A user's typo then looks like a failure of the backend. On its own, the HTTP instrumentation marks a server's span as an error from 500 on.`,
          ...shownAt(evidence, at),
          remedy: errorsOnly(onlyCallAt(evidence, at, /^setStatus$/)),
        }
      );
    },
  },
];

function told(
  evidence: Evidence,
  request: UserRequest,
  message: string,
  code = codeOn(evidence, request),
): Told {
  return { message, ...code.shown, remedy: rightUser(evidence, code) };
}

function ofAnother(evidence: Evidence, wrong: UserRequest): string {
  const value = String(wrong.server.fields[USER]);
  if (wrong.what.includes(`@${value}`))
    return `${wrong.what} has "${value}" as its ${USER}, as in its path. That is whose page it asks for, not who asks.`;
  return `${wrong.what} has the ${USER} of another request, "${value}".${whyShared(codeOn(evidence, wrong))}`;
}

function whyShared({ code }: UserCode): string {
  const shared = code && sharedVariable(code.value);
  return shared ? ` All requests share the variable ${shared}, which is declared outside the function.` : "";
}

function isWrong({ user, server }: UserRequest): boolean {
  return server.fields[USER] !== user;
}

function personalField(evidence: Evidence): { readonly name: string; readonly what: string } | undefined {
  for (const { server } of userRequests(evidence)) {
    for (const [name, value] of Object.entries(server.fields)) {
      const text = JSON.stringify(value) ?? "";
      if (!/^(app|user|enduser)[._]/.test(name)) continue;
      if (/[\w.+-]+@[\w-]+\.\w{2,}/.test(text)) return { name, what: "an e-mail address" };
      if (text.startsWith('"Bearer ')) return { name, what: "a token" };
    }
  }
  return undefined;
}

function refusedInRed(evidence: Evidence): UserRequest | undefined {
  return userRequests(evidence).find(({ server }) => {
    const status = Number(server.fields["http.response.status_code"]);
    return status >= 400 && status < 500 && server.status.code === "error";
  });
}
