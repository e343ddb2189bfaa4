import type { Evidence } from "../../lab/evidence.ts";
import { heldByOverrides, legacyPeerDeps } from "../../facts/held-back.ts";
import { installAgain, installDeclared } from "../../facts/install-commands.ts";
import { placeInManifest, MANIFEST, missing, names, O, reached } from "../../facts/lesson-packages.ts";
import { installProblem, lineOfPackage, versionProblem } from "../../facts/package-facts.ts";
import type { Mistake } from "../mistake.ts";
import { inBackend } from "./in-backend.ts";
import { managerOf, withNpm } from "./other-manager.ts";

const VERSIONS = "versions-that-fit";
const LOADS = /installed and loads/;
const FITS = /one copy/;
const NOT_THERE = "declared, but not in backend/node_modules: ";

/** Declared, but not there, not whole, or not made for each other. */
export const installMistakes: readonly Mistake[] = [
  {
    id: "overrides-hold-packages-back",
    learn: VERSIONS,
    explains: /package\.json declares|installed and loads|one copy/,
    when: (evidence) => {
      const { backend } = evidence;
      const [held] = heldByOverrides(evidence);
      const problem = reached(() => versionProblem(backend)) ?? reached(() => installProblem(backend));
      return (
        held &&
        (problem !== undefined || missing(backend).length > 0) && {
          message: `"overrides" in ${MANIFEST} forces ${held.name} to one version, whatever the other packages need.`,
          file: MANIFEST,
          line: held.line,
          remedy: inBackend(installAgain(evidence)),
        }
      );
    },
  },
  {
    id: "installed-by-another-manager",
    learn: "where-to-install",
    explains: LOADS,
    when: ({ backend }) => {
      const absent = absentOf(backend);
      const [lock] = backend.otherLocks;
      return (
        lock !== undefined &&
        absent.length > 0 && {
          message: `${lock} is the lock file of ${managerOf(lock)}, and these are not in backend/node_modules, where the backend looks: ${absent.join(", ")}. This course uses npm.`,
          file: lock,
          remedy: withNpm(lock),
        }
      );
    },
  },
  {
    id: "packages-not-installed",
    symptom: true,
    learn: "where-to-install",
    explains: LOADS,
    when: (evidence) => {
      const absent = absentOf(evidence.backend);
      return (
        absent.length > 0 && {
          message: `${MANIFEST} declares what is not in backend/node_modules: ${absent.join(", ")}.`,
          ...placeInManifest(evidence.backend, absent[0] ?? ""),
          remedy: inBackend(installDeclared(evidence, absent)),
        }
      );
    },
  },
  {
    id: "package-does-not-load",
    learn: VERSIONS,
    explains: LOADS,
    when: ({ backend }) => {
      const problem = reached(() => installProblem(backend));
      const lost = /Cannot find (?:module|package) '([^']+)'/.exec(problem ?? "")?.[1];
      return (
        problem?.includes("does not load") && {
          message: `${problem}.${lost === undefined ? "" : lost.startsWith(".") || lost.startsWith("/") ? " A file of the package is missing on this disk." : ` It needs ${lost}, which is not installed.`}`,
          file: MANIFEST,
          remedy: inBackend(`rm -rf node_modules && ${isLocked(backend) ? "npm ci" : "npm install"}`),
        }
      );
    },
  },
  {
    id: "peer-dependencies-passed-over",
    learn: VERSIONS,
    explains: FITS,
    when: (evidence) => {
      const problem = reached(() => versionProblem(evidence.backend));
      const legacy = legacyPeerDeps(evidence);
      return (
        problem !== undefined &&
        legacy && {
          message: `With legacy-peer-deps, npm does not object to versions that do not fit together: ${problem}.`,
          ...legacy,
          remedy: inBackend(installAgain(evidence)),
        }
      );
    },
  },
  {
    id: "packages-mixed-lines",
    symptom: true,
    learn: VERSIONS,
    explains: FITS,
    when: (evidence) => {
      const { backend } = evidence;
      const problem = reached(() => versionProblem(backend));
      const line3 = backend.installed.some(({ name, version }) => lineOfPackage(name, version) === "3.x");
      const base = line3 ? names(backend).find((name) => /sdk-trace-(base|node|web)$/.test(name)) : undefined;
      return (
        problem?.startsWith("two lines are mixed") && {
          message: `Packages of two generations are mixed: ${problem.replace("two lines are mixed: ", "")}. ${base ? `${base} ended with 2.x; in 3.x it is part of ${O}sdk-trace, and NodeSDK needs neither.` : "They are released as one set, and do not fit across sets."}`,
          ...(base ? placeInManifest(backend, base) : { file: MANIFEST }),
          remedy: inBackend(base ? `npm uninstall ${base}` : installAgain(evidence)),
        }
      );
    },
  },
  {
    id: "two-copies-of-the-api",
    symptom: true,
    learn: VERSIONS,
    explains: FITS,
    when: (evidence) => {
      const problem = reached(() => versionProblem(evidence.backend));
      return (
        problem?.includes("copies of the API") && {
          message: `There are ${problem}. The SDK registers with one of them; code that loads the other gets spans that record nothing.`,
          file: MANIFEST,
          remedy: inBackend(installAgain(evidence)),
        }
      );
    },
  },
  {
    id: "api-does-not-fit",
    symptom: true,
    learn: VERSIONS,
    explains: FITS,
    when: (evidence) => {
      const problem = reached(() => versionProblem(evidence.backend));
      return (
        problem?.includes("needs an API") && {
          message: `The versions do not fit together: ${problem}.`,
          file: MANIFEST,
          remedy: inBackend(installAgain(evidence)),
        }
      );
    },
  },
  {
    id: "instrumentation-too-old",
    symptom: true,
    learn: VERSIONS,
    explains: FITS,
    when: (evidence) => {
      const problem = reached(() => versionProblem(evidence.backend));
      return (
        problem?.includes("instruments express") && {
          message: `${problem}. It would do nothing, and print nothing.`,
          ...placeInManifest(evidence.backend, `${O}instrumentation-express`),
          remedy: inBackend(installAgain(evidence)),
        }
      );
    },
  },
];

function absentOf(backend: Evidence["backend"]): string[] {
  const problem = reached(() => installProblem(backend));
  return problem?.startsWith(NOT_THERE) ? problem.slice(NOT_THERE.length).split(", ") : [];
}

/** `npm ci` refuses a lock file that says something else than package.json. */
function isLocked({ manifest, lock }: Evidence["backend"]): boolean {
  return (
    manifest.ok &&
    lock !== undefined &&
    Object.entries(manifest.dependencies).every(([name, range]) => lock.dependencies[name] === range)
  );
}
