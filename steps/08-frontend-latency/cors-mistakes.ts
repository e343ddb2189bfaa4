import type { Mistake } from "#course-kit";
import { allowedHeaders, allowsTraceparent, asksAcrossOrigins, preflights, shownPage } from "./facts.ts";
import { wordsAt } from "./page-code.ts";

const HEADERS = 'allowedHeaders: ["content-type", "if-modified-since", "x-cruddur-user", "traceparent"],';
/** What the page sends besides what any page may, and for what. */
const PAGE_HEADERS = new Map([
  ["content-type", "write"],
  ["x-cruddur-user", "sign in"],
]);

/** What the backend lets another origin send. */
export const corsMistakes: readonly Mistake[] = [
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
      const missing = lacking(
        refused?.headers["access-control-request-headers"],
        refused?.responseHeaders["access-control-allow-headers"],
      ).filter((name) => PAGE_HEADERS.has(name));
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
    id: "cors-refuses-the-page",
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

function lacking(asked: string | undefined, allowed: string | undefined): string[] {
  const names = (list: string | undefined) => (list ?? "").toLowerCase().split(/,\s*/).filter(Boolean);
  const may = names(allowed);
  return may.includes("*") ? [] : names(asked).filter((name) => !may.includes(name));
}
