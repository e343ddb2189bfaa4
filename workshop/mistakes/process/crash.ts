import { asName, literally } from "../../trace/literally.ts";
import { calls, imports, lastName, lineWith } from "../../facts/look-in-sources.ts";
import { lineAt } from "../../facts/code-at.ts";
import { missingImport } from "../../facts/missing-import.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { remedyForThrow } from "../../facts/remedy-for-throw.ts";
import type { Mistake } from "../mistake.ts";
import type { RunEvidence } from "../../lab/evidence.ts";
import { crashed } from "../../facts/backend-state.ts";
import { firstLine } from "../../facts/first-line.ts";
import { optionalLine } from "../../facts/where.ts";
import { setupPlace } from "../../facts/set-up-code.ts";
import { startFor } from "../../facts/start-script.ts";
import { syntaxError } from "../../facts/syntax-error.ts";

const LEARN = "it-does-not-start";

/** Errors of the code that end the backend before it listens. */
export const crashMistakes: readonly Mistake[] = [
  {
    id: "name-not-imported",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const at = run?.uncaught?.at;
      const error = run?.uncaught?.message ?? "";
      const name = at && /^(\w+) is not defined/.exec(error)?.[1];
      if (!name || !crashed(run)) return undefined;
      const line = lineAt(evidence, at);
      if (new RegExp(`[(,]\\s*${literally(name)}\\s*=(?![=>])`).test(line))
        return {
          message: `${at.file} writes ${name}=… between brackets. That is how Python names an argument; here it sets a variable ${name}, and there is none.`,
          ...at,
          fix: /OTLPTraceExporter\(/.test(line)
            ? "Leave the brackets empty; docker-compose.yml says where to send and whose traces they are:\nnew OTLPTraceExporter()"
            : `Names of options stand in an object, with a colon:\n({ ${name}: … })`,
        };
      const missing = missingImport(evidence, at.file, name);
      const misspelt = missing?.misspelt;
      return {
        message: `${at.file} uses ${name}${
          misspelt
            ? ` in line ${at.line}, and imports ${misspelt.name} in line ${misspelt.line}`
            : missing
              ? " and does not import it"
              : ", and nothing there has that name"
        }.`,
        ...at,
        ...(misspelt && { line: misspelt.line, found: misspelt.text }),
        fix: remedyForThrow(evidence, error, at) ?? "Import it, or mend its name.",
      };
    },
  },
  {
    id: "class-without-new",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const at = run?.uncaught?.at;
      const name = /Class constructor (\w+) cannot be invoked without 'new'/.exec(
        run?.uncaught?.message ?? "",
      )?.[1];
      if (!at || !name || !crashed(run)) return undefined;
      const line = lineAt(evidence, at);
      return {
        message: `${at.file} calls ${name}() as a function. It is a class, and an object of it is made with new.`,
        ...at,
        found: line,
        fix: line.includes(`${name}(`) ? line.replace(`${name}(`, `new ${name}(`) : `new ${name}(`,
      };
    },
  },
  {
    id: "used-before-it-is-made",
    learn: LEARN,
    when: ({ run, backend }) => {
      const at = run?.uncaught?.at;
      const name =
        at && /^Cannot access '(\w+)' before initialization/.exec(run.uncaught?.message ?? "")?.[1];
      if (!name || !crashed(run)) return undefined;
      const lines = backend.sources.find(({ path }) => path === at.file)?.text.split(/\r?\n/) ?? [];
      const made =
        lines.findIndex((line) =>
          new RegExp(`\\b(const|let|class)\\s+${literally(name)}(?![\\w$])`).test(line),
        ) + 1;
      return (
        made > at.line && {
          message: `${at.file} uses ${name} in line ${at.line}, and makes it in line ${made}, further down. A file is read from above.`,
          ...at,
          fix: `Move this line below the one that makes ${name}, and below all that belongs to it:\n${lines[at.line - 1]?.trim()}`,
        }
      );
    },
  },
  {
    id: "no-such-function",
    symptom: true,
    learn: LEARN,
    when: ({ run, backend }) => {
      const at = run?.uncaught?.at;
      const words = /^((?:[\w$]+\.)*)([\w$]+) is not a (function|constructor)/.exec(
        run?.uncaught?.message ?? "",
      );
      if (!at || !words || !crashed(run)) return undefined;
      const [, owner = "", name = "", kind] = words;
      const source = backend.sources.find(({ path }) => path === at.file);
      // An error from inside a package names what the package calls.
      const line = source?.text.split(/\r?\n/)[at.line - 1] ?? "";
      if (!new RegExp(asName(name)).test(line)) return undefined;
      const from = source && imports([source]).find(({ text }) => new RegExp(asName(name)).test(text));
      const whole = owner.replace(/\bimport_\w+\./g, "") + name;
      const meant = nearestWord(name, kind === "constructor" ? CLASSES : FUNCTIONS);
      return {
        message: `${at.file} ${kind === "constructor" ? `makes a new ${whole}` : `calls ${whole}()`}, and there is no such ${kind === "constructor" ? "class" : "function"}${from ? ` in ${from.specifier}` : ""}.${meant && meant !== name ? ` There is ${meant}.` : ""}`,
        ...at,
        fix:
          meant && meant !== name
            ? `Write ${meant} there${kind === "constructor" ? ", and where it is imported" : ""}.`
            : "Take that line away, or compare it with the lesson's file. NodeSDK is given all it needs in its brackets, and sdk.start() does the rest.",
      };
    },
  },
  {
    id: "route-path-of-express-4",
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!crashed(run) || !/pathToRegexpError/.test(run.uncaught?.message ?? run.stderr)) return undefined;
      const route = calls(backend.sources, /^(all|delete|get|options|patch|post|put|use)$/).find(({ text }) =>
        /\(\s*["'`][^"'`]*[*?+(]/.test(text),
      );
      const isPreflight = route && lastName(route.node.callee) === "options";
      return {
        message: `The backend ended before it listened: Express 5 does not take a path ${route ? `as in ${/\(\s*(["'`][^"'`]*["'`])/.exec(route.text)?.[1]}, which was right in Express 4` : "that was right in Express 4"}.`,
        ...(route && { file: route.file, line: route.line, found: route.text }),
        fix: isPreflight
          ? "Take that line away: app.use(cors(corsOptions())) answers each OPTIONS by itself."
          : 'Where every path is meant, leave it out, as in app.use(…), or give the rest a name:\n"/{*rest}"',
      };
    },
  },
  {
    id: "ended-by-its-own-code",
    symptom: true,
    learn: LEARN,
    when: ({ run }) =>
      crashed(run) &&
      !run.uncaught &&
      run.exitCall?.at && {
        message: `The backend ended itself before it listened: ${run.exitCall.at.file}:${run.exitCall.at.line} calls process.exit(${run.exitCall.code || ""}).${lastWords(run) ? ` Its last words: ${lastWords(run)}` : ""}`,
        ...run.exitCall.at,
        fix: "Take that line away, or look at what makes the code come there. npm run env shows the variables that the backend gets.",
      },
  },
  {
    id: "earlier-command-failed",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!crashed(run) || run.outcome.kind !== "exited" || !run.outcome.code || run.uncaught)
        return undefined;
      const { manifest, sources } = backend;
      const own = new Set(sources.map(({ path }) => path));
      const earlier = manifest.ok
        ? (manifest.scripts["prestart"] ?? /^(.*?)\s*&&/.exec(manifest.start ?? "")?.[1])
        : undefined;
      if (!earlier || run.modules.some(({ name }) => own.has(name))) return undefined;
      const isPre = manifest.ok && manifest.scripts["prestart"] === earlier;
      const lines = `${run.stderr}\n${run.stdout}`.split("\n").map((line) => line.trim());
      const words = lines.find((line) => /error|fail/i.test(line)) ?? lines.find(Boolean);
      return {
        message: `The backend ended before it listened, with code ${run.outcome.code}, and before any of its files was loaded. What runs first is ${isPre ? 'the script "prestart": ' : ""}${earlier}.${words ? ` What was printed: ${words.slice(0, 200)}` : ""}`,
        file: "backend/package.json",
        ...optionalLine(
          manifest.ok ? lineWith(manifest.text, isPre ? /"prestart"\s*:/ : /"start"\s*:/) : undefined,
        ),
        fix: `${isPre ? 'Take "prestart" away; the' : "The"} backend needs nothing before it:\n${startFor(setupPlace(evidence)?.file)}`,
      };
    },
  },
  {
    id: "backend-crashed",
    symptom: true,
    learn: LEARN,
    when: ({ run }) => {
      if (!crashed(run)) return undefined;
      const unread = syntaxError(run.stderr);
      const words = unread?.says ?? (run.uncaught ? firstLine(run.uncaught.message) : lastWords(run));
      const code = run.outcome.kind === "exited" ? run.outcome.code : undefined;
      return {
        message: words
          ? `The backend ended before it listened. Its last words: ${words}`
          : `The backend ended before it listened, with code ${code ?? "none"} and without a word.`,
        ...(unread ? { file: unread.file, line: unread.line } : run.uncaught?.at),
        fix: "Start it yourself and read what it says: cd backend && npm start",
      };
    },
  },
];

/** What the lesson's file makes and calls. */
const CLASSES = ["NodeSDK", "OTLPTraceExporter", "HttpInstrumentation", "ExpressInstrumentation"];
const FUNCTIONS = ["start", "shutdown"];

/** Where the names of the lesson's file come from. */
function lastWords({ stderr, stdout }: RunEvidence): string {
  const lines = (stderr.trim() || stdout.trim()).split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^(\w*Error|error)\b/.test(line));
  return (error ?? lines.at(-1) ?? "").slice(0, 240);
}
