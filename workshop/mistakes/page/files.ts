import { posix } from "node:path";
import { nearestWord } from "../../compose/nearest-word.ts";
import { htmlScripts } from "../../facts/html-scripts.ts";
import { frontendCode, MAIN, unloadedProgramOf } from "../../facts/page-code.ts";
import { plain } from "../../facts/page-words.ts";
import { parseFile } from "../../facts/program/parse-file.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import { packageName, unresolved } from "../../facts/unresolved-import.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import { editSource } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { oneSign } from "../edits/one-sign.ts";
import { relativeTo } from "../edits/page-edits.ts";
import { edits, type Remedy } from "../remedy.ts";
import { importPlace } from "./start.ts";

/** A file of the page is not there, or cannot be read. */
export const pageFileMistakes: readonly Mistake[] = [
  {
    id: "page-file-missing",
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const missing = unresolved(evidence);
      if (!missing?.importer || packageName(missing.specifier)) return undefined;
      const { importer, specifier } = missing;
      const meant = meantBy(evidence, importer, posix.join(posix.dirname(importer), specifier));
      const node = missing.import?.node;
      return {
        message: `${importer} imports ${specifier}, and there is no such file.${meant ? ` There is ${meant.path}.` : ""}`,
        ...importPlace(missing.import, importer),
        remedy:
          meant && node && "source" in node && node.source
            ? edits(replaceNode(node.source, `"${relativeTo(importer, meant.path)}"`))
            : undefined,
      };
    },
  },
  {
    id: "page-not-whole",
    symptom: true,
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const path = notFound(evidence);
      if (path === undefined) return undefined;
      if (path === "/")
        return {
          message: "The page is gone: there is no frontend/index.html.",
          remedy: { kind: "command", command: "git checkout -- frontend/index.html" },
        };
      const meant = meantBy(evidence, undefined, `frontend${path}`);
      const script = htmlScripts(evidence).find(({ src }) => src.replace(/^\.?\//, "/") === path);
      return {
        message: `The page asks for ${path}, and there is no file frontend${path}.${meant ? ` There is ${meant.path}.` : ""}`,
        ...(script && { file: script.html.path, line: script.line, found: script.tag }),
        remedy: script && meant && scriptEdit(script, meant.path),
      };
    },
  },
  {
    id: "page-does-not-parse",
    symptom: true,
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const { page } = evidence;
      const broken = page?.requests.find(
        ({ status, url, answer }) => status === 500 && url.startsWith(`${page.origin}/`) && answer,
      );
      if (!broken) return undefined;
      const path = `frontend${new URL(broken.url).pathname}`;
      const source = frontendCode(evidence).find((each) => each.path === path);
      const error = source && parseFile(source).error;
      const said = plain(broken.answer ?? "");
      const line =
        error?.line ??
        (Number(said.split(`${posix.basename(path)}:`)[1]?.match(/^(\d+):\d+/)?.[1]) || undefined);
      return (
        source &&
        !unresolved(evidence) && {
          message: `Vite cannot read ${path}${line ? `, line ${line}` : ""}, so the page stays empty.${error ? ` The parser says: ${error.message.replace(/\.?$/, ".")}` : ""}`,
          file: path,
          ...(line && { line }),
          remedy: /merge conflict|diff marker/i.test(error?.message ?? "")
            ? CONFLICT
            : edits(oneSign(source)),
        }
      );
    },
  },
];

const CONFLICT: Remedy = {
  kind: "ask",
  ask: "Git left two versions here. Decide which one to keep, and remove the other one with the lines <<<<<<<, ======= and >>>>>>>.",
};

/** What the browser asked of the page's own server, and did not find: the page itself, or a script. */
function notFound({ page, frontend }: Evidence): string | undefined {
  if (page?.outcome.kind !== "shown") return undefined;
  const gone = page.requests.find(
    ({ url, status }) =>
      status === 404 && url.startsWith(`${page.origin}/`) && /\/$|\.[cm]?[jt]sx?$/.test(pathOf(url)),
  );
  if (!gone) return undefined;
  const path = pathOf(gone.url);
  const file = `frontend${path === "/" ? "/index.html" : path}`;
  return frontend?.sources.some((source) => source.path === file) ? undefined : path;
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

function scriptEdit(
  { html, src, srcAt }: ReturnType<typeof htmlScripts>[number],
  path: string,
): Remedy | undefined {
  return edits(
    editSource(html, { start: srcAt, end: srcAt + src.length, text: path.replace(/^frontend/, "") }),
  );
}

/** The file that a wrong path means: of the same name elsewhere, of a similar name, or the only one that is not imported. */
function meantBy(evidence: Evidence, importer: string | undefined, wanted: string): SourceText | undefined {
  const programs = [pageProgramOf(evidence), unloadedProgramOf(evidence)];
  const imported = new Set(
    programs.flatMap(({ imports }) =>
      imports.map(({ file, specifier }) => posix.join(posix.dirname(file), specifier)),
    ),
  );
  const all = frontendCode(evidence).filter(({ path }) => path !== importer);
  const named = all.filter(({ path }) => bare(path) === bare(wanted));
  if (named.length > 0) return named[0];
  const near = nearestWord(
    bare(wanted),
    all.map(({ path }) => bare(path)),
  );
  if (near) return all.find(({ path }) => bare(path) === near);
  const free = all.filter(({ path }) => !imported.has(path) && (importer ? path !== MAIN : path === MAIN));
  return free.length === 1 ? free[0] : undefined;
}

/** A file's name without its folder and its ending, in lower case. */
function bare(path: string): string {
  return posix
    .basename(path)
    .toLowerCase()
    .replace(/\.[cm]?[jt]sx?$/, "");
}
