import { editDistance, nearestWord } from "../../compose/nearest-word.ts";
import { imports } from "../../facts/look-in-sources.ts";
import { lineOfText } from "../../facts/code-at.ts";
import type { Evidence, RunEvidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { crashed } from "../../facts/backend-state.ts";
import { fromBackend, programs, startLine, startScript, startFor } from "../../facts/start-script.ts";
import { whereIs } from "../../facts/where.ts";
import { setupPlace } from "../../facts/set-up-code.ts";
import { syntaxError } from "../../facts/syntax-error.ts";

const LEARN = "it-does-not-start";

/** Files and packages that Node does not find, or loads as another kind of module. */
export const moduleMistakes: readonly Mistake[] = [
  {
    id: "top-level-await",
    learn: LEARN,
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
    id: "package-json-begins-with-a-mark",
    learn: LEARN,
    when: ({ run, backend: { manifest } }) =>
      crashed(run) &&
      manifest.ok &&
      manifest.text.startsWith("\ufeff") &&
      /Error parsing: .*package\.json/.test(run.stderr) && {
        message:
          "backend/package.json begins with an invisible mark (BOM), as some editors of Windows put it before a text. npm passes over it; tsx cannot read the file, and the backend ends.",
        file: "backend/package.json",
        line: 1,
        fix: 'Save it as "UTF-8", not as "UTF-8 with BOM". Your editor shows that word at the bottom of its window, and lets you choose.',
      },
  },
  {
    id: "file-not-found",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const missing = missingModule(evidence.run);
      if (!missing) return undefined;
      const asked = askedInScript(evidence, missing);
      const own = /^[./]/.test(missing) || /^[A-Za-z]:\\/.test(missing);
      if (!own && !(asked && isBare(asked, missing))) return undefined;
      const { sources } = evidence.backend;
      const place = imports(sources).find(({ specifier }) => specifier === missing);
      const file = asked ? fromBackend(asked) : tidy(missing);
      const bare = asked !== undefined && isBare(asked, missing);
      const meant = bare
        ? sources.find(({ path }) => path === file)
        : likest(file, [...sources, ...strays(evidence)]);
      const isBeside = file.startsWith("backend/src/") && nameIn(meant?.path) === nameIn(file);
      const stray = meant && !bare && (isBeside || !sources.includes(meant)) ? meant : undefined;
      return {
        message: bare
          ? `The start script loads ${asked}. Without ./ in front of it, Node looks for a package of the name ${missing}.`
          : `The backend ended because there is no file ${file}, which ${asked ? "the start script names" : "it was asked to load"}${meant ? `; there is ${meant.path}` : ""}.`,
        ...(asked ? startLine(evidence) : whereIs(place)),
        ...(asked && { found: `"start": ${JSON.stringify(startScript(evidence))}` }),
        fix: stray
          ? `Put it where the backend looks for it:\nmv ${stray.path} ${file}`
          : asked
            ? `${/\s/.test(file) ? "Quotation marks hold two names together; take them away" : /^(dist|build|out)\//.test(fromBackend(asked).slice(8)) ? "Nothing here compiles the TypeScript; tsx runs it as it is" : meant && !bare ? "Name the file as it is there, or give it the other name" : "Paths in the start script begin in backend/, with ./ in front"}:\n${startFor(meant && !bare && file !== "backend/src/server.ts" ? meant.path : setupPlace(evidence)?.file)}`
            : `Check its name, its folder and its ending: ${place ? `${place.file} looks from the folder that it stands in` : "node looks from the folder backend/"}.`,
      };
    },
  },
  {
    id: "module-not-found",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      const missing = missingModule(run);
      if (!missing) return undefined;
      const asked = askedInScript(evidence, missing);
      const place = imports(backend.sources).find(({ specifier }) => specifier === missing);
      const today = TODAY.find(([old]) => old.test(missing))?.[1];
      const name = /^(@[^/]+\/)?[^/]+/.exec(missing)?.[0] ?? missing;
      const isThere = backend.installed.some((installed) => installed.name === name);
      const likest = nearestWord(
        name,
        backend.installed.map((installed) => installed.name),
      );
      // Names of packages are long: a third of their letters is another package.
      const near = likest && editDistance(likest, name) <= 2 ? likest : undefined;
      const ofPage = OF_THE_PAGE.test(name);
      return {
        message: today
          ? `The backend ended because ${missing} is not there. ${today}`
          : isThere
            ? `The backend ended because the package ${name} has no ${missing.slice(name.length + 1)}.`
            : ofPage
              ? `The backend ended because ${name} is not there. It is made for a browser: such code belongs into frontend/.`
              : asked?.includes(",")
                ? `The start script asks for ${asked}, and a comma does not part two names: each file needs an --import of its own.`
                : `The backend ended because the package ${name} is not installed in backend/${asked ? "; the start script asks for it" : ""}.`,
        ...(asked && !place ? startLine(evidence) : place ? whereIs(place) : lineOfText(evidence, missing)),
        fix:
          asked && !place
            ? `Without it:\n${startFor(setupPlace(evidence)?.file)}`
            : ofPage
              ? "Put that code into frontend/src/instrumentation.ts, and the backend's own file back:\nnpm run solution 4"
              : today
                ? "Start from the lesson's instrumentation.ts; its five packages are all that it needs."
                : NOT_NEEDED.test(name)
                  ? `Take the import away: docker-compose.yml gives the backend its variables, and ${name} would come too late for that.`
                  : isThere
                    ? "Compare that line with the lesson's, letter by letter."
                    : near
                      ? `Install nothing of that name. ${near} is there already, and is probably meant:\n${(place?.text ?? name).replaceAll(name, near)}`
                      : `If you need it:\ncd backend && npm install ${name}`,
      };
    },
  },
  {
    id: "commonjs-word-in-es-module",
    learn: "es-modules-need-a-hook",
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
];

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

const NOT_NEEDED = /^dotenv(x|-cli)?$|^@dotenvx\//;

function missingModule(run: RunEvidence | undefined): string | undefined {
  if (!crashed(run)) return undefined;
  const inside =
    /Package subpath '\.\/([^']+)' is not defined by "exports" in (?:.*[\\/])?node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(
      run.stderr,
    );
  if (inside) return `${inside[2]?.replaceAll("\\", "/")}/${inside[1]}`;
  // At the beginning of a line: Node prints a line of code above its error, and that may hold the same words.
  return /^(?:\w*Error[^:\n]*: )?Cannot find (?:module|package) '([^']+)'/m.exec(run.stderr)?.[1];
}

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

/** Files with code in them that stand where the backend has none, or have an ending too many. */
function strays({ nearby }: Evidence): SourceText[] {
  return nearby.files.filter(({ path }) => /\.[cm]?[jt]s(\.txt)?$/.test(path));
}

function tidy(path: string): string {
  return path.includes("/backend/") ? `backend/${path.split("/backend/").at(-1)}` : path;
}
