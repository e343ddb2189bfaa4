import { nearestWord } from "../../compose/nearest-word.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { installMissing } from "../../facts/install-commands.ts";
import { FIVE, placeInManifest, missing, names, O } from "../../facts/lesson-packages.ts";
import { inBackend } from "./in-backend.ts";

const OLD_ARTICLES = "packages-from-old-articles";
const PACKAGES = /package\.json declares|installed and loads|one copy/;

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
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      // One of the five without its scope is a typo, and not a name of Python's.
      const flask = names(backend).find(
        (name) =>
          /^opentelemetry[-_]/.test(name) &&
          (name === "opentelemetry-api" || !FIVE.includes(name.replace(/^opentelemetry-/, O))),
      );
      return (
        flask &&
        missing(backend).length > 0 && {
          message: `${flask} is the name of a package for Python. In npm, the names of OpenTelemetry's packages begin with ${O}.`,
          ...placeInManifest(backend, flask),
          remedy: inBackend(installMissing(evidence, flask)),
        }
      );
    },
  },
  {
    id: OLD_ARTICLES,
    learn: OLD_ARTICLES,
    explains: PACKAGES,
    when: (evidence) => {
      const found = missing(evidence.backend).length > 0 && oldPackage(evidence.backend);
      if (!found) return undefined;
      const { name, ...told } = found;
      return { ...told, remedy: inBackend(installMissing(evidence, name)) };
    },
  },
  {
    id: "package-name-misspelt",
    learn: "your-task",
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      const found = misspelt(backend);
      return (
        found && {
          message: `${found.name} is declared; the lesson's package is called ${found.meant}.`,
          ...placeInManifest(backend, found.name),
          remedy: inBackend(installMissing(evidence, found.name)),
        }
      );
    },
  },
  {
    id: "package-of-another-kind",
    symptom: true,
    learn: "your-task",
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      for (const wanted of missing(backend)) {
        for (const name of names(backend)) {
          const why = otherKind(name, wanted);
          if (why)
            return {
              message: `${name} ${why}; ${wanted} is not declared.`,
              ...placeInManifest(backend, name),
              remedy: inBackend(installMissing(evidence)),
            };
        }
      }
      return undefined;
    },
  },
];

/** No longer maintained, though all five are there. */
export const packageNameAdvice: readonly Mistake[] = [
  {
    id: "end-of-life-package",
    severity: "advice",
    learn: OLD_ARTICLES,
    when: ({ backend }) => {
      const found = missing(backend).length === 0 && oldPackage(backend);
      if (!found) return undefined;
      const { name, ...told } = found;
      return { ...told, remedy: inBackend(`npm uninstall ${name}`) };
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
        message: `${name} is no longer maintained; ${instead} replaced it.`,
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
