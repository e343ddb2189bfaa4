import { posix } from "node:path";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { browserCode, pageCode, setupFile, wordsAt } from "../../facts/page-code.ts";
import { plain } from "../../facts/page-words.ts";
import { packageName, unresolved } from "../../facts/unresolved-import.ts";

/** The page's own script, as index.html asks for it. */
const MAIN = "/src/main.ts";

/** Lines that no browser can read, by what stands in them. */
const UNREADABLE: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(<{7}|={7}|>{7})( |$)/,
    "The line is a mark that git left where two versions met.",
    "Keep one of the two versions, and take the lines with <<<<<<<, ======= and >>>>>>> away.",
  ],
  [
    /^\s*(```|~~~)/,
    "The line is the frame that a chat or a lesson draws around code.",
    "Take the lines that begin with ``` away, the first one and the last one.",
  ],
  [/[“”„‘’]/, "It holds curly quotation marks, as a text editor makes them.", 'Type them anew, straight: "'],
  [
    /\/\^?https?:\/\//,
    "Two slashes end the expression in its middle.",
    "Write each slash inside of it as \\/, or let a text become an expression:\nnew RegExp(`^${BACKEND_URL}/`)",
  ],
];

/** A file of the page is not there, or cannot be read. */
export const pageFileMistakes: readonly Mistake[] = [
  {
    id: "page-file-missing",
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const missing = unresolved(evidence);
      if (!missing || packageName(missing.specifier)) return undefined;
      const file = setupFile(evidence)?.path;
      const wanted = missing.at && posix.join(posix.dirname(missing.at.file), missing.specifier);
      const meant = wanted ? sameName(evidence, wanted) : undefined;
      return {
        message: `${missing.specifier} is not there: the file that ${missing.at?.file ?? "the page"} imports has another name or place.${meant ? ` There is ${meant.path}.` : ""}`,
        ...missing.at,
        fix: meant
          ? `Put it where it is looked for:\nmv ${meant.path} ${wanted}`
          : file && missing.at?.file === "frontend/src/main.ts"
            ? `Your OpenTelemetry is in ${file}, and main.ts imports it so:\nimport ".${file.replace("frontend/src", "")}";`
            : "Write the name and the place that the file has, with ./ in front and .ts at the end.",
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
          fix: "Bring it back as git knows it:\ngit checkout -- frontend/index.html",
        };
      const meant = sameName(evidence, path);
      return {
        message: `The page asks for ${path}, and there is no file frontend${path}.${meant ? ` There is ${meant.path}.` : ""}`,
        ...wordsAt(evidence.frontend?.sources ?? [], path),
        fix: meant
          ? `Put it where it is looked for:\nmv ${meant.path} frontend${path}`
          : path === MAIN
            ? `Bring it back as git knows it:\ngit checkout -- frontend${MAIN}`
            : `Write the name that the file has. The page's own script is ${MAIN}; what main.ts imports needs no line here.`,
      };
    },
  },
  {
    id: "page-does-not-parse",
    symptom: true,
    learn: "the-page-does-not-come-up",
    when: (evidence) => {
      const broken = evidence.page?.requests.find(
        ({ status, url, answer }) => status === 500 && /\/src\//.test(url) && answer,
      );
      if (!broken || !evidence.page) return undefined;
      const file = `frontend${new URL(broken.url).pathname}`;
      const answer = plain(broken.answer ?? "");
      const line = Number(answer.split(`${posix.basename(file)}:`)[1]?.match(/^(\d+):\d+/)?.[1]) || undefined;
      const text = pageCode(evidence)
        .find(({ path }) => path === file)
        ?.text.split(/\r?\n/);
      const odd = UNREADABLE.find(([words]) => words.test(text?.[(line ?? 0) - 1] ?? ""));
      return {
        message: `Vite cannot read ${file}, so the page stays empty.${odd ? ` ${odd[1]}` : ""}`,
        file,
        ...(line && { line }),
        fix:
          odd?.[2] ??
          "Count brackets from the inside out: each (, { and [ needs its partner. Or copy the file from the lesson once more.",
      };
    },
  },
];

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

/** The file that has the name, whatever its folder and the size of its letters. */
function sameName(evidence: Evidence, path: string): SourceText | undefined {
  return browserCode(evidence).find((source) => bare(source.path) === bare(path));
}

function bare(path: string): string {
  return posix.basename(path).toLowerCase();
}
