import { asName } from "../../trace/literally.ts";
import { imports } from "../../facts/look-in-sources.ts";
import { maskKeysIn, maskKeyShapes } from "../../compose/mask-key.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { PageEvidence } from "../../lab/page-evidence.ts";
import { pagePlace, browserCode, CONFIG, PAGE_SETUP, viteConfig, wordsAt } from "../../facts/page-code.ts";
import { PAGE_EXPORTER, PROVIDER, PROXY, plain, consoleSaid } from "../../facts/page-words.ts";
import { packageName, unresolved } from "../../facts/unresolved-import.ts";

const INSTALL =
  "cd frontend\nnpm install @opentelemetry/api @opentelemetry/core @opentelemetry/exporter-trace-otlp-http @opentelemetry/instrumentation-fetch @opentelemetry/resources @opentelemetry/sdk-trace\ncd ..";
const OURS =
  /^@opentelemetry\/(api|core|exporter-trace-otlp-http|instrumentation-fetch|resources|sdk-trace)$/;
const WEB_ONLY = /-web$|-fetch$|sdk-trace$|\/resources$|\/core$|-load$|-xml-http-request$|context-zone/;
const NODE_ONLY =
  /^(node:.*|fs|path|http|https|express|dotenv|@opentelemetry\/(sdk-node|sdk-trace-node|auto-instrumentations-node|instrumentation-(http|express|undici)|context-async-hooks|exporter-trace-otlp-grpc))$/;

/** What articles name, and the lesson's file has in another way. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [
    /^@opentelemetry\/(sdk-trace-(web|base)|web|tracing)$/,
    'The lesson takes all of it from another package, where the provider is called TracerProvider:\nimport { BatchSpanProcessor, StackContextManager, TracerProvider } from "@opentelemetry/sdk-trace";',
  ],
  [
    /^@opentelemetry\/context-zone/,
    'The lesson does without zones:\nimport { StackContextManager } from "@opentelemetry/sdk-trace";\ncontext.setGlobalContextManager(new StackContextManager().enable());',
  ],
  [
    /^@honeycombio\/|^@opentelemetry\/(plugin-|exporter-(collector|otlp-http))/,
    `Leave it out, and take the parts of the lesson's ${PAGE_SETUP}. Its exporter needs no key:\n${PAGE_EXPORTER}`,
  ],
];

/** What keeps the page from the browser, or its own code from running. */
export const pageStartMistakes: readonly Mistake[] = [
  {
    id: "no-browser-here",
    learn: "it-needs-a-browser",
    when: ({ page }) =>
      page?.outcome.kind === "no-browser" && {
        message: `This step needs a browser, and ${page.outcome.because.replace(/^No browser/, "none")}`,
        fix: "Or name one that is installed, before the check:\nexport WORKSHOP_BROWSER=/usr/bin/chromium",
      },
  },
  {
    id: "key-in-the-page",
    learn: "the-key-stays-outside",
    when: (evidence) => {
      const { page } = evidence;
      const [leak] = page?.leaks ?? [];
      if (!page || !leak) return undefined;
      const place = keyPlace(evidence);
      return {
        message: `The browser holds a key: it is in ${pathOf(leak, page)}. Everybody who opens the page can read it there.`,
        ...place,
        fix: `Take it out, make a new key, and delete the old one at Honeycomb. In ${PAGE_SETUP} the exporter needs an address only:\n${PAGE_EXPORTER}`,
      };
    },
  },
  {
    id: "frontend-manifest-broken",
    learn: "install-it-here",
    when: ({ frontend }) =>
      frontend &&
      !frontend.manifest.ok && {
        message: `frontend/package.json cannot be read: ${frontend.manifest.message}.`,
        file: "frontend/package.json",
        ...(frontend.manifest.line && { line: frontend.manifest.line }),
        fix: "Mend the line, or begin anew:\ngit checkout -- frontend/package.json",
      },
  },
  {
    id: "frontend-packages-missing",
    learn: "install-it-here",
    when: ({ page }) =>
      page?.outcome.kind === "not-served" &&
      /Cannot find (module|package) 'vite'/.test(page.output) && {
        message:
          "The packages of frontend/ are not installed: not even Vite is there, which serves the page.",
        file: "frontend/package.json",
        fix: INSTALL,
      },
  },
  {
    id: "vite-config-broken",
    symptom: true,
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const { page } = evidence;
      if (page?.outcome.kind !== "not-served" || page.output.trim() === "") return undefined;
      const lines = plain(page.output)
        .split("\n")
        .map((line) => line.trim());
      const why =
        lines.find((line) => /^\[\w+\] /.test(line)) ?? lines.find((line) => /^\w*Error\b/.test(line));
      const words = why?.replace(/^(\[\w+\] )?(\w*Error( \[\w+\])?: )?/, "").replace(/ imported from .*/, "");
      const name = /^(\w+) is not defined/.exec(words ?? "")?.[1];
      const config = viteConfig(evidence);
      const used =
        config && name ? wordsAt([config], new RegExp(`${asName(name)}(?!.*\\bfrom\\b)`)) : undefined;
      const line = Number(/vite\.config\.\w+:(\d+)/.exec(page.output)?.[1]) || undefined;
      return {
        message: `Vite does not start${words ? `. It says: ${words}` : ", and stopped with an error."}`,
        file: config?.path ?? CONFIG,
        ...(line && { line }),
        ...used,
        fix:
          name === "defineConfig"
            ? 'At the top of the file:\nimport { defineConfig } from "vite";'
            : `Compare ${CONFIG} with the lesson: a comma after each entry, and inside server:\n${PROXY}`,
      };
    },
  },
  {
    id: "web-package-in-another-folder",
    learn: "install-it-here",
    when: (evidence) => {
      const missing = unresolved(evidence);
      const name = missing && packageName(missing.specifier);
      if (!name) return undefined;
      const { backend } = evidence;
      const { manifest } = backend;
      const inBackend = manifest.ok && (name in manifest.dependencies || name in manifest.devDependencies);
      // The backend has the API and the exporter anyway; only what no backend needs was meant for the page.
      if (!(inBackend && WEB_ONLY.test(name)) && !backend.inRoot.includes(name)) return undefined;
      const folder = inBackend ? "backend/" : "the repository's folder";
      return {
        message: `${name} was installed in ${folder}, and the page looks for it in frontend/.`,
        ...missing.at,
        fix: INSTALL,
      };
    },
  },
  {
    id: "web-package-missing",
    symptom: true,
    learn: "install-it-here",
    when: (evidence) => {
      const missing = unresolved(evidence);
      const name = missing && packageName(missing.specifier);
      const near = name && !OURS.test(name) ? nearestWord(name, INSTALL.match(/@\S+/g) ?? []) : undefined;
      return (
        name && {
          message: `The page imports ${name}, and frontend/ has no such package.`,
          ...missing.at,
          fix: OURS.test(name)
            ? INSTALL
            : (INSTEAD.find(([other]) => other.test(name))?.[1] ??
              (near &&
                `Install nothing of that name. ${near} is probably meant:\n${(missing.at?.found ?? name).replace(name, near)}`) ??
              `If you mean it, install it: cd frontend && npm install ${name}\nThe lesson's six packages do without it.`),
        }
      );
    },
  },
  {
    id: "node-code-in-the-page",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      const name = consoleSaid(
        page,
        /\b(require|process|module|exports|__dirname|global|Buffer) is not defined/,
      )?.[1];
      const packageOfNode = imports(browserCode(evidence)).find(({ specifier }) => NODE_ONLY.test(specifier));
      if (!page || (!name && !(packageOfNode && page.spans.length === 0))) return undefined;
      const place = name ? wordsAt(browserCode(evidence), new RegExp(asName(name))) : undefined;
      return {
        message: name
          ? `The page's code uses ${name}, which only Node has. In the browser it stopped there.`
          : `The page imports ${packageOfNode?.specifier}, which is made for Node: a browser has neither its modules nor its environment.`,
        ...(place ?? (packageOfNode && pagePlace(packageOfNode))),
        fix:
          name === "require" || name === "module" || name === "exports"
            ? 'A browser knows import and export only:\nimport { trace } from "@opentelemetry/api";'
            : `The browser's parts are others. ${PAGE_SETUP} in the lesson has them all:\n${PROVIDER}`,
      };
    },
  },
];

function pathOf(url: string, { origin }: PageEvidence): string {
  return url.startsWith(origin) ? new URL(url).pathname : url;
}

/** Where the key, or the variable that brings it into the page, stands. */
function keyPlace(evidence: Evidence) {
  const sources = evidence.frontend?.sources ?? [];
  const key = evidence.key.effective?.value;
  const place =
    (key && wordsAt(sources, key)) ||
    wordsAt(sources, /\bhc[a-z][ilm]k_[0-9A-Za-z]{20,}/) ||
    wordsAt(browserCode(evidence), /import\.meta\.env\.\w*(KEY|TEAM|HONEYCOMB|HEADERS)\w*/) ||
    wordsAt(sources, /HONEYCOMB_API_KEY|x-honeycomb-team/);
  return place && { ...place, found: maskKeyShapes(maskKeysIn(place.found, key ? [key] : [])) };
}
