import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCourse } from "./fake-course.ts";
import { learnerEntries } from "./project.ts";
import { restoreSnapshot, snapshots, takeSnapshot } from "./snapshot.ts";

it("brings files back byte for byte, with modes, links and empty folders", () => {
  using course = fakeCourse({
    ".env": "KEY=1",
    "backend/data.bin": "\0\x01\r\n",
    "journal/week2.md": "no\r\nend",
  });
  chmodSync(join(course.root, ".env"), 0o600);
  mkdirSync(join(course.root, "backend/empty"));
  symlinkSync("src/app.ts", join(course.root, "backend/link.ts"));
  const before = photograph(course.root);
  const snapshot = takeSnapshot(course.root, "solution 1");

  course.write("journal/week2.md", "other");
  course.write("backend/src/new/file.ts", "new");
  for (const path of ["backend/data.bin", "backend/empty", "backend/link.ts", ".env"]) {
    rmSync(join(course.root, path), { recursive: true });
  }
  restoreSnapshot(course.root, snapshot);
  expect(photograph(course.root)).toEqual(before);
});

it("takes an undo back, and that again", () => {
  using course = fakeCourse();
  const before = photograph(course.root);
  takeSnapshot(course.root, "solution 2");
  course.write("backend/src/app.ts", "changed");
  course.write("backend/src/made.ts", "made since");
  const after = photograph(course.root);

  restoreSnapshot(course.root, snapshots(course.root)[0]!);
  expect(photograph(course.root)).toEqual(before);
  expect(snapshots(course.root).map(({ reason }) => reason)).toEqual(["undoing solution 2"]);
  restoreSnapshot(course.root, snapshots(course.root)[0]!);
  expect(photograph(course.root)).toEqual(after);
  expect(snapshots(course.root).map(({ reason }) => reason)).toEqual(["solution 2"]);
});

it("leaves packages and whatever is not the learner's alone", () => {
  using course = fakeCourse({ "backend/node_modules/express/index.js": "1", "README.md": "1" });
  const snapshot = takeSnapshot(course.root, "reset");
  course.write("backend/node_modules/express/index.js", "2");
  course.write("README.md", "2");
  restoreSnapshot(course.root, snapshot);
  expect(course.read("backend/node_modules/express/index.js")).toBe("2");
  expect(course.read("README.md")).toBe("2");
});

it("does not reach through a link into another folder", () => {
  using elsewhere = fakeCourse();
  using course = fakeCourse();
  const snapshot = takeSnapshot(course.root, "reset");
  rmSync(join(course.root, "backend/src"), { recursive: true });
  symlinkSync(join(elsewhere.root, "backend/src"), join(course.root, "backend/src"));
  elsewhere.write("backend/src/app.ts", "theirs");
  restoreSnapshot(course.root, snapshot);
  expect(elsewhere.read("backend/src/app.ts")).toBe("theirs");
  expect(course.read("backend/src/app.ts")).toBe("start();\n");
});

it("is open to its owner alone", () => {
  using course = fakeCourse({ ".env": "HONEYCOMB_API_KEY=secret" });
  const { id } = takeSnapshot(course.root, "reset");
  const folder = join(course.root, ".workshop/snapshots", id);
  expect(statSync(join(course.root, ".workshop")).mode & 0o077).toBe(0);
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(statSync(join(folder, "files/.env")).mode & 0o077).toBe(0);
});

it("keeps the last twenty, in their order even within one millisecond", () => {
  using course = fakeCourse();
  const now = new Date("2026-11-24T10:00:00Z");
  for (let count = 1; count <= 23; count++) takeSnapshot(course.root, `reset ${count}`, now);
  expect(snapshots(course.root).map(({ reason }) => reason)).toEqual(
    Array.from({ length: 20 }, (_, index) => `reset ${23 - index}`),
  );
});

it("puts back even the oldest one when all places are taken", () => {
  using course = fakeCourse({ "backend/src/app.ts": "oldest" });
  for (let count = 1; count <= 20; count++) {
    takeSnapshot(course.root, `reset ${count}`);
    course.write("backend/src/app.ts", `text ${count}`);
  }
  restoreSnapshot(course.root, snapshots(course.root).at(-1)!);
  expect(course.read("backend/src/app.ts")).toBe("oldest");
});

it("leaves no half of a snapshot behind when a file cannot be copied", () => {
  using course = fakeCourse();
  const own = join(course.root, ".workshop");
  course.write(".workshop/snapshots", "a file in the way");
  expect(() => takeSnapshot(course.root, "reset")).toThrow();
  expect(readdirSync(own)).toEqual(["snapshots"]);
  expect(existsSync(join(course.root, "backend/src/app.ts"))).toBe(true);
});

/** Everything that `undo` promises to bring back. */
function photograph(root: string) {
  return learnerEntries(root).map(({ path, kind }) => {
    const file = join(root, path);
    const content =
      kind === "file" ? readFileSync(file).toString("hex") : kind === "link" ? readlinkSync(file) : undefined;
    return { path, kind, content, mode: lstatSync(file).mode };
  });
}
