import { editDistance, nearestWord } from "../../compose/nearest-word.ts";
import { crashed } from "../../facts/backend-state.ts";
import { lineAt } from "../../facts/code-at.ts";
import { knownPackage } from "../../facts/known-exports.ts";
import { missingModule } from "../../facts/missing-module.ts";
import { isOwnSpecifier } from "../../facts/program/files.ts";
import type { Import } from "../../facts/program/imports.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { fromBackend, programs, startScript } from "../../facts/start-script.ts";
import { syntaxError } from "../../facts/syntax-error.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { changeStart, startPlace, toLessonStart } from "../start-script/edit-start.ts";
import { withoutImport, withoutOption } from "./leave-out.ts";

const LEARN = "it-does-not-start";

/** Files and packages that Node does not find, or loads as another kind of module. */
export const moduleMistakes: readonly Mistake[] = [
  {
    id: "top-level-await",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const place = crashed(run) ? syntaxError(run.stderr) : undefined;
      if (!place || !/Top-level await/i.test(place.says)) return undefined;
      const found = lineAt(evidence, place);
      return {
        message: `${place.file} waits with await outside of any function, and a CommonJS file cannot do that.`,
        file: place.file,
        line: place.line,
        found,
        remedy: withoutAwait(evidence, place),
      };
    },
  },
  {
    id: "package-json-begins-with-a-mark",
    learn: LEARN,
    when: ({ run, backend: { manifest } }) =>
      crashed(run) &&
      manifest.ok &&
      manifest.text.startsWith("\ufeff") &&
      /Error parsing: .*package\.json/.test(run.stderr) && {
        message:
          "backend/package.json begins with an invisible mark (BOM), as some editors on Windows write it. npm skips it; tsx cannot read the file, and the backend ends.",
        file: "backend/package.json",
        line: 1,
        remedy: {
          kind: "command",
          command: `node -e "const f='package.json',fs=require('fs');fs.writeFileSync(f,fs.readFileSync(f,'utf8').slice(1))"`,
          folder: "backend",
        },
      },
  },
  {
    id: "file-not-found",
    symptom: true,
    learn: LEARN,
    when(evidence) {
      const missing = missingModule(evidence.run);
      if (!missing) return undefined;
      const asked = askedInScript(evidence, missing);
      if (asked) return tellScript(evidence, missing, asked);
      if (!/^([./]|[A-Za-z]:\\)/.test(missing)) return undefined;
      const place = importOf(evidence, missing);
      const file = tidy(missing, place);
      const meant = likest(file, evidence.backend.sources);
      return {
        message: `The backend ended because there is no file ${file}, which ${place ? `${place.file} imports` : "it was asked to load"}${meant ? `; there is ${meant.path}` : ""}.`,
        ...(place && shown(place)),
      };
    },
  },
  {
    id: "module-not-found",
    symptom: true,
    learn: LEARN,
    when(evidence) {
      const missing = missingModule(evidence.run);
      if (!missing || isOwnSpecifier(missing)) return undefined;
      const place = importOf(evidence, missing);
      const asked = place ? undefined : askedInScript(evidence, missing);
      const told = tellPackage(evidence, missing, asked, place);
      return {
        ...told,
        ...(asked ? startPlace(evidence) : place && shown(place)),
        remedy: told.remedy ?? (asked ? toLessonStart(evidence) : undefined),
      };
    },
  },
  {
    id: "commonjs-word-in-es-module",
    learn: "es-modules-need-a-hook",
    when(evidence) {
      const { run } = evidence;
      const error = crashed(run) ? run.uncaught : undefined;
      const word = /^(require|module|exports|__dirname|__filename) is not defined in ES module scope/.exec(
        error?.message ?? "",
      )?.[1];
      return (
        word && {
          message: `${error?.at?.file ?? "A file"} runs as an ES module, and there is no ${word} in those.`,
          ...(error?.at && { ...error.at, found: lineAt(evidence, error.at) }),
          remedy: word === "require" && error?.at ? asImport(evidence, error.at) : undefined,
        }
      );
    },
  },
];

function shown({ file, line, text }: Import) {
  return { file, line, found: text };
}

function importOf(evidence: Evidence, missing: string): Import | undefined {
  return programOf(evidence).imports.find(
    ({ specifier, isTypeOnly }) => specifier === missing && !isTypeOnly,
  );
}

/** A name in the start script that is no file. */
function tellScript(evidence: Evidence, missing: string, asked: string): Told | undefined {
  const own = /^[./]/.test(missing) || /^[A-Za-z]:\\/.test(missing);
  const bare = isBare(asked, missing);
  if (!own && !bare) return undefined;
  const { sources } = evidence.backend;
  const file = fromBackend(asked);
  const script = startScript(evidence);
  if (bare)
    return {
      message: `The start script loads ${asked}. Without ./ in front of it, Node looks for a package of the name ${missing}.`,
      ...startPlace(evidence),
      remedy: changeStart(evidence, script.replace(` ${asked}`, ` ./${asked}`)),
    };
  const meant = likest(file, [...sources, ...strays(evidence)]);
  const isBeside = file.startsWith("backend/src/") && nameIn(meant?.path) === nameIn(file);
  const isStray = meant && (isBeside || !sources.includes(meant));
  return {
    message: `The backend ended because there is no file ${file}, which the start script names${meant ? `; there is ${meant.path}` : ""}.`,
    ...startPlace(evidence),
    remedy: isStray
      ? { kind: "command", command: `mv ${meant.path} ${file}` }
      : meant && !/\s/.test(asked)
        ? changeStart(evidence, script.replace(asked, `./${meant.path.slice("backend/".length)}`))
        : toLessonStart(evidence),
  };
}

/** Why a package is not there, and what to do instead. */
function tellPackage(
  evidence: Evidence,
  missing: string,
  asked: string | undefined,
  place: Import | undefined,
): Told {
  const { installed } = evidence.backend;
  const name = /^(@[^/]+\/)?[^/]+/.exec(missing)?.[0] ?? missing;
  const today = TODAY.find(([old]) => old.test(missing))?.[1];
  if (today)
    return {
      message: `The backend ended because ${missing} is not there. ${today}`,
      remedy: onTodaysPackage(evidence, place),
    };
  const near = nearPackage(evidence, missing, place);
  if (installed.some((each) => each.name === name))
    return {
      message: `The backend ended because the package ${name} has no ${missing.slice(name.length + 1)}.`,
      remedy: near !== undefined && place ? writeSpecifier(place, near) : undefined,
    };
  if (OF_THE_PAGE.test(name)) {
    const file = place?.file ?? "backend/src/instrumentation.ts";
    return {
      message: `The backend ended because ${name} is not there. It is made for a browser: ${file} holds code that belongs in frontend/src/instrumentation.ts.`,
      remedy:
        place && isSetUpOfPage(evidence, file)
          ? { kind: "command", command: "npm run solution -- 4 --apply" }
          : place && withoutImport(place),
    };
  }
  if (asked?.includes(","))
    return {
      message: `The start script asks for ${asked}, and a comma does not separate two names: each file needs an --import of its own.`,
      remedy: changeStart(evidence, startScript(evidence).replace(asked, asked.replace(",", " --import "))),
    };
  const message = `The backend ended because the package ${name} is not installed in backend/${asked ? "; the start script asks for it" : ""}.`;
  if (near && place) return { message: `${message} ${near} is there.`, remedy: writeSpecifier(place, near) };
  return {
    message,
    remedy:
      asked !== undefined
        ? withoutOption(evidence, asked)
        : place && place.names.length === 0
          ? withoutImport(place)
          : undefined,
  };
}

/** The installed package that was meant: by the names that are imported from it, or by its own name. */
function nearPackage({ backend }: Evidence, missing: string, place: Import | undefined): string | undefined {
  const has = (name: string | undefined) => backend.installed.some((each) => each.name === name);
  const homes = new Set(place?.names.map(({ imported }) => knownPackage(imported)));
  const [home] = homes;
  if (homes.size === 1 && has(home)) return home;
  const likely = nearestWord(
    missing,
    backend.installed.map(({ name }) => name),
  );
  // Names of packages are long: a third of their letters is another package.
  return likely && editDistance(likely, missing) <= 2 ? likely : undefined;
}

function writeSpecifier({ node }: Import, name: string): Remedy | undefined {
  const specifier =
    node.type === "ImportDeclaration"
      ? node.source
      : node.type === "CallExpression"
        ? node.arguments[0]
        : undefined;
  return specifier && edits(replaceIn(fileOf(node), specifier, JSON.stringify(name)));
}

/** `import { SpanProcessor… } from "@opentelemetry/sdk-trace-base"` has the same names in sdk-trace. */
function onTodaysPackage({ backend }: Evidence, place: Import | undefined): Remedy | undefined {
  const isMerged = /^@opentelemetry\/sdk-trace-(base|node|web)$/.test(place?.specifier ?? "");
  const there = backend.installed.some(({ name }) => name === "@opentelemetry/sdk-trace");
  return place && isMerged && there ? writeSpecifier(place, "@opentelemetry/sdk-trace") : undefined;
}

/** The file of the lesson's that has nothing of the backend's SDK any more. */
function isSetUpOfPage(evidence: Evidence, file: string): boolean {
  const specifiers = programOf(evidence).imports.filter((each) => each.file === file);
  return (
    file === "backend/src/instrumentation.ts" &&
    !specifiers.some(({ specifier }) => specifier === "@opentelemetry/sdk-node")
  );
}

function withoutAwait(
  evidence: Evidence,
  at: { readonly file: string; readonly line: number },
): Remedy | undefined {
  const program = programOf(evidence);
  const node = program.nodesAt(at).find(({ type }) => type === "AwaitExpression");
  return node?.type === "AwaitExpression"
    ? edits(replaceIn(fileOf(node), { start: node.start, end: node.argument.start }, ""))
    : undefined;
}

/** `const { NodeSDK } = require("…")` as an import line. */
function asImport(
  evidence: Evidence,
  at: { readonly file: string; readonly line: number },
): Remedy | undefined {
  const program = programOf(evidence);
  const found = program.imports.find(
    ({ file, line, how }) => file === at.file && line === at.line && how === "require",
  );
  const statement = program.nodesAt(at).find(({ type }) => type === "VariableDeclaration");
  if (!found || !statement || found.names.length === 0) return undefined;
  const names = found.names.map(({ imported, local }) =>
    imported === "*" ? `* as ${local}` : imported === local ? local : `${imported} as ${local}`,
  );
  const list = found.names.some(({ imported }) => imported === "*")
    ? names.join(", ")
    : `{ ${names.join(", ")} }`;
  return edits(
    replaceIn(fileOf(statement), statement, `import ${list} from ${JSON.stringify(found.specifier)};`),
  );
}

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

/** Parts of a page's tracing, which have no use in Node. */
const OF_THE_PAGE =
  /^@opentelemetry\/(instrumentation-(fetch|xml-http-request|document-load|user-interaction)|context-zone.*|auto-instrumentations-web|sdk-trace-web)$/;

function nameIn(path: string | undefined): string | undefined {
  return path?.split("/").at(-1);
}

/** What the start script names, of which Node says that it is not there. */
function askedInScript(evidence: Evidence, missing: string): string | undefined {
  return programs(evidence)
    .flatMap(({ preloads, file }) => [...preloads.map(({ name }) => name), ...(file ? [file] : [])])
    .find(
      (name) =>
        name === missing ||
        missing.endsWith(`/${fromBackend(name)}`) ||
        isBare(name, missing) ||
        (name.includes(",") && name.startsWith(missing)),
    );
}

/** `src/instrumentation.ts` is read as the package `src`; `dotenv/config` is meant as one. */
function isBare(name: string, missing: string): boolean {
  return (
    /^\w[\w-]*\/.*\.[cm]?[jt]s$|^src\//.test(name) && (missing === name || missing === name.split("/")[0])
  );
}

/** The file that was probably meant: of the same name in another folder, of the nearest name, or with another ending. */
function likest(path: string, sources: readonly SourceText[]): SourceText | undefined {
  const base = (each: string) => (each.split("/").at(-1) ?? each).replace(/\.\w+(\.txt)?$/, "");
  const near = nearestWord(
    base(path),
    sources.map((source) => base(source.path)),
  );
  return sources.find((source) => source.path !== path && base(source.path) === (near ?? base(path)));
}

/** Files with code in them in a folder where the backend has none, or with an ending too many. */
function strays({ nearby }: Evidence): SourceText[] {
  return nearby.files.filter(({ path }) => /\.[cm]?[jt]s(\.txt)?$/.test(path));
}

/** From the repository's root, where the path or the importing file tells. */
function tidy(path: string, place: Import | undefined): string {
  if (path.includes("/backend/")) return `backend/${path.split("/backend/").at(-1)}`;
  return place && path.startsWith(".") ? new URL(path, `file:///${place.file}`).pathname.slice(1) : path;
}
