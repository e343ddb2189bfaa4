import type { Node } from "oxc-parser";
import { corsOption, corsPlace } from "../../facts/cors-code.ts";
import { blockedByCors } from "../../facts/cors-words.ts";
import {
  allowedHeaders,
  allowsTraceparent,
  asksAcrossOrigins,
  preflights,
  shownPage,
} from "../../facts/page-calls.ts";
import { pagePlace } from "../../facts/page-code.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import { memberName, propertyName } from "../../facts/program/property-name.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { PageEvidence, PageRequest } from "../../lab/page-evidence.ts";
import { removeProperty, removeStatement } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { composeLine, nodePlace } from "../edits/page-edits.ts";
import { edits } from "../remedy.ts";
import { allowHeaders, namedHeaders } from "./allow-headers.ts";
import { allowPage } from "./allow-page.ts";

/** What the page sends besides what any page may, and for what. */
const PAGE_HEADERS = new Map([
  ["content-type", "write"],
  ["x-cruddur-user", "sign in"],
]);

/** What the backend lets another origin send and read. */
export const corsMistakes: readonly Mistake[] = [
  {
    id: "page-asks-without-cors",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const sent = forBackend(page).find(({ headers }) => headers["sec-fetch-mode"] === "no-cors");
      const mode = fetchOption(evidence, "mode", (value) => value === "no-cors");
      return (
        sent && {
          message:
            "The page asks with mode no-cors. Then it may read nothing of the answer, and send no header of its own: no traceparent either.",
          ...(mode && nodePlace(mode)),
          remedy: mode && edits(withoutOption(mode)),
        }
      );
    },
  },
  {
    id: "frontend-url-is-not-the-page",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const variable = evidence.compose.ok ? evidence.compose.variables.get("FRONTEND_URL") : undefined;
      const answers = forBackend(page).filter(({ status }) => status);
      if (!variable || isPageOrigin(variable.value, page.origin)) return undefined;
      const { file, line } = variable.origin;
      return (
        answers.length > 0 &&
        answers.every((each) => !allows(each, page)) && {
          message: `FRONTEND_URL is ${variable.value}, and the browser says that it comes from ${page.origin}. The backend compares the two letter by letter, so it does not let the page read its answers. An origin is scheme, host and port, without a slash at the end.`,
          ...(file !== undefined && { file }),
          ...(line !== undefined && { line }),
          remedy: edits(composeLine(evidence, "FRONTEND_URL", `"\${FRONTEND_URL:-${page.origin}}"`)),
        }
      );
    },
  },
  {
    id: "preflight-refused",
    learn: "a-browser-asks-first",
    when: (evidence) => {
      const page = shownPage(evidence);
      const asked = forBackend(page).find(
        ({ method, status }) => method === "OPTIONS" && status !== undefined && status >= 300,
      );
      const option =
        corsOption(evidence, "preflightContinue") ?? corsOption(evidence, "optionsSuccessStatus");
      const place = corsPlace(evidence, "preflightContinue", "optionsSuccessStatus");
      return (
        asked && {
          message: `The backend answers ${asked.status} to the browser's preflight, OPTIONS ${new URL(asked.url).pathname}. So the browser does not send the request at all.`,
          ...(place && pagePlace(place)),
          remedy: option && edits(removeProperty(option.node)),
        }
      );
    },
  },
  {
    id: "wildcard-with-credentials",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const blocked = blockedByCors(page).find(({ why }) =>
        /^Request header field \S+ is not allowed/.test(why),
      );
      const answer = forBackend(page).find(
        ({ method, url, responseHeaders }) =>
          method === "OPTIONS" && url === blocked?.url && namesIn(responseHeaders[ALLOW]).includes("*"),
      );
      const place = corsPlace(evidence, "allowedHeaders");
      return (
        blocked &&
        answer && {
          message: `The page asks with credentials, and the backend allows the headers *: with credentials a browser takes that as the name of a header, and not as all of them. Its console says: ${blocked.why}`,
          ...(place && pagePlace(place)),
          remedy: edits(namedHeaders(evidence, [...namesIn(answer.headers[ASK]), ...PAGE_HEADERS.keys()])),
        }
      );
    },
  },
  {
    id: "credentials-not-allowed",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const blocked = blockedByCors(page).find(({ why }) => /credentials mode is 'include'/.test(why));
      const option =
        fetchOption(evidence, "credentials", (value) => value === "include") ??
        fetchOption(evidence, "withCredentials", (value) => value === true);
      return (
        blocked && {
          message: `The page asks with credentials, and the backend's answers do not allow that. The browser's console says: ${withoutBeginning(blocked.why)}`,
          ...(option && nodePlace(option)),
          remedy: option && edits(withoutOption(option)),
        }
      );
    },
  },
  {
    id: "traceparent-not-allowed",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      if (!asksAcrossOrigins(page) || allowsTraceparent(allowedHeaders(evidence))) return undefined;
      const asked = preflights(page).length > 0;
      if (!asked && page.spans.length === 0) return undefined;
      const exposed = hasElement(evidence, "exposedHeaders", "traceparent");
      const place = corsPlace(evidence, "allowedHeaders");
      const allowed = allowedHeaders(evidence).join(", ") || "none";
      return {
        message: `${asked ? `The browser asked whether it may send traceparent, and the backend allows only these headers: ${allowed}. So it did not send the request at all.` : `The backend would not let a page send traceparent. It allows only these headers: ${allowed}.`}${exposed ? " traceparent is among exposedHeaders, which is what a page may read of an answer." : ""}`,
        ...(place && pagePlace(place)),
        remedy: edits(allowHeaders(evidence, ["traceparent"])),
      };
    },
  },
  {
    id: "cors-lost-other-headers",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const missing = lackingOf(shownPage(evidence)).filter((name) => PAGE_HEADERS.has(name));
      const place = corsPlace(evidence, "allowedHeaders");
      return (
        missing.length > 0 && {
          message: `The backend does not let the page send ${missing.join(", ")}, so the page cannot ${missing.map((name) => PAGE_HEADERS.get(name)).join(" or ")}.`,
          ...(place && pagePlace(place)),
          // Signing in needs its header too, which the browser asks for only then.
          remedy: edits(allowHeaders(evidence, [...PAGE_HEADERS.keys()])),
        }
      );
    },
  },
  {
    id: "page-sends-another-header",
    symptom: true,
    learn: "a-browser-asks-first",
    when: (evidence) => {
      const [name] = lackingOf(shownPage(evidence)).filter(
        (each) => !PAGE_HEADERS.has(each) && each !== "traceparent",
      );
      if (!name) return undefined;
      const isOfAnswers = name.startsWith("access-control-");
      const node = headerNode(evidence, name);
      return {
        message: `The page asks whether it may send ${name}, and the backend does not allow it. So the browser does not send the request at all.${isOfAnswers ? ` ${name} is a header of answers; no page sends it.` : ""}`,
        ...(node && nodePlace(node)),
        remedy: isOfAnswers ? node && edits(removeProperty(node)) : edits(allowHeaders(evidence, [name])),
      };
    },
  },
  {
    id: "cors-refuses-the-page",
    symptom: true,
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const answered = forBackend(page).find(({ status }) => status);
      const allowed = answered?.responseHeaders["access-control-allow-origin"];
      const place = corsPlace(evidence, "origin");
      return (
        answered &&
        !allows(answered, page) && {
          message: `The backend does not let the page at ${page.origin} read its answers${allowed ? `: it allows only ${allowed}` : ""}.`,
          ...(place && pagePlace(place)),
          remedy: edits(allowPage(evidence)),
        }
      );
    },
  },
];

const ALLOW = "access-control-allow-headers";
const ASK = "access-control-request-headers";

function forBackend({ requests, backend }: PageEvidence): PageRequest[] {
  return requests.filter(({ url }) => url.startsWith(`${backend}/`));
}

function withoutBeginning(why: string): string {
  return why.replace(/^Response to preflight request doesn't pass access control check: /, "");
}

/** Whether the value is an origin and nothing more; a public one is that of the page in its workspace. */
function isPageOrigin(value: string, origin: string): boolean {
  const url = URL.parse(value);
  return (
    value === origin ||
    (url !== null && value === url.origin && url.hostname !== "localhost" && !url.hostname.startsWith("127."))
  );
}

function allows({ responseHeaders }: PageRequest, { origin }: PageEvidence): boolean {
  const allowed = responseHeaders["access-control-allow-origin"];
  return allowed === "*" || allowed === origin;
}

/** The headers that the browser asked for in a preflight, and that the answer does not allow. */
function lackingOf(page: PageEvidence): string[] {
  return forBackend(page).flatMap(({ method, headers, responseHeaders, status }) => {
    const may = namesIn(responseHeaders[ALLOW]);
    if (method !== "OPTIONS" || status === undefined || may.includes("*")) return [];
    return namesIn(headers[ASK]).filter((name) => !may.includes(name));
  });
}

function namesIn(list: string | undefined): string[] {
  return (list ?? "").toLowerCase().split(/,\s*/).filter(Boolean);
}

function hasElement(evidence: Evidence, option: string, name: string): boolean {
  const value = corsOption(evidence, option)?.value;
  return (
    value?.kind === "array" &&
    value.elements.some((each) => each.kind === "string" && each.value.toLowerCase() === name)
  );
}

/** An option that the page's code gives by name, in an object or by assignment. */
function fetchOption(
  evidence: Evidence,
  name: string,
  isWanted: (value: string | number | boolean) => boolean,
): Node | undefined {
  const program = pageProgramOf(evidence);
  const evaluate = program.valueOf;
  const is = (node: Node) => {
    const value = evaluate(node);
    return "value" in value && isWanted(value.value);
  };
  return (
    program.nodes("Property").find((each) => propertyName(each, { evaluate }) === name && is(each.value)) ??
    program
      .nodes("AssignmentExpression")
      .find(
        ({ left, right }) =>
          left.type === "MemberExpression" && memberName(left, { evaluate }) === name && is(right),
      )
  );
}

function withoutOption(node: Node) {
  return node.type === "Property" ? removeProperty(node) : removeStatement(node);
}

/** The property of the page's code that is called as the header. */
function headerNode(evidence: Evidence, name: string): Node | undefined {
  const { nodes, valueOf } = pageProgramOf(evidence);
  return nodes("Property").find((each) => propertyName(each, { evaluate: valueOf })?.toLowerCase() === name);
}
