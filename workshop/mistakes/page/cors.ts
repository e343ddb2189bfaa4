import type { Mistake } from "../mistake.ts";
import type { PageRequest } from "../../lab/page-evidence.ts";
import {
  allowedHeaders,
  allowsTraceparent,
  asksAcrossOrigins,
  preflights,
  shownPage,
} from "../../facts/page-calls.ts";
import { browserCode, wordsAt } from "../../facts/page-code.ts";
import { literally } from "../../trace/literally.ts";

const HEADERS = 'allowedHeaders: ["content-type", "if-modified-since", "x-cruddur-user", "traceparent"],';
/** What the page sends besides what any page may, and for what. */
const PAGE_HEADERS = new Map([
  ["content-type", "write"],
  ["x-cruddur-user", "sign in"],
]);

/** What the backend lets another origin send. */
export const corsMistakes: readonly Mistake[] = [
  {
    id: "page-asks-without-cors",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const mode = wordsAt(browserCode(evidence), /mode:\s*["'`]no-cors["'`]/);
      return (
        mode &&
        page.requests.some(
          ({ url, headers }) => url.startsWith(`${page.backend}/`) && headers["sec-fetch-mode"] === "no-cors",
        ) && {
          message:
            "The page asks with mode no-cors. Then it may read nothing of the answer, and send no header of its own: no traceparent either.",
          ...mode,
          fix: "Take that line away: the backend allows this page, and CORS is how a browser asks for it.",
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
      const answers = page.requests.filter(({ url, status }) => url.startsWith(`${page.backend}/`) && status);
      if (!variable || isPageOrigin(variable.value, page.origin)) return undefined;
      return (
        answers.length > 0 &&
        answers.every(({ responseHeaders }) => !allows(responseHeaders, page.origin)) && {
          message: `FRONTEND_URL is ${variable.value}, and the browser says that it comes from ${page.origin}. The backend compares the two letter by letter, so it does not let the page read its answers. An origin is scheme, host and port, and ends without a slash.`,
          ...(variable.origin.file !== undefined && { file: variable.origin.file }),
          ...(variable.origin.line !== undefined && { line: variable.origin.line }),
          fix: `FRONTEND_URL: "\${FRONTEND_URL:-${page.origin}}"`,
        }
      );
    },
  },
  {
    id: "preflight-refused",
    learn: "a-browser-asks-first",
    when: (evidence) => {
      const page = shownPage(evidence);
      const asked = page.requests.find(
        ({ method, url, status }) =>
          method === "OPTIONS" && url.startsWith(`${page.backend}/`) && status !== undefined && status >= 300,
      );
      return (
        asked && {
          message: `The backend answers ${asked.status} to the browser's preflight, OPTIONS ${new URL(asked.url).pathname}. So the browser does not send the request at all.`,
          ...(wordsAt(evidence.backend.sources, /preflightContinue|optionsSuccessStatus/) ??
            wordsAt(evidence.backend.sources, /\bcors\(/) ?? { file: "backend/src/app.ts" }),
          fix: "cors() answers a preflight by itself, before anything else, when it is left to:\napp.use(cors(corsOptions()));\nwith no preflightContinue and no optionsSuccessStatus among its options.",
        }
      );
    },
  },
  {
    id: "credentials-not-allowed",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const asks = wordsAt(
        browserCode(evidence),
        /credentials:\s*["'`]include["'`]|withCredentials\s*=\s*true/,
      );
      const answered = page.requests.filter(
        ({ url, status }) => url.startsWith(`${page.backend}/`) && status,
      );
      return (
        asks &&
        page.feed.loaded === 0 &&
        answered.length > 0 &&
        answered.every(
          ({ responseHeaders }) => responseHeaders["access-control-allow-credentials"] !== "true",
        ) && {
          message:
            "The page asks with credentials, and the backend's answers do not allow that: they have no access-control-allow-credentials.",
          ...asks,
          fix: "Take that line away: who is signed in stands in x-cruddur-user, and no cookie is needed.",
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
      const backend = evidence.backend.sources;
      const exposed = wordsAt(backend, /exposedHeaders.*traceparent/);
      return {
        message: exposed
          ? "traceparent stands among the headers that a page may read. What it may send is another list, allowedHeaders."
          : asked
            ? `The browser asked whether it may send traceparent, and the backend allows only ${allowedHeaders(evidence).join(", ") || "nothing"}. So it did not send the request at all.`
            : `The backend would not let a page send traceparent: it allows only ${allowedHeaders(evidence).join(", ") || "nothing"}.`,
        ...(exposed ??
          wordsAt(backend, /allowedHeaders(?!.*traceparent)/) ??
          wordsAt(backend, /allowedHeaders/) ??
          wordsAt(backend, /cors\(/) ?? { file: "backend/src/app.ts" }),
        fix: `In backend/src/app.ts:\n${HEADERS}`,
      };
    },
  },
  {
    id: "cors-lost-other-headers",
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const refused = page.requests.find(
        ({ method, url, headers, responseHeaders }) =>
          method === "OPTIONS" &&
          url.startsWith(`${page.backend}/`) &&
          lacking(headers["access-control-request-headers"], responseHeaders["access-control-allow-headers"])
            .length > 0,
      );
      const missing = lackingIn(refused).filter((name) => PAGE_HEADERS.has(name));
      return (
        missing.length > 0 && {
          message: `The backend no longer lets the page send ${missing.join(", ")}, so the page cannot ${missing.map((name) => PAGE_HEADERS.get(name)).join(" or ")}.`,
          ...(wordsAt(evidence.backend.sources, /allowedHeaders/) ?? { file: "backend/src/app.ts" }),
          fix: `traceparent joins the others:\n${HEADERS}`,
        }
      );
    },
  },
  {
    id: "page-sends-another-header",
    symptom: true,
    learn: "a-browser-asks-first",
    when: (evidence) => {
      const page = shownPage(evidence);
      const names = page.requests
        .filter(({ method, url }) => method === "OPTIONS" && url.startsWith(`${page.backend}/`))
        .flatMap(lackingIn)
        .filter((name) => !PAGE_HEADERS.has(name) && name !== "traceparent");
      const [name] = names;
      if (!name) return undefined;
      const ofAnswers = name.startsWith("access-control-");
      return {
        message: `The page asks whether it may send ${name}, and the backend does not allow it. So the browser does not send the request at all.${ofAnswers ? " That is a header of answers; no page sends it." : ""}`,
        ...wordsAt(browserCode(evidence), new RegExp(literally(name), "i")),
        fix: ofAnswers
          ? "Take it out of the page: what may be read is for the backend to say, and its cors() says it."
          : `Take it out of the page, or allow it in backend/src/app.ts:\n${HEADERS.replace("]", `, "${name}"]`)}`,
      };
    },
  },
  {
    id: "cors-refuses-the-page",
    symptom: true,
    learn: "cors-lets-it-through",
    when: (evidence) => {
      const page = shownPage(evidence);
      const answered = page.requests.find(({ url, status }) => url.startsWith(`${page.backend}/`) && status);
      const allowed = answered?.responseHeaders["access-control-allow-origin"];
      return (
        answered &&
        allowed !== "*" &&
        allowed !== page.origin && {
          message: `The backend does not let the page at ${page.origin} read its answers${allowed ? `: it allows only ${allowed}` : ""}.`,
          ...(wordsAt(evidence.backend.sources, /\borigin:/) ??
            wordsAt(evidence.backend.sources, /\bcors\(/) ?? { file: "backend/src/app.ts" }),
          fix: "In backend/src/app.ts:\norigin: [FRONTEND_URL, BACKEND_URL],",
        }
      );
    },
  },
];

/** Whether the value is an origin and nothing more; a public one is that of the page in its workspace. */
function isPageOrigin(value: string, origin: string): boolean {
  const url = URL.parse(value);
  return (
    value === origin ||
    (url !== null && value === url.origin && url.hostname !== "localhost" && !url.hostname.startsWith("127."))
  );
}

function allows(headers: PageRequest["responseHeaders"], origin: string): boolean {
  const allowed = headers["access-control-allow-origin"];
  return allowed === "*" || allowed === origin;
}

function lackingIn(asked: PageRequest | undefined): string[] {
  return lacking(
    asked?.headers["access-control-request-headers"],
    asked?.responseHeaders["access-control-allow-headers"],
  );
}

function lacking(asked: string | undefined, allowed: string | undefined): string[] {
  const names = (list: string | undefined) => (list ?? "").toLowerCase().split(/,\s*/).filter(Boolean);
  const may = names(allowed);
  return may.includes("*") ? [] : names(asked).filter((name) => !may.includes(name));
}
