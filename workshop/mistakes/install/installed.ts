import { installProblem, lineOfPackage, versionProblem } from "../../facts/package-facts.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import type { Mistake } from "../mistake.ts";
import { ANEW, FIVE, placeInManifest, MANIFEST, names, O, reached } from "../../facts/lesson-packages.ts";

const VERSIONS = "versions-that-fit";

/** Declared, but not there, not whole, or not made for each other. */
export const installMistakes: readonly Mistake[] = [
  {
    id: "installed-by-another-manager",
    learn: "where-to-install",
    when: ({ backend }) => {
      const problem = reached(() => installProblem(backend));
      const [lock] = backend.otherLocks;
      return (
        lock !== undefined &&
        problem?.includes("not in backend/node_modules") && {
          message: `They are ${problem}. ${lock} is the lock file of ${managerOf(lock)}; this course goes by npm, and the backend looks into backend/node_modules alone.`,
          file: lock,
          fix: withNpm(lock),
        }
      );
    },
  },
  {
    id: "packages-not-installed",
    symptom: true,
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
    learn: VERSIONS,
    when: ({ backend }) => {
      const problem = reached(() => installProblem(backend));
      const lost = /Cannot find (?:module|package) '([^']+)'/.exec(problem ?? "")?.[1];
      return (
        problem?.includes("does not load") && {
          message: `${problem}.${lost === undefined ? "" : lost.startsWith(".") || lost.startsWith("/") ? " A file of it is missing on this disk." : ` It needs ${lost}, which is not installed.`}`,
          file: MANIFEST,
          fix: "Install anew from the lock file:\ncd backend\nnpm ci",
        }
      );
    },
  },
  {
    id: "packages-mixed-lines",
    symptom: true,
    learn: VERSIONS,
    when: ({ backend }) => {
      const problem = reached(() => versionProblem(backend));
      const line3 = backend.installed.some(({ name, version }) => lineOfPackage(name, version) === "3.x");
      const base = names(backend).find((name) => /sdk-trace-(base|node|web)$/.test(name));
      return (
        problem?.startsWith("two lines are mixed") && {
          message: `Packages of two generations are mixed: ${problem.replace("two lines are mixed: ", "")}. They are released as one set, and do not fit across sets.`,
          ...(base && line3 ? placeInManifest(backend, base) : { file: MANIFEST }),
          fix:
            base && line3
              ? `${base} ended with 2.x; in 3.x it is part of ${O}sdk-trace, and NodeSDK needs neither:\ncd backend\nnpm uninstall ${base}`
              : `Install the five in one command, at their newest:\ncd backend\nnpm install ${FIVE.map((name) => `${name}@latest`).join(" ")}`,
        }
      );
    },
  },
  {
    id: "two-copies-of-the-api",
    symptom: true,
    learn: VERSIONS,
    when: ({ backend }) => {
      const problem = reached(() => versionProblem(backend));
      return (
        problem?.includes("copies of the API") && {
          message: `There are ${problem}. The SDK plugs into one of them; code that holds the other may make blank spans.`,
          file: MANIFEST,
          fix: `Let npm choose for all five at once:\n${ANEW}`,
        }
      );
    },
  },
  {
    id: "api-does-not-fit",
    symptom: true,
    learn: VERSIONS,
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
    id: "instrumentation-too-old",
    learn: VERSIONS,
    when: ({ backend }) => {
      const problem = reached(() => versionProblem(backend));
      return (
        problem?.includes("instruments express") && {
          message: `${problem}. It would do nothing, and say nothing.`,
          ...placeInManifest(backend, `${O}instrumentation-express`),
          fix: `Take its newest version, and those of the others with it:\ncd backend\nnpm install ${FIVE.map((name) => `${name}@latest`).join(" ")}`,
        }
      );
    },
  },
];

/** What passes here, and fails in the container. */
export const imageAdvice: readonly Mistake[] = [
  {
    id: "another-lock-file",
    symptom: true,
    severity: "advice",
    learn: "where-to-install",
    hides: ["lock-file-behind", "lock-file-missing"],
    when: ({ backend: { otherLocks } }) => {
      const [lock] = otherLocks;
      return (
        lock !== undefined && {
          message: `${lock} is the lock file of ${managerOf(lock)}. The image is made with npm ci, which reads backend/package-lock.json alone.`,
          file: lock,
          fix: withNpm(lock),
        }
      );
    },
  },
  {
    id: "lock-file-missing",
    severity: "advice",
    learn: "where-to-install",
    when: ({ backend: { manifest, lock } }) =>
      manifest.ok &&
      !lock && {
        message:
          "backend/package-lock.json is not there, or cannot be read. The image is made with npm ci, which does nothing without it.",
        file: MANIFEST,
        fix: "Let npm write it anew:\ncd backend\nnpm install",
      },
  },
  {
    id: "lock-file-behind",
    severity: "advice",
    learn: "where-to-install",
    when: ({ backend }) => {
      const { manifest, lock } = backend;
      if (!manifest.ok || !lock) return undefined;
      const [name] =
        Object.entries(manifest.dependencies).find(([each, range]) => lock.dependencies[each] !== range) ??
        [];
      const gone = Object.keys(lock.dependencies).filter((each) => !(each in manifest.dependencies));
      const meant = name !== undefined && !(name in lock.dependencies) && nearestWord(name, gone);
      return (
        name !== undefined && {
          message: `backend/package-lock.json does not have ${name} as ${MANIFEST} has it: ${manifest.dependencies[name]} here, ${lock.dependencies[name] ?? "nothing"} there. The image is made with npm ci, which refuses that.`,
          ...placeInManifest(backend, name),
          fix: meant
            ? `Perhaps it is a slip of the pen, and ${meant} is meant:\n"${meant}": "${lock.dependencies[meant]}"`
            : "Let npm write the lock file anew:\ncd backend\nnpm install",
        }
      );
    },
  },
  {
    id: "tsx-in-dev-dependencies",
    severity: "advice",
    learn: "where-to-install",
    when: ({ backend }) => {
      const { manifest } = backend;
      return (
        manifest.ok &&
        /\btsx\b/.test(manifest.start ?? "") &&
        manifest.dependencies["tsx"] === undefined &&
        manifest.devDependencies["tsx"] !== undefined && {
          message:
            "The start script needs tsx, and tsx stands under devDependencies. The container installs without those, so it would not start there.",
          ...placeInManifest(backend, "tsx"),
          fix: "cd backend\nnpm install --save-prod tsx",
        }
      );
    },
  },
  {
    id: "image-with-old-node",
    severity: "advice",
    learn: VERSIONS,
    when: ({ backend, nearby }) => {
      const image = nearby.files.find(({ path }) => path === "backend/Dockerfile");
      const lines = image?.text.split(/\r?\n/) ?? [];
      const index = lines.findIndex((line) => /^\s*FROM\s+(\S+\/)?node:\d+/i.test(line));
      const major = Number(/node:(\d+)/.exec(lines[index] ?? "")?.[1]);
      const line3 = backend.installed.some(({ name, version }) => lineOfPackage(name, version) === "3.x");
      const least = line3 ? 22 : 18;
      return (
        index >= 0 &&
        major < least && {
          message: `The image is made from Node ${major}; the packages that are installed need Node ${least}${line3 ? ".15" : ".19"} or newer.`,
          file: "backend/Dockerfile",
          line: index + 1,
          fix: "Take a newer one:\nFROM node:26.10.0-slim",
        }
      );
    },
  },
];

function managerOf(lock: string): string {
  return lock.includes("yarn") ? "Yarn" : lock.includes("pnpm") ? "pnpm" : "Bun";
}

function withNpm(lock: string): string {
  return `Let npm install them, and take the other lock file away:\ncd backend\nrm ${lock.replace("backend/", "")}\nnpm install`;
}
