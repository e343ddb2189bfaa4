import { viteConfig } from "../../facts/page-code.ts";
import { exporterPlace, misdirected } from "../../facts/page-sending.ts";
import { placeOf, textOf } from "../../facts/program/places.ts";
import { proxyFor, proxyProperty, serverOptions, targetNode, viteOptions } from "../../facts/vite-options.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { removeProperty, replaceNode } from "../edits/edit-code.ts";
import { addBefore } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { exporterToOwnOrigin, nodePlace, valueNode } from "../edits/page-edits.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import { fileOf } from "../../facts/program/parse-file.ts";

const PATH = "/v1/traces";
const TARGET = 'process.env.OTLP_TARGET ?? "http://localhost:4318"';

/** What Vite makes of the spans that it gets. */
export const proxyMistakes: readonly Mistake[] = [
  {
    id: "vite-passes-everything-on",
    learn: "to-your-own-address",
    when: (evidence) => {
      const { page } = evidence;
      const entry = proxyFor(evidence, "/");
      const opened = page?.requests.find(({ url }) => url === `${page.origin}/`);
      return (
        entry &&
        page?.feed.loaded === 0 &&
        opened &&
        opened.status !== 200 && {
          message: `Vite's proxy has the path ${JSON.stringify(entry.path)}, which fits every address. So Vite passed the page itself on too: the browser asked for / and got ${opened.status}.`,
          ...entryPlace(evidence, entry.path),
          remedy: edits(renamed(evidence, entry.path, PATH)),
        }
      );
    },
  },
  {
    id: "proxy-changes-the-path",
    learn: "to-your-own-address",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const entry = lost?.isOwn ? proxyFor(evidence, lost.url.pathname) : undefined;
      const arrived = refusedPath(evidence);
      if (!lost || !entry || !arrived || arrived === lost.url.pathname) return undefined;
      return {
        message: entry.rewrites
          ? `The proxy's rewrite turns ${lost.url.pathname} into ${arrived}, which the receiver does not know: it answers 404.`
          : `Vite adds the path of the request to its target ${entry.target}. So the receiver was asked for ${arrived}, which it does not know.`,
        ...entryPlace(evidence, entry.path),
        remedy: entry.rewrites
          ? edits(withoutRewrite(evidence, entry.path))
          : bareTarget(evidence, entry.path),
      };
    },
  },
  {
    id: "proxy-keeps-the-prefix",
    learn: "to-your-own-address",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const path = lost?.url.pathname ?? "";
      const entry = lost?.isOwn ? proxyFor(evidence, path) : undefined;
      if (!entry || path === PATH || refusedPath(evidence) !== path) return undefined;
      return {
        message: `The page sends its spans to ${path}, and Vite passes them on under that same path. The receiver only knows ${PATH}, and answers 404.`,
        ...entryPlace(evidence, entry.path),
        remedy: path.endsWith(PATH)
          ? edits(stripped(evidence, entry.path, path))
          : ownPath(evidence, entry.path),
      };
    },
  },
  {
    id: "spans-to-another-path",
    learn: "to-your-own-address",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const path = lost?.url.pathname ?? "";
      if (!lost?.isOwn || path === PATH || proxyFor(evidence, path)) return undefined;
      const proxied = evidence.page?.vite?.proxy.map((each) => each.path) ?? [];
      return {
        message: `The page sends its spans to ${path}, and Vite ${proxied.length > 0 ? `passes on only ${proxied.join(", ")}` : "passes nothing on"}: it answers ${lost.request.status}.`,
        ...exporterPlace(evidence),
        remedy: proxyFor(evidence, PATH) ? edits(...exporterToOwnOrigin(evidence)) : undefined,
      };
    },
  },
  {
    id: "vite-sends-without-key",
    learn: "a-browser-keeps-no-secret",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const entry = lost?.isOwn ? proxyFor(evidence, lost.url.pathname) : undefined;
      return (
        entry &&
        lost?.request.status === 401 && {
          message: `Vite passes the spans on to ${entry.target}, without a key: the answer is 401.`,
          ...entryPlace(evidence, entry.path),
          remedy: edits(toReceiver(evidence, entry.path)),
        }
      );
    },
  },
  {
    id: "proxy-beside-server",
    learn: "to-your-own-address",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const proxy = viteOptions(evidence)?.properties.get("proxy");
      if (!lost?.isOwn || lost.request.status !== 404 || !proxy || proxyFor(evidence, lost.url.pathname))
        return undefined;
      return {
        message: `Vite answers 404 to ${lost.url.pathname}: proxy is outside of server, where Vite does not look for it.`,
        ...nodePlace(proxy.node),
        remedy: edits(removeProperty(proxy.node), intoServer(evidence, textOf(proxy.node))),
      };
    },
  },
  {
    id: "vite-passes-nothing-on",
    symptom: true,
    learn: "to-your-own-address",
    when: (evidence) => {
      const { page } = evidence;
      const lost = misdirected(evidence);
      if (!page?.vite || !lost?.isOwn || lost.request.status !== 404 || proxyFor(evidence, lost.url.pathname))
        return undefined;
      const { proxy } = page.vite;
      const bare = proxy.find(({ path }) => `/${path}` === PATH);
      const [only] = proxy;
      return {
        message: `Vite answers 404 to ${lost.url.pathname}: ${whyNot(
          proxy.map(({ path }) => path),
          bare?.path,
        )}`,
        ...(only ? entryPlace(evidence, only.path) : configPlace(evidence)),
        remedy: edits(
          bare || (only && proxy.length === 1 && !only.path.startsWith("/api"))
            ? renamed(evidence, (bare ?? only)?.path ?? "", PATH)
            : intoServer(evidence, `proxy: { "${PATH}": ${TARGET} }`),
        ),
      };
    },
  },
  {
    id: "proxy-leads-nowhere",
    learn: "to-your-own-address",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const status = lost?.request.status ?? 0;
      const entry = lost?.isOwn ? proxyFor(evidence, lost.url.pathname) : undefined;
      return (
        entry &&
        status >= 500 && {
          message: `Vite passes the spans on to ${entry.target}, and that gives no answer: the browser gets ${status}. The receiver is at port 4318.`,
          ...entryPlace(evidence, entry.path),
          remedy: edits(toReceiver(evidence, entry.path)),
        }
      );
    },
  },
];

function whyNot(paths: readonly string[], bare: string | undefined): string {
  if (bare !== undefined) return `a path begins with a slash, and ${bare} does not.`;
  return paths.length > 0
    ? `it passes on only ${paths.join(", ")}.`
    : "it serves the page, and its configuration has no proxy to pass spans on.";
}

/** The path under which the receiver was asked for something that it does not have. */
function refusedPath({ page }: Evidence): string | undefined {
  return page?.passedOn.find(({ method, status }) => method === "POST" && status === 404)?.path.split("?")[0];
}

function entryPlace(evidence: Evidence, path: string) {
  const property = proxyProperty(evidence, path);
  return property ? nodePlace(property.node) : configPlace(evidence);
}

function configPlace(evidence: Evidence) {
  const server = serverOptions(evidence);
  const file = viteConfig(evidence)?.path;
  return server ? { file: placeOf(server.node).file, line: placeOf(server.node).line } : file ? { file } : {};
}

function renamed(evidence: Evidence, path: string, to: string): Edit | undefined {
  const node = proxyProperty(evidence, path)?.node;
  return node?.type === "Property" ? replaceNode(node.key, JSON.stringify(to)) : undefined;
}

function toReceiver(evidence: Evidence, path: string): Edit | undefined {
  const node = proxyProperty(evidence, path)?.node;
  return node && replaceNode(valueNode(node), TARGET);
}

function withoutRewrite(evidence: Evidence, path: string): Edit | undefined {
  const value = proxyProperty(evidence, path)?.value;
  const rewrite = value?.kind === "object" ? value.properties.get("rewrite") : undefined;
  return rewrite && removeProperty(rewrite.node);
}

/** The target without its path. */
function bareTarget(evidence: Evidence, path: string): Remedy | undefined {
  const property = proxyProperty(evidence, path);
  const node = property && targetNode(property);
  if (node?.type !== "Literal" || typeof node.value !== "string" || !URL.canParse(node.value))
    return undefined;
  return edits(replaceNode(node, JSON.stringify(new URL(node.value).origin)));
}

/** A rewrite that takes off what comes before the receiver's path. */
function stripped(evidence: Evidence, entry: string, path: string): Edit | undefined {
  const property = proxyProperty(evidence, entry);
  if (!property || entry.startsWith("^")) return undefined;
  const prefix = path.slice(0, path.length - PATH.length);
  const rewrite = `rewrite: (path) => path.slice("${prefix}".length)`;
  const value = valueNode(property.node);
  return value.type === "ObjectExpression"
    ? addElementTo(value, rewrite)
    : replaceNode(value, `{ target: ${textOf(value)}, ${rewrite} }`);
}

function addElementTo(object: ReturnType<typeof valueNode>, code: string): Edit | undefined {
  if (object.type !== "ObjectExpression") return undefined;
  const last = object.properties.at(-1);
  return last && replaceNode(last, `${textOf(last)}, ${code}`);
}

/** Both sides with the receiver's own path. */
function ownPath(evidence: Evidence, entry: string): Remedy | undefined {
  const urls = exporterToOwnOrigin(evidence);
  return edits(...urls, renamed(evidence, entry, PATH));
}

/** A line inside `server`, or the whole of `server` where there is none. */
function intoServer(evidence: Evidence, code: string): Edit | undefined {
  const server = serverOptions(evidence)?.node;
  const last = server?.type === "ObjectExpression" ? server.properties.at(-1) : undefined;
  if (last) return addLineAfter(last, `${code},`);
  const options = viteOptions(evidence)?.node;
  const first = options?.type === "ObjectExpression" ? options.properties[0] : undefined;
  return first && addBefore(fileOf(first), first, `server: { ${code} },`);
}

/** After a property; on one line with it where the object is on one line. */
function addLineAfter(last: Parameters<typeof textOf>[0], line: string): Edit | undefined {
  const { text } = fileOf(last);
  const isOnOwnLine = /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", last.start - 1) + 1, last.start));
  if (!isOnOwnLine) return replaceNode(last, `${textOf(last)}, ${line.replace(/,$/, "")}`);
  return addBefore(fileOf(last), last, line);
}
