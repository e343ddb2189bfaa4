import { editLine } from "../edits/edit-lines.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { placeInManifest, MANIFEST } from "../../facts/lesson-packages.ts";
import { manifestEntries } from "../../facts/manifest-entries.ts";
import { lineOfPackage } from "../../facts/package-facts.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { inBackend } from "./in-backend.ts";
import { managerOf, withNpm } from "./other-manager.ts";

const FROM = /^(\s*FROM\s+(?:\S+\/)?node:)(\d+)([.\d]*)/i;

/** What passes here, and fails in the container. */
export const imageAdvice: readonly Mistake[] = [
  {
    id: "another-lock-file",
    severity: "advice",
    learn: "where-to-install",
    when: ({ backend: { otherLocks } }) => {
      const [lock] = otherLocks;
      return (
        lock !== undefined && {
          message: `${lock} is the lock file of ${managerOf(lock)}. The image is built with npm ci, which reads only backend/package-lock.json.`,
          file: lock,
          remedy: withNpm(lock),
        }
      );
    },
  },
  {
    id: "lock-file-missing",
    severity: "advice",
    learn: "where-to-install",
    when: ({ backend: { manifest, lock, otherLocks } }) =>
      manifest.ok &&
      !lock &&
      otherLocks.length === 0 && {
        message:
          "backend/package-lock.json is missing, or cannot be read. The image is built with npm ci, which does nothing without it.",
        file: MANIFEST,
        remedy: inBackend("npm install"),
      },
  },
  {
    id: "lock-file-behind",
    severity: "advice",
    learn: "where-to-install",
    when: ({ backend }) => {
      const { manifest, lock, otherLocks } = backend;
      if (!manifest.ok || !lock || otherLocks.length > 0) return undefined;
      const [name, version] =
        Object.entries(manifest.dependencies).find(([each, range]) => lock.dependencies[each] !== range) ??
        [];
      const gone = Object.keys(lock.dependencies).filter((each) => !(each in manifest.dependencies));
      const meant = name !== undefined && !(name in lock.dependencies) && nearestWord(name, gone);
      return (
        name !== undefined && {
          message: meant
            ? `${MANIFEST} has ${name}, and backend/package-lock.json has ${meant} instead. The image is built with npm ci, which refuses that.`
            : `${MANIFEST} asks for ${name} ${version}, and backend/package-lock.json has ${lock.dependencies[name] ?? "nothing of it"}. The image is built with npm ci, which refuses that.`,
          ...placeInManifest(backend, name),
          remedy: meant ? renamed(manifest.text, name, meant) : inBackend("npm install"),
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
            "The start script needs tsx, and tsx is under devDependencies. The container installs without those, so it would not start there.",
          ...placeInManifest(backend, "tsx"),
          remedy: inBackend("npm install --save-prod tsx"),
        }
      );
    },
  },
  {
    id: "image-with-old-node",
    severity: "advice",
    learn: "versions-that-fit",
    when: ({ backend, nearby }) => {
      const image = nearby.files.find(({ path }) => path === "backend/Dockerfile");
      const lines = image?.text.split(/\r?\n/) ?? [];
      // The last image is the one that runs.
      const index = lines.findLastIndex((line) => FROM.test(line));
      const major = Number(FROM.exec(lines[index] ?? "")?.[2]);
      const line3 = backend.installed.some(({ name, version }) => lineOfPackage(name, version) === "3.x");
      const least = line3 ? 22 : 18;
      return (
        image &&
        index >= 0 &&
        major < least && {
          message: `The image is built on Node ${major}; the installed packages need Node ${least}${line3 ? ".15" : ".19"} or newer.`,
          file: image.path,
          line: index + 1,
          remedy: edits(
            editLine(image, index + 1, (line) => line.replace(FROM, (_, from: string) => `${from}26.10.0`)),
          ),
        }
      );
    },
  },
];

function renamed(text: string, name: string, meant: string): Remedy | undefined {
  const entry = manifestEntries(text).find((each) => each.name === name && each.section === "dependencies");
  return entry && edits(replaceIn({ path: MANIFEST, text }, entry.key, JSON.stringify(meant)));
}
