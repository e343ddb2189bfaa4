import { maskKeysIn, maskKeyShapes } from "../../compose/mask-key.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { keyInPage } from "../../facts/key-in-page.ts";
import { viteConfig } from "../../facts/page-code.ts";
import { LESSON_PACKAGES, missingPackages } from "../../facts/page-packages.ts";
import { plain } from "../../facts/page-words.ts";
import { pagePlace } from "../../facts/page-code.ts";
import type { Import } from "../../facts/program/imports.ts";
import { parseFile } from "../../facts/program/parse-file.ts";
import { packageName, unresolved } from "../../facts/unresolved-import.ts";
import { usesOfGlobal } from "../../facts/uses-of-global.ts";
import { viteProgramOf } from "../../facts/vite-options.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { nameIn, replaceNode } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { oneSign } from "../edits/one-sign.ts";
import { exporterToOwnOrigin, nodePlace } from "../edits/page-edits.ts";
import { edits, type Remedy } from "../remedy.ts";
import { specifierEdit } from "./packages.ts";

/** What keeps the page from the browser. */
export const pageStartMistakes: readonly Mistake[] = [
  {
    id: "no-browser-here",
    learn: "it-needs-a-browser",
    when: ({ page }) =>
      page?.outcome.kind === "no-browser" && {
        message: `This step needs a browser. ${page.outcome.because}`,
        remedy: {
          kind: "ask",
          ask: "Choose one that is installed, and name it before the check: export WORKSHOP_BROWSER=/usr/bin/chromium",
        },
      },
  },
  {
    id: "key-in-the-page",
    learn: "the-key-stays-outside",
    when: (evidence) => {
      const { page } = evidence;
      const [leak] = page?.leaks ?? [];
      if (!page || !leak) return undefined;
      const key = evidence.key.effective?.value;
      const place = keyInPage(evidence);
      const where = leak.startsWith(page.origin) ? new URL(leak).pathname : leak;
      const change = place?.isOption ? edits(...exporterToOwnOrigin(evidence)) : undefined;
      return {
        message: `The browser got a key: it is in ${where}, where everyone who opens the page can read it. The page's exporter needs none. Make a new key, and delete this one at Honeycomb.`,
        ...(place && {
          file: place.file,
          line: place.line,
          found: maskKeyShapes(maskKeysIn(place.found, key ? [key] : [])),
        }),
        remedy: change ?? {
          kind: "ask",
          ask: `Remove the key from ${place?.file ?? "the page's files"}: only the receiver needs it.`,
        },
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
        remedy: {
          kind: "ask",
          ask: "Correct that line, or take the file as it was committed last: git checkout -- frontend/package.json",
        },
      },
  },
  {
    id: "frontend-packages-missing",
    learn: "install-it-here",
    when: ({ page }) =>
      page?.outcome.kind === "not-served" &&
      /Cannot find (module|package) 'vite'/.test(page.output) && {
        message:
          "The packages of frontend/ are not installed: Node finds no Vite there, which serves the page.",
        file: "frontend/package.json",
        remedy: { kind: "command", command: "npm install", folder: "frontend" },
      },
  },
  {
    id: "vite-config-broken",
    symptom: true,
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const { page } = evidence;
      if (page?.outcome.kind !== "not-served" || page.output.trim() === "") return undefined;
      const config = viteConfig(evidence);
      const said = viteSaid(page.output);
      const name = /^(\w+) is not defined/.exec(said ?? "")?.[1];
      const [use] = name ? usesOfGlobal(viteProgramOf(evidence), name) : [];
      const error = config && parseFile(config).error;
      const isThere = config && page.output.includes(config.path.replace("frontend/", ""));
      return {
        message: `Vite does not start${said ? `. It says: ${said}` : ": it stopped with an error."}`,
        ...(config && isThere && { file: config.path }),
        ...(config && error && { file: config.path, line: error.line }),
        ...(use && nodePlace(use)),
        remedy:
          config && error ? edits(oneSign(config)) : name && use ? importFromVite(evidence, name) : undefined,
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
        ...importPlace(missing.import, missing.importer),
        remedy: install(evidence, name),
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
      if (!name) return undefined;
      const near = LESSON_PACKAGES.includes(name) ? undefined : nearestWord(name, LESSON_PACKAGES);
      return {
        message: `The page imports ${name}, and frontend/ has no such package.${near ? ` The lesson's package is called ${near}.` : ""}`,
        ...importPlace(missing.import, missing.importer),
        remedy: LESSON_PACKAGES.includes(name)
          ? install(evidence, name)
          : missing.import && edits(...specifierEdit(evidence, missing.import, near)),
      };
    },
  },
];

const WEB_ONLY = /-web$|-fetch$|sdk-trace$|\/resources$|\/core$|-load$|-xml-http-request$|context-zone/;

/** Vite's own sentence, without its marks and the paths of this machine. */
function viteSaid(output: string): string | undefined {
  const lines = plain(output)
    .split("\n")
    .map((line) => line.trim());
  const why = lines.find((line) => /^\[\w+\] /.test(line)) ?? lines.find((line) => /^\w*Error\b/.test(line));
  return why?.replace(/^(\[\w+\] )?(\w*Error( \[\w+\])?: )?/, "").replace(/ imported from .*/, "");
}

/** A name that Vite exports: the import that was mistyped, or one more. */
function importFromVite(evidence: Evidence, name: string): Remedy | undefined {
  if (!/^(defineConfig|loadEnv|mergeConfig)$/.test(name)) return undefined;
  const program = viteProgramOf(evidence);
  const own = program.imports.find(({ specifier }) => specifier === "vite");
  const typo = own?.names.find(({ imported }) => nearestWord(imported, [name]) === name);
  if (typo) return edits(replaceNode(typo.node, name));
  const file = program.files[0]?.path ?? "";
  return edits(...nameIn(program, file, { name, from: "vite" }).edits);
}

/** All that is missing, so that the next check does not ask for another one. */
function install(evidence: Evidence, name: string): Remedy {
  const names = [...new Set([...missingPackages(evidence), name])].toSorted();
  return { kind: "command", command: `npm install ${names.join(" ")}`, folder: "frontend" };
}

export function importPlace(found: Import | undefined, importer: string | undefined) {
  return found ? pagePlace(found) : importer ? { file: importer } : {};
}
