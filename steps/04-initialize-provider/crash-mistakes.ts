import {
  imports,
  isValid,
  lineWith,
  nearestWord,
  nodesOf,
  textOf,
  type Evidence,
  type Mistake,
  type Place,
  type RunEvidence,
  type SourceText,
} from "#course-kit";
import {
  crashed,
  firstLine,
  fromBackend,
  optionalLine,
  originOf,
  placeIn,
  pointAt,
  programs,
  setupPlace,
  START,
  startFor,
  startLine,
  startOf,
  variable,
} from "./facts.ts";

const LEARN = "it-does-not-start";
const PORT =
  "Read the port from the environment, as server.ts did:\nconst port = Number(process.env.PORT || 4567);";

/** Why the backend ended before it listened, or never listened. */
export const crashMistakes: readonly Mistake[] = [
  {
    id: "source-does-not-parse",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: ({ run, backend }) => {
      const place = crashed(run) && syntaxError(run.stderr);
      const source = place && backend.sources.find(({ path }) => path === place.file);
      if (!place || (source && isValid(source))) return undefined;
      const python = source && /^\s*from [\w.]+ import /m.test(source.text);
      return {
        message: `The backend ended before it began: ${place.file} is not valid TypeScript at line ${place.line} (${place.says}).${python ? " It reads like Python." : ""}`,
        file: place.file,
        line: place.line,
        fix: python
          ? "The lesson shows the same in TypeScript; its last part says which line of the Flask original became which."
          : "Look at that line and the one above it: a bracket, a quotation mark or a comma is missing or stands too much.",
      };
    },
  },
  {
    id: "typescript-given-to-node-options",
    learn: "start-it-first",
    hides: ["backend-crashed", "typescript-before-tsx", "module-not-found"],
    when: (evidence) => {
      const options = variable(evidence, "NODE_OPTIONS") ?? "";
      return (
        crashed(evidence.run) &&
        /\.[cm]?tsx?\b/.test(options) &&
        UNREADABLE.test(evidence.run.stderr) && {
          message: `Node was asked to load a TypeScript file before tsx was there to read it: NODE_OPTIONS is ${options}.`,
          ...originOf(evidence, "NODE_OPTIONS"),
          fix: `Take it out of NODE_OPTIONS and put it into the start script, behind tsx:\n${START}`,
        }
      );
    },
  },
  {
    id: "typescript-before-tsx",
    learn: "start-it-first",
    hides: ["backend-crashed", "module-not-found"],
    when: (evidence) => {
      const { run } = evidence;
      if (!crashed(run) || !UNREADABLE.test(run.stderr)) return undefined;
      const [first] = programs(evidence);
      const names = first?.preloads.map(({ name }) => name) ?? [];
      const before = names.findIndex((name) => /\.[cm]?tsx?$/.test(name));
      const tsx = first?.runner === "tsx" ? 0 : names.indexOf("tsx");
      return (
        (tsx < 0 || (before >= 0 && before < tsx)) && {
          message: `${tsx < 0 ? "The start script does not load tsx" : `The start script loads ${names[before]} before tsx`}, so Node reads the TypeScript by itself, and it cannot read all of it: ${firstLine(errorLine(run))}`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startOf(evidence))}`,
          fix: `First tsx, then your file, then the backend:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "start-command-unknown",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: (evidence) => {
      const { run } = evidence;
      if (!crashed(run) || run.outcome.kind !== "exited" || run.outcome.code === 0) return undefined;
      const words =
        /^(?:.*sh: )(?:\d+: |line \d+: )?([\w./@-]+): (?:command )?not found|'([^']+)' is not recognized/m.exec(
          run.stderr,
        );
      const name = words?.[1] ?? words?.[2];
      return (
        name && {
          message: `The start script calls ${name}, and there is no such program here: neither in backend/node_modules nor on this machine.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(run.command)}`,
          fix: `The lesson's line needs nothing else (npm start restarts by itself when a file changes):\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "node-option-unknown",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: (evidence) => {
      const { run } = evidence;
      const words =
        crashed(run) && /(?:bad option: (\S+)|(\S+) is not allowed in NODE_OPTIONS)/.exec(run.stderr);
      if (!words) return undefined;
      const [, option, inVariable] = words;
      return inVariable
        ? {
            message: `NODE_OPTIONS holds ${inVariable}, and Node refuses it there.`,
            ...originOf(evidence, "NODE_OPTIONS"),
            fix: `Take it out of NODE_OPTIONS. What belongs to this step stands in the start script:\n${startFor(setupPlace(evidence)?.file)}`,
          }
        : {
            message: `Node knows no option ${option}${/^-\w{2}/.test(option ?? "") ? ": long options begin with two hyphens" : ""}.`,
            ...startLine(evidence),
            found: `"start": ${JSON.stringify(run ? run.command : "")}`,
            fix: `Write:\n${startFor(setupPlace(evidence)?.file)}`,
          };
    },
  },
  {
    id: "env-file-not-found",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: (evidence) => {
      const { run } = evidence;
      const file = crashed(run) && /^node: (\S+): not found/m.exec(run.stderr)?.[1];
      return (
        file && {
          message: `The start script asks node for the variables in ${file}, and there is no such file in backend/.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(run.command)}`,
          fix: `Leave that option away: docker-compose.yml gives the backend its variables.\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "top-level-await",
    learn: LEARN,
    hides: ["backend-crashed", "source-does-not-parse"],
    when: ({ run }) => {
      const place = crashed(run) && syntaxError(run.stderr);
      return (
        place &&
        /Top-level await/i.test(place.says) && {
          message: `${place.file} waits with await outside of any function, and a CommonJS file cannot do that.`,
          file: place.file,
          line: place.line,
          fix: "sdk.start() is done when it returns, so it needs no await:\nsdk.start();",
        }
      );
    },
  },
  {
    id: "file-not-found",
    learn: LEARN,
    hides: ["module-not-found", "backend-crashed"],
    when: (evidence) => {
      const missing = missingModule(evidence.run);
      if (!missing) return undefined;
      const asked = programs(evidence)
        .flatMap(({ preloads, file }) => [...preloads.map(({ name }) => name), ...(file ? [file] : [])])
        .find(
          (name) => name === missing || missing.endsWith(`/${fromBackend(name)}`) || isBare(name, missing),
        );
      const own = /^[./]/.test(missing) || /^[A-Za-z]:\\/.test(missing);
      if (!own && !(asked && isBare(asked, missing))) return undefined;
      const { sources } = evidence.backend;
      const place = imports(sources).find(({ specifier }) => specifier === missing);
      const file = asked ? fromBackend(asked) : tidy(missing);
      const bare = asked !== undefined && isBare(asked, missing);
      const meant = bare ? sources.find(({ path }) => path === file) : likest(file, sources);
      return {
        message: bare
          ? `The start script loads ${asked}. Without ./ in front of it, Node looks for a package of the name ${missing}.`
          : `The backend ended because there is no file ${file}, which ${asked ? "the start script names" : "it was asked to load"}${meant ? `; there is ${meant.path}` : ""}.`,
        ...(asked ? startLine(evidence) : pointAt(place)),
        ...(asked && { found: `"start": ${JSON.stringify(startOf(evidence))}` }),
        fix: asked
          ? `${/^(dist|build|out)\//.test(fromBackend(asked).slice(8)) ? "Nothing here compiles the TypeScript; tsx runs it as it is" : meant && !bare ? "Name the file as it is there, or give it the other name" : "Paths in the start script begin in backend/, with ./ in front"}:\n${startFor(meant && !bare && file !== "backend/src/server.ts" ? meant.path : setupPlace(evidence)?.file)}`
          : `Check its name, its folder and its ending: ${place ? `${place.file} looks from the folder that it stands in` : "node looks from the folder backend/"}.`,
      };
    },
  },
  {
    id: "module-not-found",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: ({ run, backend }) => {
      const missing = missingModule(run);
      if (!missing) return undefined;
      const place = imports(backend.sources).find(({ specifier }) => specifier === missing);
      const today = TODAY.find(([old]) => old.test(missing))?.[1];
      const name = /^(@[^/]+\/)?[^/]+/.exec(missing)?.[0] ?? missing;
      const isThere = backend.installed.some((installed) => installed.name === name);
      return {
        message: today
          ? `The backend ended because ${missing} is not there. ${today}`
          : isThere
            ? `The backend ended because the package ${name} has no ${missing.slice(name.length + 1)}.`
            : `The backend ended because the package ${name} is not installed in backend/.`,
        ...pointAt(place),
        fix: today
          ? "Start from the lesson's instrumentation.ts; its five packages are all that it needs."
          : NOT_NEEDED.test(name)
            ? `Take the import away: docker-compose.yml gives the backend its variables, and ${name} would come too late for that.`
            : isThere
              ? "Compare that line with the lesson's, letter by letter."
              : `If you need it:\ncd backend && npm install ${name}`,
      };
    },
  },
  {
    id: "commonjs-word-in-es-module",
    learn: "es-modules-need-a-hook",
    hides: ["backend-crashed", "name-not-imported"],
    when: ({ run }) => {
      const word =
        crashed(run) &&
        /(require|module|exports|__dirname|__filename) is not defined in ES module scope/.exec(
          `${run.uncaught?.message}\n${run.stderr}`,
        )?.[1];
      return (
        word && {
          message: `${run.uncaught?.at?.file ?? "A file"} runs as an ES module, and there is no ${word} in those.`,
          ...run.uncaught?.at,
          fix:
            word === "require"
              ? 'Write import lines, as the lesson does:\nimport { NodeSDK } from "@opentelemetry/sdk-node";'
              : 'The backend is CommonJS as it came: take "type": "module" out of backend/package.json.',
        }
      );
    },
  },
  {
    id: "name-not-imported",
    learn: LEARN,
    hides: ["backend-crashed"],
    when: ({ run }) => {
      const at = run?.uncaught?.at;
      const name = at && /^(\w+) is not defined/.exec(run.uncaught?.message ?? "")?.[1];
      if (!name || !crashed(run)) return undefined;
      const from = FROM.find(([known]) => known.test(name))?.[1];
      return {
        message: `${at.file} uses ${name} and does not import it.`,
        ...at,
        fix: from
          ? `At the top of the file:\nimport { ${name} } from "${from}";`
          : "Import it, or mend its name.",
      };
    },
  },
  {
    id: "port-in-use",
    learn: LEARN,
    hides: ["backend-crashed", "ended-by-its-own-code"],
    when: ({ backend, run }) => {
      const port =
        crashed(run) && /EADDRINUSE[^\n]*?:(\d+)/.exec(`${run.uncaught?.message}\n${run.stderr}`)?.[1];
      return (
        port && {
          message: `The backend wanted port ${port}, which another program holds, maybe \`npm start\` in another terminal. The check gives a free port in PORT, but the code does not take it.`,
          ...portLiteral(backend.sources, port),
          fix: PORT,
        }
      );
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
      if (!run || run.outcome.kind !== "exited") return undefined;
      const words = run.uncaught ? firstLine(run.uncaught.message) : lastWords(run);
      return {
        message: words
          ? `The backend ended before it listened. Its last words: ${words}`
          : `The backend ended before it listened, with code ${run.outcome.code ?? "none"} and without a word.`,
        ...run.uncaught?.at,
        fix: "Start it yourself and read what it says: cd backend && npm start",
      };
    },
  },
  {
    id: "does-not-listen",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (run?.outcome.kind !== "never-listened") return undefined;
      const waits = waitingPlace(evidence);
      return {
        message: `The backend's process ran for ${(run.outcome.afterMs / 1000).toFixed(0)} s and opened no port.${waits ? ` ${waits.file} waits, and everything behind it waits too.` : ` Its start script is: ${run.command}`}`,
        ...(waits ? pointAt(waits) : startLine(evidence)),
        fix: waits
          ? "sdk.start() is done when it returns; nothing in this file needs await."
          : "See that the start script runs src/server.ts, and that nothing before app.listen() waits or loops for ever.",
      };
    },
  },
  {
    id: "listens-on-another-port",
    learn: LEARN,
    when: ({ run, backend }) =>
      run?.outcome.kind === "listened" &&
      run.outcome.port !== run.outcome.askedPort &&
      run.outcome.port !== 4567 && {
        message: `The backend listens on port ${run.outcome.port}; docker-compose.yml publishes 4567, and PORT says where to listen.`,
        ...portLiteral(backend.sources, String(run.outcome.port)),
        fix: PORT,
      },
  },
];

/** How Node says that it cannot read TypeScript, or not all of it. */
const UNREADABLE =
  /ERR_UNKNOWN_FILE_EXTENSION|ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX|ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING|SyntaxError|Cannot use import statement/;

/** What became of packages that articles still name. */
const TODAY: readonly (readonly [RegExp, string])[] = [
  [
    /^@opentelemetry\/sdk-trace-(base|node|web)/,
    "In OpenTelemetry 3.x that package is part of @opentelemetry/sdk-trace, and NodeSDK brings a batch processor by itself.",
  ],
  [
    /^@opentelemetry\/(node|tracing|metrics|plugin-|exporter-collector|exporter-otlp-http)/,
    "That package is from before OpenTelemetry 1.0; NodeSDK, of @opentelemetry/sdk-node, has taken its place.",
  ],
  [
    /^@opentelemetry\/exporter-jaeger/,
    "That exporter is gone; Jaeger takes OTLP today, and so does Honeycomb, with @opentelemetry/exporter-trace-otlp-http.",
  ],
  [
    /^@honeycombio\/opentelemetry-node|^honeycomb-beeline/,
    "Honeycomb's own packages for Node have reached their end of life; the plain SDK does all that they did.",
  ],
  [
    /^@opentelemetry\/[\w-]+\/(build|dist)\//,
    "Files inside a package are not for others to import; what you need is exported by the package itself.",
  ],
];

const NOT_NEEDED = /^dotenv(x|-cli)?$|^@dotenvx\//;

/** Where the names of the lesson's file come from. */
const FROM: readonly (readonly [RegExp, string])[] = [
  [/^NodeSDK$/, "@opentelemetry/sdk-node"],
  [/^OTLPTraceExporter$/, "@opentelemetry/exporter-trace-otlp-http"],
  [/^HttpInstrumentation$/, "@opentelemetry/instrumentation-http"],
  [/^ExpressInstrumentation$/, "@opentelemetry/instrumentation-express"],
  [/^(trace|context|propagation|diag|DiagConsoleLogger|DiagLogLevel|SpanKind)$/, "@opentelemetry/api"],
];

function missingModule(run: RunEvidence | undefined): string | undefined {
  if (!crashed(run)) return undefined;
  const inside =
    /Package subpath '\.\/([^']+)' is not defined by "exports" in (?:.*[\\/])?node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(
      run.stderr,
    );
  if (inside) return `${inside[2]?.replaceAll("\\", "/")}/${inside[1]}`;
  return /Cannot find (?:module|package) '([^']+)'/.exec(run.stderr)?.[1];
}

/** `src/instrumentation.ts` is read as the package `src`. */
function isBare(name: string, missing: string): boolean {
  return /^\w[\w-]*\//.test(name) && (missing === name || missing === name.split("/")[0]);
}

/** The file that was probably meant: of the same name in another folder, of the nearest name, or with another ending. */
function likest(path: string, sources: readonly SourceText[]): SourceText | undefined {
  const base = (each: string) => (each.split("/").at(-1) ?? each).replace(/\.\w+$/, "");
  const near = nearestWord(
    base(path),
    sources.map((source) => base(source.path)),
  );
  return sources.find((source) => source.path !== path && base(source.path) === (near ?? base(path)));
}

function tidy(path: string): string {
  return path.includes("/backend/") ? `backend/${path.split("/backend/").at(-1)}` : path;
}

/** `server.listen(5000)` or a constant that holds the number. */
function portLiteral(sources: readonly SourceText[], port: string): { file?: string; line?: number } {
  const number = new RegExp(`(?<![\\d.])${port}(?![\\d.])`);
  const source = sources.find(({ text }) => lineWith(text, number));
  return source ? { file: source.path, ...optionalLine(lineWith(source.text, number)) } : {};
}

/** esbuild, which tsx uses, and Node say it in different words. */
function syntaxError(stderr: string): { file: string; line: number; says: string } | undefined {
  const byEsbuild =
    /((?:\/|[A-Z]:\\|\.\/|src)[^\n]*?\.[cm]?[jt]sx?):(\d+):\d+: (?:ERROR|error): ([^\n]+)/.exec(stderr);
  const byNode =
    /(?:^|\n)(?:file:\/\/)?([^\n]*?\.[cm]?[jt]sx?):(\d+)\n[\s\S]*?SyntaxError[^:\n]*: ([^\n]+)/.exec(stderr);
  const found = byEsbuild ?? byNode;
  if (!found) return undefined;
  const [, path = "", line, says = ""] = found;
  const file = /(backend[\\/].*|src[\\/].*)$/.exec(path)?.[1]?.replaceAll("\\", "/") ?? path;
  return { file: file.startsWith("src/") ? `backend/${file}` : file, line: Number(line), says };
}

function errorLine({ stderr }: RunEvidence): string {
  return /^.*(?:Error|ERR_)[^\n]*$/m.exec(stderr)?.[0].trim() ?? stderr;
}

function lastWords({ stderr, stdout }: RunEvidence): string {
  const lines = (stderr.trim() || stdout.trim()).split("\n").map((line) => line.trim());
  const error = lines.find((line) => /^(\w*Error|error)\b/.test(line));
  return (error ?? lines.at(-1) ?? "").slice(0, 240);
}

/** An `await` outside of any function, in a file that the start script loads first. */
function waitingPlace(evidence: Evidence): Place | undefined {
  const first = programs(evidence).flatMap(({ preloads }) => preloads.map(({ name }) => fromBackend(name)));
  for (const source of evidence.backend.sources.filter(({ path }) => first.includes(path))) {
    for (const node of nodesOf(source)) {
      if (node.type !== "Program") break;
      const waits = node.body.find((each) =>
        /^(export\s+)?((const|let|var)\s[^=]*=\s*)?await\b/.test(textOf(source, each)),
      );
      if (waits) return placeIn(source, waits);
    }
  }
  return undefined;
}
