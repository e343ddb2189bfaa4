import {
  calls,
  imports,
  lastName,
  nearestWord,
  remedyForError,
  type Mistake,
  type RunEvidence,
  type SourceText,
} from "#course-kit";
import { crashed, firstLine } from "./facts.ts";
import { syntaxError } from "./syntax-error.ts";

const LEARN = "it-does-not-start";

/** Errors of the code that end the backend before it listens. */
export const crashMistakes: readonly Mistake[] = [
  {
    id: "name-not-imported",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: ({ run, backend }) => {
      const at = run?.uncaught?.at;
      const name = at && /^(\w+) is not defined/.exec(run.uncaught?.message ?? "")?.[1];
      if (!name || !crashed(run)) return undefined;
      const from = FROM.find(([known]) => known.test(name))?.[1];
      const source = backend.sources.find(({ path }) => path === at.file);
      const near = source && from ? nearlyImported(source, name, from) : undefined;
      if (near)
        return {
          message: `${at.file} uses ${name} in line ${at.line}, and imports ${near.other} in line ${near.line}.`,
          file: at.file,
          line: near.line,
          found: near.text,
          fix: `The package calls it ${name}:\n${near.text.replace(near.other, name)}`,
        };
      if (from)
        return {
          message: `${at.file} uses ${name} and does not import it.`,
          ...at,
          fix: `At the top of the file:\nimport { ${name} } from "${from}";`,
        };
      const line = source?.text.split(/\r?\n/)[at.line - 1]?.trim() ?? "";
      return {
        message: `${at.file} uses ${name}, and nothing there has that name.`,
        ...at,
        fix: remedyForError(`${name} is not defined`, line, source?.text) ?? "Import it, or mend its name.",
      };
    },
  },
  {
    id: "no-such-function",
    learn: LEARN,
    hides: ["backend-crashed"],
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
      if (!new RegExp(`\\b${name}\\b`).test(line)) return undefined;
      const from = source && imports([source]).find(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
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
    hides: ["backend-crashed"],
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
    learn: LEARN,
    hides: ["backend-crashed"],
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
    id: "backend-crashed",
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
/** An import from the name's own package, of another name that is nearly the same. */
function nearlyImported(source: SourceText, name: string, from: string) {
  for (const { text, line, specifier } of imports([source])) {
    if (specifier !== from) continue;
    const names = /\{([^}]*)\}|import\s+(\w+)/.exec(text)?.slice(1).join(" ").match(/\w+/g) ?? [];
    const other = nearestWord(name, names);
    if (other && other !== name) return { other, line, text: text.trim() };
  }
  return undefined;
}

const FROM: readonly (readonly [RegExp, string])[] = [
  [/^NodeSDK$/, "@opentelemetry/sdk-node"],
  [/^OTLPTraceExporter$/, "@opentelemetry/exporter-trace-otlp-http"],
  [/^HttpInstrumentation$/, "@opentelemetry/instrumentation-http"],
  [/^ExpressInstrumentation$/, "@opentelemetry/instrumentation-express"],
  [/^(trace|context|propagation|diag|DiagConsoleLogger|DiagLogLevel|SpanKind)$/, "@opentelemetry/api"],
];

function lastWords({ stderr, stdout }: RunEvidence): string {
  const lines = (stderr.trim() || stdout.trim()).split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^(\w*Error|error)\b/.test(line));
  return (error ?? lines.at(-1) ?? "").slice(0, 240);
}
