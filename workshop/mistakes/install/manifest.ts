import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { installMissing } from "../../facts/install-commands.ts";
import { FIVE, placeInManifest, MANIFEST, missing, names, O } from "../../facts/lesson-packages.ts";
import { manifestEntries } from "../../facts/manifest-entries.ts";
import { packageRoles } from "../../facts/package-facts.ts";
import { repairJson } from "../../facts/repair-json.ts";
import { addLines, editTo, lineOf, removeLines } from "../edits/edit-lines.ts";
import { edits, type Remedy } from "../remedy.ts";
import { inBackend } from "./in-backend.ts";

const LEARN = "where-to-install";
const PACKAGES = /package\.json declares|installed and loads|one copy/;
/** No page can use these, so in `frontend/` they were meant for the backend. All others may be the page's own (step 8). */
const NODE_ONLY = /\/(sdk-node|instrumentation-express|instrumentation-http)$/;

/** What package.json says, and where else the packages went. */
export const manifestMistakes: readonly Mistake[] = [
  {
    id: "package-json-has-git-marks",
    learn: LEARN,
    explains: PACKAGES,
    when: ({ backend: { manifest } }) => {
      const lines = manifest.text?.split(/\r?\n/) ?? [];
      const index = lines.findIndex((line) => /^(<{7}|={7}|>{7})( |$)/.test(line));
      return (
        index >= 0 && {
          message: `Line ${index + 1} of ${MANIFEST} is a mark that git left where two versions conflict.`,
          file: MANIFEST,
          line: index + 1,
          remedy: {
            kind: "ask",
            ask: "Decide which of the two versions you want. Keep its lines, and remove the other ones and the lines with <<<<<<<, ======= and >>>>>>>.",
          },
        }
      );
    },
  },
  {
    id: "package-json-broken",
    symptom: true,
    learn: LEARN,
    explains: PACKAGES,
    when: ({ backend: { manifest } }) =>
      !manifest.ok && {
        message: `${MANIFEST} cannot be read: ${manifest.message}. Without it nothing can be installed or started.`,
        file: MANIFEST,
        ...(manifest.line && { line: manifest.line }),
        remedy:
          manifest.text === undefined
            ? { kind: "command", command: `git checkout -- ${MANIFEST}` }
            : repaired(manifest.text, manifest.line),
      },
  },
  {
    id: "dependencies-twice",
    learn: LEARN,
    explains: PACKAGES,
    when: ({ backend }) => {
      const { manifest } = backend;
      if (!manifest.ok || missing(backend).length === 0) return undefined;
      const blocks = manifestEntries(manifest.text).filter(
        ({ section, name }) => section === undefined && name === "dependencies",
      );
      const [first, second] = blocks;
      return (
        first &&
        second && {
          message: `${MANIFEST} has "dependencies" twice, on lines ${first.line} and ${second.line}. Only the last one counts.`,
          file: MANIFEST,
          line: first.line,
          remedy: merged(manifest.text),
        }
      );
    },
  },
  {
    id: "packages-in-wrong-folder",
    learn: LEARN,
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      const { inRoot } = backend;
      const stray = inRoot.filter((name) => FIVE.includes(name));
      return (
        holdsWhatIsMissing(backend, inRoot) && {
          message: `${inRoot.slice(0, 2).join(" and ")} ${inRoot.length === 1 ? "is" : "are"} installed in the repository's folder. The backend has a package.json of its own, and its container sees no other.`,
          file: "package.json",
          remedy: {
            kind: "command",
            command: `npm uninstall ${(stray.length > 0 ? stray : inRoot).join(" ")} && (cd backend && ${installMissing(evidence)})`,
          },
        }
      );
    },
  },
  {
    id: "packages-beside-the-backend",
    learn: LEARN,
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      const open = missing(backend);
      const strays = backend.elsewhere.filter(
        ({ name, folder }) => open.includes(name) && !(folder === "frontend" && !NODE_ONLY.test(name)),
      );
      const [first] = strays;
      if (!first) return undefined;
      const { folder } = first;
      const here = strays.flatMap((each) => (each.folder === folder ? [each.name] : []));
      return {
        message: `${here.slice(0, 2).join(" and ")} ${here.length === 1 ? "is" : "are"} installed in ${folder}/. The backend's packages are those in ${MANIFEST}, and its container sees no others.`,
        file: `${folder}/package.json`,
        remedy: {
          kind: "command",
          command: `(cd ${folder} && npm uninstall ${here.join(" ")}) && (cd backend && ${installMissing(evidence)})`,
        },
      };
    },
  },
  {
    id: "packages-in-dev-dependencies",
    learn: LEARN,
    explains: PACKAGES,
    when: ({ backend }) => {
      const { manifest } = backend;
      const dev = missing(backend).filter(
        (name) => manifest.ok && manifest.devDependencies[name] !== undefined,
      );
      return (
        dev[0] !== undefined && {
          message: `${dev[0]} is under devDependencies. The container installs without those, so the backend would not find it there.`,
          ...placeInManifest(backend, dev[0]),
          remedy: inBackend(`npm install --save-prod ${dev.join(" ")}`),
        }
      );
    },
  },
  {
    id: "packages-under-another-key",
    learn: LEARN,
    explains: PACKAGES,
    when: ({ backend }) => {
      const found = underAnotherKey(backend);
      return (
        found && {
          message: `${found.name} is ${found.key === undefined ? "outside every section" : `under ${found.key}`} in ${MANIFEST}. The backend runs with what is under dependencies.`,
          ...placeInManifest(backend, found.name),
          remedy: inBackend(`npm install --save-prod ${missing(backend).join(" ")}`),
        }
      );
    },
  },
  {
    id: "api-only",
    symptom: true,
    learn: "the-api-alone",
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      const otel = names(backend).filter((name) => name.startsWith(O));
      return (
        otel.length === 1 &&
        otel[0] === `${O}api` && {
          message:
            "Only the API is declared. Code can ask it for spans, but it makes no real ones until there is an SDK.",
          ...placeInManifest(backend, `${O}api`),
          remedy: inBackend(`npm uninstall ${O}api && npm install ${FIVE.join(" ")}`),
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
    explains: PACKAGES,
    when: (evidence) => {
      const { backend } = evidence;
      const open = missing(backend);
      const isThere = backend.installed.some(({ name }) => name === open[0]);
      return (
        open.length > 0 &&
        open.length < FIVE.length && {
          message: `${MANIFEST} does not declare ${open.join(", ")}${isThere ? ", although it is installed: the next install would remove it" : ""}.`,
          file: MANIFEST,
          remedy: inBackend(installMissing(evidence)),
        }
      );
    },
  },
  {
    id: "packages-not-chosen-yet",
    severity: "open",
    learn: "your-task",
    explains: PACKAGES,
    when: ({ backend }) =>
      missing(backend).length === FIVE.length && {
        message: `${MANIFEST} declares none of the five packages yet.`,
      },
  },
];

function repaired(text: string, line: number | undefined): Remedy | undefined {
  return line === undefined ? undefined : edits(editTo({ path: MANIFEST, text }, repairJson(text, line)));
}

/** The first block's packages go to the top of the second one, where they are not there yet. */
function merged(text: string): Remedy | undefined {
  const source = { path: MANIFEST, text };
  const entries = manifestEntries(text);
  const [first, second, third] = entries.filter(
    ({ section, name }) => section === undefined && name === "dependencies",
  );
  if (!first || !second || third || first.lastLine >= second.line || second.lastLine === second.line)
    return undefined;
  const packages = JSON.parse(`{${text.slice(first.key.start, second.key.start).replace(/,\s*$/, "")}}`) as {
    dependencies: Record<string, string>;
  };
  const own = new Set(
    entries.flatMap(({ section, name, line }) =>
      section === "dependencies" && line > second.line ? [name] : [],
    ),
  );
  const [indent = ""] = /^\s*/.exec(lineOf(source, second.line + 1) ?? "") ?? [];
  const lines = Object.entries(packages.dependencies)
    .filter(([name]) => !own.has(name))
    .map(([name, version]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(version)},`);
  return lines.length === 0
    ? edits(removeLines(source, first.line, first.lastLine))
    : edits(removeLines(source, first.line, first.lastLine), addLines(source, second.line + 1, lines));
}

function underAnotherKey(
  backend: Evidence["backend"],
): { name: string; key: string | undefined } | undefined {
  if (!backend.manifest.ok) return undefined;
  const open = missing(backend);
  const found = manifestEntries(backend.manifest.text).find(
    ({ section, name }) =>
      open.includes(name) && !/^(dependencies|devDependencies|overrides)$/.test(section ?? ""),
  );
  return found && { name: found.name, key: found.section };
}

/** What is in another folder explains nothing unless it is what the backend lacks. */
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
