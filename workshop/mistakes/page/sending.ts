import { literally } from "../../trace/literally.ts";
import { constructions, lineWith } from "../../facts/look-in-sources.ts";
import { isHoneycomb } from "../../facts/traces-endpoint.ts";
import { maskKeysIn, maskKeyShapes } from "../../compose/mask-key.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { PageEvidence } from "../../lab/page-evidence.ts";
import {
  pagePlace,
  browserCode,
  CONFIG,
  PAGE_SETUP,
  setupFile,
  viteConfig,
  wordsAt,
} from "../../facts/page-code.ts";
import { PAGE_EXPORTER, PROXY } from "../../facts/page-words.ts";

/** Where the page sends its spans, and what Vite makes of them. */
export const pageSendingMistakes: readonly Mistake[] = [
  {
    id: "spans-straight-to-honeycomb",
    learn: "a-browser-keeps-no-secret",
    when: (evidence) => {
      const { page } = evidence;
      const sent = page?.requests.find(({ url }) => isHoneycomb(url) || /honeycomb\.io/.test(url));
      return (
        sent && {
          message: `The browser sends its spans straight to ${new URL(sent.url).host}. For that the page must hold a key, which everybody can read.`,
          ...exporterAt(evidence),
          fix: `Send them to the page's own address, and let Vite pass them on:\n${PAGE_EXPORTER}`,
        }
      );
    },
  },
  {
    id: "spans-straight-to-the-receiver",
    learn: "to-your-own-address",
    when: (evidence) => {
      const page = evidence.page;
      const sent = page?.requests.find(({ url }) =>
        /^(localhost|127\.0\.0\.1):431\d$/.test(new URL(url).host),
      );
      return (
        sent && {
          message: `The browser sends its spans to ${new URL(sent.url).origin}. That is another origin than ${page?.origin}, and the receiver takes nothing from there.`,
          ...exporterAt(evidence),
          fix: `An address without a host is the page's own:\n${PAGE_EXPORTER}`,
        }
      );
    },
  },
  {
    id: "spans-to-somewhere-else",
    symptom: true,
    learn: "to-your-own-address",
    when: (evidence) => {
      const { page } = evidence;
      const sent =
        misdirected(evidence, ({ url }) => !url.startsWith(`${page?.origin}/`)) ??
        page?.requests.find(
          ({ url, headers }) =>
            url.endsWith("/v1/traces") &&
            !url.startsWith(`${page.origin}/`) &&
            headers["access-control-request-method"] === "POST",
        );
      return (
        sent && {
          message: `The browser sends its spans to ${sent.url}, where nobody takes them.`,
          ...exporterAt(evidence),
          fix: PAGE_EXPORTER,
        }
      );
    },
  },
  {
    id: "spans-to-another-path",
    learn: "to-your-own-address",
    when: (evidence) => {
      const sent = misdirected(
        evidence,
        ({ url, page }) => url.startsWith(`${page.origin}/`) && new URL(url).pathname !== "/v1/traces",
      );
      const proxied = proxiedPaths(evidence);
      return (
        sent && {
          message: `The page sends its spans to ${new URL(sent.url).pathname}${proxied.length > 0 ? `, and Vite passes on only ${proxied.join(", ")}` : ""}.`,
          ...exporterAt(evidence),
          fix: `Both must name the same path, in ${PAGE_SETUP}:\n${PAGE_EXPORTER}\nand in ${CONFIG}:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "vite-sends-without-key",
    learn: "a-browser-keeps-no-secret",
    when: (evidence) => {
      const sent = misdirected(evidence, ({ status }) => status === 401);
      return (
        sent && {
          message: "Vite passes the spans on to Honeycomb, without a key: Honeycomb answers 401.",
          ...configAt(evidence, /honeycomb/),
          fix: `Pass them on to the receiver, which knows the key:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "proxy-target-has-a-path",
    learn: "to-your-own-address",
    when: (evidence) => {
      const sent = misdirected(evidence, ({ status, url }) => status === 404 && url.endsWith("/v1/traces"));
      const config = viteConfig(evidence);
      const place = config && wordsAt([config], /https?:\/\/[^"'`\s]+\/v1|rewrite/);
      return (
        sent &&
        place &&
        proxiedPaths(evidence).some((path) => new URL(sent.url).pathname.startsWith(path)) && {
          message:
            "Vite passes the spans on, to a path that the receiver does not have: /v1/traces is added by itself.",
          ...place,
          fix: `Name the host and port only, and rewrite nothing:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "vite-passes-everything-on",
    learn: "to-your-own-address",
    when: (evidence) => {
      const { page } = evidence;
      const opened = page?.requests.find(({ url }) => url === `${page.origin}/`);
      const path = proxiedPaths(evidence).find(coversThePage);
      return (
        page?.outcome.kind === "shown" &&
        page.feed.loaded === 0 &&
        path !== undefined &&
        opened?.status !== 200 && {
          message: `The proxy's path ${path || '""'} stands for every address, so Vite passes the page itself on too, and the browser never gets it.`,
          ...configAt(evidence, new RegExp(`["'\`]${literally(path)}["'\`]\\s*:`)),
          fix: `Only the spans are passed on:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "vite-passes-nothing-on",
    symptom: true,
    learn: "to-your-own-address",
    when: (evidence) => {
      const sent = misdirected(
        evidence,
        ({ status, url, page }) => status === 404 && url.startsWith(`${page.origin}/`),
      );
      return (
        sent && {
          message: `Vite answers 404 to ${new URL(sent.url).pathname}: ${whyNotPassedOn(evidence)}`,
          ...configAt(evidence, /proxy/),
          fix: `In ${CONFIG}, inside server:\n${PROXY}`,
        }
      );
    },
  },
  {
    id: "proxy-leads-nowhere",
    learn: "to-your-own-address",
    when: (evidence) => {
      const sent = misdirected(evidence, ({ status }) => status !== undefined && status >= 500);
      return (
        sent && {
          message: `Vite passes the spans on, and nobody takes them there: it answers ${sent.status}.`,
          ...configAt(evidence, /\/v1\/traces|proxy/),
          fix: `The receiver speaks http, at port 4318:\n${PROXY}`,
        }
      );
    },
  },
];

interface Sent {
  readonly url: string;
  readonly status: number | undefined;
  readonly page: PageEvidence;
}

/** A request with spans that came to no good end, if it is of this kind. */
function misdirected({ page }: Evidence, isThis: (sent: Sent) => boolean): Sent | undefined {
  if (!page) return undefined;
  return page.spans
    .filter(({ reached }) => reached === undefined)
    .map(({ request }) => page.requests[request])
    .map((request): Sent => ({ url: request?.url ?? "", status: request?.status, page }))
    .find(isThis);
}

function exporterAt(evidence: Evidence) {
  const made = constructions(browserCode(evidence), /^OTLPTraceExporter$/)[0];
  if (!made) return { file: setupFile(evidence)?.path ?? PAGE_SETUP };
  const place = pagePlace(made);
  const key = evidence.key.effective?.value;
  return { ...place, found: maskKeyShapes(maskKeysIn(place.found, key ? [key] : [])) };
}

function configAt(evidence: Evidence, words: RegExp) {
  const config = viteConfig(evidence);
  const line = config && (lineWith(config.text, words) ?? lineWith(config.text, /server/));
  return { file: config?.path ?? CONFIG, ...(line && { line }) };
}

/** The paths that Vite's configuration passes on, as far as they are written there as texts. */
function proxiedPaths(evidence: Evidence): string[] {
  const text = /proxy\s*:\s*\{([^]*)\}/.exec(configText(evidence))?.[1] ?? "";
  return [...text.matchAll(/["'`](\^?\/[^"'`]*|)["'`]\s*:/g)].map(([, path = ""]) => path);
}

/** Vite's configuration without its notes. */
function configText(evidence: Evidence): string {
  const text = viteConfig(evidence)?.text ?? "";
  return text.replace(/\/\*[^]*?\*\/|(?<![^\s,;{}()])\/\/.*$/gm, "");
}

/** Whether a path of the configuration stands for the page itself too. */
function coversThePage(path: string): boolean {
  if (!path.startsWith("^")) return "/".startsWith(path);
  try {
    return new RegExp(path).test("/");
  } catch {
    return false;
  }
}

function whyNotPassedOn(evidence: Evidence): string {
  if (isProxyBesideServer(configText(evidence)))
    return "proxy stands outside of server, where Vite does not look for it.";
  const proxied = proxiedPaths(evidence);
  const bare = /proxy\s*:\s*\{\s*["'`](\w[^"'`]*)["'`]\s*:/.exec(configText(evidence))?.[1];
  if (bare) return `a path begins with a slash, and ${bare} does not.`;
  return proxied.length > 0
    ? `it passes on only ${proxied.join(", ")}.`
    : "it serves the page, and has not been told to pass spans on.";
}

function isProxyBesideServer(text: string): boolean {
  const proxy = text.search(/\bproxy\s*:/);
  const begin = text.search(/\bserver\s*:\s*\{/);
  return proxy >= 0 && begin >= 0 && (proxy < begin || proxy > endOfBraces(text, begin));
}

/** Where the braces that open next are closed again. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  for (let index = text.indexOf("{", from); index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}
