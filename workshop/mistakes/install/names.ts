import { nearestWord } from "../../compose/nearest-word.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { FIVE, INSTALL, placeInManifest, missing, names, O } from "../../facts/lesson-packages.ts";

const OLD_ARTICLES = "packages-from-old-articles";

/** What old articles install, and what took its place. */
const OLD: readonly (readonly [RegExp, string])[] = [
  [/^@opentelemetry\/(node|tracing)$/, `${O}sdk-node`],
  [/^@opentelemetry\/metrics$/, `${O}sdk-metrics`],
  [/^@opentelemetry\/(exporter-collector(-\w+)?|exporter-otlp-\w+)$/, `${O}exporter-trace-otlp-http`],
  [/^@opentelemetry\/plugin-https?$/, `${O}instrumentation-http`],
  [/^@opentelemetry\/plugin-express$/, `${O}instrumentation-express`],
  [/^@opentelemetry\/plugin-/, "the instrumentations of the lesson"],
  [/^(honeycomb-beeline|libhoney|@honeycombio\/opentelemetry-node)$/, "the five packages of the lesson"],
  [/^(opentracing|jaeger-client|@opencensus\/.*)$/, "the five packages of the lesson"],
];

/** Packages that are there, and are not the ones that were meant. */
export const packageNameMistakes: readonly Mistake[] = [
  {
    id: "packages-of-another-language",
    learn: OLD_ARTICLES,
    when: ({ backend }) => {
      // One of the five without its scope is a slip, and no name of Python's.
      const flask = names(backend).find(
        (name) =>
          /^opentelemetry[-_]/.test(name) &&
          (name === "opentelemetry-api" || !FIVE.includes(name.replace(/^opentelemetry-/, O))),
      );
      return (
        flask &&
        missing(backend).length > 0 && {
          message: `${flask} is a name from Python's world. In npm the packages of OpenTelemetry begin with ${O}.`,
          ...placeInManifest(backend, flask),
          fix: `cd backend\nnpm uninstall ${flask}\n${install(backend)}`,
        }
      );
    },
  },
  {
    id: OLD_ARTICLES,
    learn: OLD_ARTICLES,
    when: ({ backend }) => {
      const found = oldPackage(backend);
      return found && { ...found, fix: `cd backend\nnpm uninstall ${found.name}\n${install(backend)}` };
    },
  },
  {
    id: "package-name-misspelt",
    learn: "your-task",
    when: ({ backend }) => {
      const found = misspelt(backend);
      return (
        found && {
          message: `${found.name} is declared; the lesson's package is called ${found.meant}.`,
          ...placeInManifest(backend, found.name),
          fix: `cd backend\nnpm uninstall ${found.name}\n${install(backend)}`,
        }
      );
    },
  },
  {
    id: "package-of-another-kind",
    symptom: true,
    learn: "your-task",
    when: ({ backend }) => {
      for (const wanted of missing(backend)) {
        for (const name of names(backend)) {
          const why = otherKind(name, wanted);
          if (why)
            return {
              message: `${name} ${why}; ${wanted} is not declared.`,
              ...placeInManifest(backend, name),
              fix: `cd backend\nnpm install ${missing(backend).join(" ")}`,
            };
        }
      }
      return undefined;
    },
  },
];

/** Of a generation that has come to its end, though all five are there. */
export const packageNameAdvice: readonly Mistake[] = [
  {
    id: "end-of-life-package",
    severity: "advice",
    learn: OLD_ARTICLES,
    when: ({ backend }) => {
      const found = missing(backend).length === 0 && oldPackage(backend);
      return (
        found && {
          ...found,
          fix: `You have what took its place, so it can go:\ncd backend\nnpm uninstall ${found.name}`,
        }
      );
    },
  },
];

function oldPackage(backend: Evidence["backend"]) {
  const name = names(backend).find((each) => OLD.some(([old]) => old.test(each)));
  const instead = OLD.find(([old]) => name && old.test(name))?.[1];
  return name === undefined
    ? undefined
    : {
        name,
        message: `${name} is no longer kept up; ${instead} took its place.`,
        ...placeInManifest(backend, name),
      };
}

/** A name that is nearly one of the five, or one of the five without its scope. */
function misspelt(backend: Evidence["backend"]): { name: string; meant: string } | undefined {
  const open = missing(backend);
  for (const name of names(backend)) {
    if (FIVE.includes(name) || name === `${O}instrumentation`) continue;
    const [, bare = ""] = /^@?open-?tel[a-z]*[/-](.+)$/i.exec(name) ?? [];
    if (bare === "") continue;
    const words = open.map((each) => each.slice(O.length));
    const known = name.startsWith(O) && KINDS.some(([kind]) => kind.test(name));
    const near = known
      ? undefined
      : (words.find((word) => sameWords(word, bare)) ?? nearestWord(bare, words) ?? onlyOneWith(bare, words));
    if (near) return { name, meant: O + near };
  }
  return undefined;
}

/** The same parts in another order, or with one part left out. */
function sameWords(right: string, bare: string): boolean {
  const parts = right.split("-");
  const own = bare.toLowerCase().split("-");
  return own.length >= parts.length - 1 && own.length > 1 && own.every((part) => parts.includes(part));
}

/** The one name of which these are parts, such as `express` or `exporter-otlp`. */
function onlyOneWith(bare: string, words: readonly string[]): string | undefined {
  const own = bare.toLowerCase().split("-");
  const [first, ...more] = words.filter((word) => own.every((part) => word.split("-").includes(part)));
  return more.length === 0 ? first : undefined;
}

/** What real packages beside the five are for, by the role that a learner may take them for. */
const KINDS: readonly (readonly [RegExp, RegExp, string])[] = [
  [
    /exporter-(trace-)?otlp-grpc$|exporter-trace-otlp-grpc$/,
    /exporter/,
    "speaks gRPC, and the endpoint of step 2 is the one for HTTP",
  ],
  [/exporter-(metrics|logs)-/, /exporter/, "does not send traces, but another kind of data"],
  [/exporter-(zipkin|jaeger|prometheus)$/, /exporter/, "does not speak OTLP, which Honeycomb takes"],
  [
    /^@opentelemetry\/otlp-(.*exporter-base|transformer)$/,
    /exporter/,
    "is a part of exporters, and none by itself",
  ],
  [/sdk-(metrics|logs)$/, /sdk/, "is the SDK of another kind of data than traces"],
  [/sdk-trace-web$/, /sdk/, "is the SDK for browsers"],
  [/sdk-trace-base$/, /sdk/, "is a part of the SDK that does not follow a request through its callbacks"],
  [
    /^@opentelemetry\/instrumentation$/,
    /instrumentation/,
    "is what instrumentations are made of, and instruments nothing by itself",
  ],
  [
    /instrumentation-(koa|fastify|hapi|nestjs-core|restify|connect|router)$/,
    /instrumentation-express/,
    "is for another framework, and this backend is made with Express",
  ],
  [
    /instrumentation-(undici|fetch|net|xml-http-request)$/,
    /instrumentation-http/,
    "does not make spans of the requests that come in",
  ],
];

function otherKind(name: string, wanted: string): string | undefined {
  if (!name.startsWith(O)) return undefined;
  return KINDS.find(([kind, role]) => kind.test(name) && role.test(wanted))?.[2];
}

function install(backend: Evidence["backend"]): string {
  return missing(backend).length === FIVE.length
    ? INSTALL.replace("cd backend\n", "")
    : `npm install ${missing(backend).join(" ")}`;
}
