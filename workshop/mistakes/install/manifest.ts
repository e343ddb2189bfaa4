import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { packageRoles } from "../../facts/package-facts.ts";
import { FIVE, INSTALL, placeInManifest, MANIFEST, missing, names, O } from "../../facts/lesson-packages.ts";

const LEARN = "where-to-install";
/** No page can use these, so in `frontend/` they were meant for the backend. All others may be the page's own (step 8). */
const NODE_ONLY = /\/(sdk-node|instrumentation-express|instrumentation-http)$/;

/** What package.json says, and where else the packages went. */
export const manifestMistakes: readonly Mistake[] = [
  {
    id: "package-json-has-git-marks",
    learn: LEARN,
    when: ({ backend: { manifest } }) => {
      const lines = manifest.text?.split(/\r?\n/) ?? [];
      const index = lines.findIndex((line) => /^(<{7}|={7}|>{7})( |$)/.test(line));
      return (
        index >= 0 && {
          message: `Line ${index + 1} of ${MANIFEST} is a mark that git left where two versions met.`,
          file: MANIFEST,
          line: index + 1,
          fix: "Keep one of the two versions, take the lines with <<<<<<<, ======= and >>>>>>> away, and then:\ncd backend\nnpm install",
        }
      );
    },
  },
  {
    id: "package-json-broken",
    symptom: true,
    learn: LEARN,
    when: ({ backend: { manifest } }) =>
      !manifest.ok && {
        message: `${MANIFEST} cannot be read: ${manifest.message}. Without it nothing can be installed or started.`,
        file: MANIFEST,
        ...(manifest.line && { line: manifest.line }),
        fix: manifest.line
          ? howToMend(manifest.text?.split(/\r?\n/)[manifest.line - 1]?.trim() ?? "")
          : "Bring it back: npm run undo puts your last snapshot back, git checkout -- backend what was committed.",
      },
  },
  {
    id: "dependencies-twice",
    learn: LEARN,
    when: ({ backend }) => {
      const { manifest } = backend;
      if (!manifest.ok || missing(backend).length === 0) return undefined;
      const lines = manifest.text.split(/\r?\n/);
      const blocks = lines.flatMap((line, index) => (/^\s*"dependencies"\s*:/.test(line) ? [index + 1] : []));
      const [first, second] = blocks;
      return (
        first !== undefined &&
        second !== undefined && {
          message: `${MANIFEST} has "dependencies" twice, in lines ${first} and ${second}. Only the last one counts.`,
          file: MANIFEST,
          line: first,
          fix: `Put what stands in the first one into the second, and take the first one away. Then:\ncd backend\nnpm install`,
        }
      );
    },
  },
  {
    id: "packages-in-wrong-folder",
    learn: LEARN,
    when: ({ backend }) => {
      const { inRoot } = backend;
      const stray = inRoot.filter((name) => FIVE.includes(name));
      return (
        holdsWhatIsMissing(backend, inRoot) && {
          message: `${inRoot.slice(0, 2).join(" and ")} ${inRoot.length === 1 ? "is" : "are"} installed in the repository's folder. The backend has a package.json of its own, and its container sees no other.`,
          file: "package.json",
          fix: `npm uninstall ${(stray.length > 0 ? stray : inRoot).join(" ")}\n${INSTALL}`,
        }
      );
    },
  },
  {
    id: "packages-beside-the-backend",
    learn: LEARN,
    when: ({ backend }) => {
      const open = missing(backend);
      const strays = backend.elsewhere.filter(
        ({ name, folder }) => open.includes(name) && !(folder === "frontend" && !NODE_ONLY.test(name)),
      );
      const [first] = strays;
      if (!first) return undefined;
      const { folder } = first;
      const here = strays.flatMap((each) => (each.folder === folder ? [each.name] : []));
      return {
        message: `${here.slice(0, 2).join(" and ")} ${here.length === 1 ? "is" : "are"} installed in ${folder}/. The backend's packages are those of ${MANIFEST}, and its container sees no others.`,
        file: `${folder}/package.json`,
        fix: `cd ${folder}\nnpm uninstall ${here.join(" ")}\ncd ${folder === "backend/src" ? ".." : `${folder.replace(/[^/]+/g, "..")}/backend`}\nnpm install ${open.join(" ")}`,
      };
    },
  },
  {
    id: "packages-in-dev-dependencies",
    learn: LEARN,
    when: ({ backend }) => {
      const { manifest } = backend;
      const dev = missing(backend).filter(
        (name) => manifest.ok && manifest.devDependencies[name] !== undefined,
      );
      return (
        dev[0] !== undefined && {
          message: `${dev[0]} stands under devDependencies. The container installs without those, so the backend would not find it there.`,
          ...placeInManifest(backend, dev[0]),
          fix: `cd backend\nnpm install --save-prod ${dev.join(" ")}`,
        }
      );
    },
  },
  {
    id: "packages-under-another-key",
    learn: LEARN,
    when: ({ backend }) => {
      const found = underAnotherKey(backend);
      return (
        found && {
          message: `${found.name} stands under ${found.key} in ${MANIFEST}. npm installs for a start what stands under dependencies.`,
          ...placeInManifest(backend, found.name),
          fix: `Take it out there, and install it anew:\ncd backend\nnpm install ${missing(backend).join(" ")}`,
        }
      );
    },
  },
  {
    id: "api-only",
    symptom: true,
    learn: "the-api-alone",
    when: ({ backend }) => {
      const otel = names(backend).filter((name) => name.startsWith(O));
      return (
        otel.length === 1 &&
        otel[0] === `${O}api` && {
          message:
            "Only the API is declared. It lets code ask for spans, and hands out blank ones until an SDK is there.",
          ...placeInManifest(backend, `${O}api`),
          fix: `cd backend\nnpm uninstall ${O}api\nnpm install ${FIVE.join(" ")}`,
        }
      );
    },
  },
];

/** What is left when nothing tells where the packages went. */
export const packagesMissing: readonly Mistake[] = [
  {
    id: "packages-missing",
    symptom: true,
    learn: "your-task",
    when: ({ backend }) => {
      const open = missing(backend);
      const extra = backend.installed.some(({ name }) => name === open[0]);
      return (
        open.length > 0 && {
          message:
            open.length === FIVE.length
              ? `${MANIFEST} declares none of the five packages yet${extra ? "; what is installed with --no-save is gone with the next install" : ""}.`
              : `${MANIFEST} does not declare ${open.join(", ")}${extra ? ", although it is installed: it would be gone with the next install" : ""}.`,
          file: MANIFEST,
          fix: open.length === FIVE.length ? INSTALL : `cd backend\nnpm install ${open.join(" ")}`,
        }
      );
    },
  },
];

function underAnotherKey(backend: Evidence["backend"]): { name: string; key: string } | undefined {
  if (!backend.manifest.ok) return undefined;
  const json = JSON.parse(backend.manifest.text.replace(/^\uFEFF/, "")) as Record<string, unknown>;
  for (const name of missing(backend)) {
    for (const [key, value] of Object.entries(json)) {
      if (key === "dependencies" || key === "devDependencies") continue;
      if (typeof value === "object" && value !== null && Object.hasOwn(value, name)) return { name, key };
    }
    if (Object.hasOwn(json, name)) return { name, key: "no key" };
  }
  return undefined;
}

/** By what a line that JSON cannot read begins with. */
/** What lies in another folder explains nothing unless it is what the backend lacks. */
function holdsWhatIsMissing(backend: Evidence["backend"], there: readonly string[]): boolean {
  const { manifest, installed } = backend;
  const top = new Set(installed.map(({ name }) => name));
  if (names(backend).some((name) => there.includes(name) && !top.has(name))) return true;
  if (!manifest.ok) return false;
  const declared = Object.fromEntries(
    [...Object.keys(manifest.dependencies), ...there].map((name) => [name, "*"]),
  );
  return packageRoles(declared).missing.length < missing(backend).length;
}

function howToMend(line: string): string {
  if (/^[+-]/.test(line))
    return `The ${line[0]} at its beginning is the mark of a page that compares two versions. Take such marks away, and a line with a - as a whole.`;
  if (/^\d+\s/.test(line))
    return "The number at its beginning is the line's, copied with it. Take such numbers away.";
  if (/^(\/\/|\/\*|#)/.test(line)) return "JSON knows no notes. Take that line away.";
  if (line.startsWith("'")) return 'JSON knows only one kind of quotation marks, the double ones: "';
  return "Mend that line, or the one above it: mostly a comma is missing or stands too much, or a quotation mark is not closed.";
}
