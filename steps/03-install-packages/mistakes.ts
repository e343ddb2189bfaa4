import {
  installProblem,
  lineOfPackage,
  lineWith,
  listMistakes,
  NotReached,
  packageRoles,
  versionProblem,
  type Evidence,
} from "#course-kit";

const FIVE = [
  "api",
  "sdk-node",
  "exporter-trace-otlp-http",
  "instrumentation-express",
  "instrumentation-http",
].map((name) => `@opentelemetry/${name}`);
const INSTALL = `cd backend\nnpm install ${FIVE.join(" ")}`;
/** An API that npm chose on its own would hold the others back, so it goes first (ERESOLVE). */
const ANEW = `cd backend\nnpm uninstall ${FIVE.join(" ")}\nnpm install ${FIVE.join(" ")}`;
const MANIFEST = "backend/package.json";

/** What old articles install, and what took its place. */
const OLD: readonly (readonly [RegExp, string])[] = [
  [/^@opentelemetry\/node$/, "@opentelemetry/sdk-node"],
  [/^@opentelemetry\/tracing$/, "@opentelemetry/sdk-node"],
  [
    /^@opentelemetry\/(exporter-collector(-\w+)?|exporter-otlp-http)$/,
    "@opentelemetry/exporter-trace-otlp-http",
  ],
  [/^@opentelemetry\/plugin-http(s)?$/, "@opentelemetry/instrumentation-http"],
  [/^@opentelemetry\/plugin-express$/, "@opentelemetry/instrumentation-express"],
  [/^@opentelemetry\/plugin-/, "the instrumentations of the lesson"],
  [/^(honeycomb-beeline|@honeycombio\/opentelemetry-node)$/, "the five packages of the lesson"],
];

export const mistakes = listMistakes([
  {
    id: "package-json-broken",
    learn: "where-to-install",
    when: ({ backend: { manifest } }) =>
      !manifest.ok && {
        message: `${MANIFEST} cannot be read: ${manifest.message}. Without it nothing can be installed or started.`,
        file: MANIFEST,
        ...(manifest.line && { line: manifest.line }),
        fix: manifest.line
          ? "Mend that line, or the one above it: mostly a comma is missing or stands too much, or a quotation mark is not closed."
          : "Bring it back: npm run undo puts your last snapshot back, git checkout -- backend what was committed.",
      },
  },
  {
    id: "packages-in-wrong-folder",
    learn: "where-to-install",
    hides: ["packages-missing", "api-only", "packages-not-installed"],
    when: ({ backend }) =>
      backend.inRoot.length > 0 && {
        message: `${backend.inRoot.slice(0, 2).join(" and ")} ${backend.inRoot.length === 1 ? "is" : "are"} installed in the repository's folder. The backend has a package.json of its own, and its container sees no other.`,
        file: "package.json",
        fix: `npm uninstall ${backend.inRoot.filter((name) => FIVE.includes(name)).join(" ") || backend.inRoot.join(" ")}\n${INSTALL}`,
      },
  },
  {
    id: "packages-of-another-language",
    learn: "packages-from-old-articles",
    hides: ["packages-missing"],
    when: ({ backend }) => {
      const flask = names(backend).find((name) => /^opentelemetry-|^opentelemetry_/.test(name));
      return (
        flask && {
          message: `${flask} is a name from Python's world. In npm the packages of OpenTelemetry begin with @opentelemetry/.`,
          ...lineOf(backend, flask),
          fix: `npm uninstall ${flask}\n${INSTALL}`,
        }
      );
    },
  },
  {
    id: "packages-from-old-articles",
    learn: "packages-from-old-articles",
    hides: ["packages-missing", "packages-mixed-lines"],
    when: ({ backend }) => {
      const name = names(backend).find((each) => OLD.some(([old]) => old.test(each)));
      const instead = OLD.find(([old]) => name && old.test(name))?.[1];
      return (
        name && {
          message: `${name} is no longer kept up; ${instead} took its place.`,
          ...lineOf(backend, name),
          fix: `npm uninstall ${name}\n${INSTALL}`,
        }
      );
    },
  },
  {
    id: "packages-in-dev-dependencies",
    learn: "where-to-install",
    hides: ["packages-missing", "api-only"],
    when: ({ backend }) => {
      if (!backend.manifest.ok) return undefined;
      const { missing } = packageRoles(backend.manifest.dependencies);
      const dev = missing.filter(
        (name) => backend.manifest.ok && backend.manifest.devDependencies[name] !== undefined,
      );
      return (
        dev.length > 0 && {
          message: `${dev[0]} stands under devDependencies. The container installs without those, so the backend would not find it there.`,
          ...lineOf(backend, dev[0] as string),
          fix: `cd backend\nnpm install --save-prod ${dev.join(" ")}`,
        }
      );
    },
  },
  {
    id: "api-only",
    learn: "the-api-alone",
    hides: ["packages-missing"],
    when: ({ backend }) => {
      const otel = names(backend).filter((name) => name.startsWith("@opentelemetry/"));
      return (
        otel.length === 1 &&
        otel[0] === "@opentelemetry/api" && {
          message:
            "Only the API is declared. It lets code ask for spans, and hands out blank ones until an SDK is there.",
          ...lineOf(backend, "@opentelemetry/api"),
          fix: `cd backend\nnpm uninstall @opentelemetry/api\nnpm install ${FIVE.join(" ")}`,
        }
      );
    },
  },
  {
    id: "exporter-for-grpc-only",
    learn: "your-task",
    hides: ["packages-missing"],
    when: ({ backend }) => {
      if (!backend.manifest.ok) return undefined;
      const { missing } = packageRoles(backend.manifest.dependencies);
      const grpc = names(backend).find((name) => name === "@opentelemetry/exporter-trace-otlp-grpc");
      return (
        grpc &&
        missing.length === 1 &&
        missing[0] === "@opentelemetry/exporter-trace-otlp-http" && {
          message: `The only exporter is ${grpc}; the endpoint of step 2 is the one for HTTP.`,
          ...lineOf(backend, grpc),
          fix: "cd backend\nnpm install @opentelemetry/exporter-trace-otlp-http",
        }
      );
    },
  },
  {
    id: "packages-missing",
    learn: "your-task",
    hides: ["packages-not-installed"],
    when: ({ backend }) => {
      if (!backend.manifest.ok) return undefined;
      const { missing } = packageRoles(backend.manifest.dependencies);
      const extra = backend.installed.some(({ name }) => name === missing[0]);
      return (
        missing.length > 0 && {
          message:
            missing.length === FIVE.length
              ? `${MANIFEST} declares none of the five packages yet${extra ? "; what is installed with --no-save is gone with the next install" : ""}.`
              : `${MANIFEST} does not declare ${missing.join(", ")}${extra ? ", although it is installed: it would be gone with the next install" : ""}.`,
          file: MANIFEST,
          fix: missing.length === FIVE.length ? INSTALL : `cd backend\nnpm install ${missing.join(" ")}`,
        }
      );
    },
  },
  {
    id: "packages-not-installed",
    learn: "where-to-install",
    when: ({ backend }) => {
      const problem = reached(() => installProblem(backend));
      return (
        problem?.includes("not in backend/node_modules") && {
          message: `They are ${problem}.`,
          file: MANIFEST,
          fix: "cd backend\nnpm install",
        }
      );
    },
  },
  {
    id: "package-does-not-load",
    learn: "versions-that-fit",
    when: ({ backend }) => {
      const problem = reached(() => installProblem(backend));
      return (
        problem?.includes("does not load") && {
          message: `${problem}. Something of it is missing on this disk.`,
          fix: "Install anew from the lock file:\ncd backend\nnpm ci",
        }
      );
    },
  },
  {
    id: "packages-mixed-lines",
    learn: "versions-that-fit",
    hides: ["api-does-not-fit", "two-copies-of-the-api"],
    when: ({ backend }) => {
      const problem = reached(() => versionProblem(backend));
      const line3 = backend.installed.some(({ name, version }) => lineOfPackage(name, version) === "3.x");
      const base = names(backend).find((name) => /sdk-trace-(base|node|web)$/.test(name));
      return (
        problem?.startsWith("two lines are mixed") && {
          message: `Packages of two generations are mixed: ${problem.replace("two lines are mixed: ", "")}. They are released as one set, and do not fit across sets.`,
          ...(base && line3 ? lineOf(backend, base) : { file: MANIFEST }),
          fix:
            base && line3
              ? `${base} ended with 2.x; in 3.x it is part of @opentelemetry/sdk-trace, and NodeSDK needs neither:\ncd backend\nnpm uninstall ${base}`
              : `Install the five in one command, at their newest:\ncd backend\nnpm install ${FIVE.map((name) => `${name}@latest`).join(" ")}`,
        }
      );
    },
  },
  {
    id: "two-copies-of-the-api",
    learn: "versions-that-fit",
    when: ({ backend }) => {
      const problem = reached(() => versionProblem(backend));
      return (
        problem?.includes("copies of the API") && {
          message: `There are ${problem}. The SDK plugs into one of them; code that holds the other makes blank spans.`,
          file: MANIFEST,
          fix: `Let npm choose for all five at once:\n${ANEW}`,
        }
      );
    },
  },
  {
    id: "api-does-not-fit",
    learn: "versions-that-fit",
    when: ({ backend }) => {
      const problem = reached(() => versionProblem(backend));
      return (
        problem?.includes("needs an API") && {
          message: `The versions do not fit together: ${problem}.`,
          file: MANIFEST,
          fix: `Let npm choose for all five at once:\n${ANEW}`,
        }
      );
    },
  },
  {
    id: "answer-missing",
    blocks: false,
    learn: "the-api-alone",
    when: ({ answers }) =>
      !answers["03-trace-id"] && {
        message:
          "Your journal has no answer yet: what did the five lines print while only the API was installed?",
        file: "journal/week2.md",
        fix: "Run the five lines of the lesson, and write the whole line behind:\nAnswer (03-trace-id): …",
      },
  },
  {
    id: "answer-from-a-running-sdk",
    blocks: false,
    learn: "the-api-alone",
    when: ({ answers }) => {
      const answer = answers["03-trace-id"] ?? "";
      return (
        /^[0-9a-f]{32}$/i.test(answer) &&
        !/^0+$/.test(answer) && {
          message: `${answer} is the id of a real trace. With the API alone there is none, so another one was printed.`,
          file: "journal/week2.md",
          fix: "Run the five lines of the lesson in backend/, without --import, and copy what they print.",
        }
      );
    },
  },
  {
    id: "answer-not-copied-whole",
    blocks: false,
    learn: "the-api-alone",
    when: ({ answers }) => {
      const answer = answers["03-trace-id"] ?? "";
      return (
        answer !== "" &&
        !/^[0-9a-f]{32}$/i.test(answer) && {
          message: `The journal says ${answer.slice(0, 60)}; a trace id has 32 characters, each a digit or a letter from a to f.`,
          file: "journal/week2.md",
          fix: "Copy the whole line that the five lines printed.",
        }
      );
    },
  },
]);

function names({ manifest }: Evidence["backend"]): string[] {
  return manifest.ok ? Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }) : [];
}

function lineOf({ manifest }: Evidence["backend"], name: string): { file: string; line?: number } {
  const line = manifest.ok ? lineWith(manifest.text, `"${name}"`) : undefined;
  return { file: MANIFEST, ...(line && { line }) };
}

/** A fact that cannot be told yet is no mistake. */
function reached(fact: () => string | undefined): string | undefined {
  try {
    return fact();
  } catch (error) {
    if (error instanceof NotReached) return undefined;
    throw error;
  }
}
