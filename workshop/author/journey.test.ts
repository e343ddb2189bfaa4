import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { CheckReport } from "../findings/report.ts";
import { readSteps } from "../course/read-steps.ts";
import { courseCopy, type CourseCopy } from "./course-copy.ts";
import { COURSE } from "./course-folder.ts";

const STEPS = readSteps(COURSE).map(({ number }) => number);

it.each(
  [
    ["", "\n"],
    [" in a folder with spaces, with Windows line endings", "\r\n"],
  ].slice(process.env["HARD"] ? 0 : 1),
)(
  "walks from a fresh copy to a ticked journal%s",
  async (words, ending) => {
    await using course = await courseCopy({ name: words ? "my distributed tracing" : "course" });
    if (ending === "\r\n") await endLinesWith(course, ending);

    for (const step of STEPS) {
      const before = await check(course, step);
      expect(before.status, `step ${step} on the starter`).toMatch(/^(unfinished|blocked)$/);
      // Work that was not begun is no mistake: the item itself says what is missing.
      const missing = before.items.find((item) => item.status !== "passed");
      expect(missing?.because, `step ${step} on the starter`).toEqual(expect.any(String));
      const files = await learnerFiles(course);

      const applied = await course.workshop("solution", String(step), "--apply");
      expect(applied, applied.stderr).toMatchObject({ code: 0 });
      const after = await check(course, step);
      expect(after, JSON.stringify(after.findings)).toMatchObject({ status: "passed" });

      const solved = await learnerFiles(course);
      expect((await course.workshop("undo")).code).toBe(0);
      expect(await learnerFiles(course)).toEqual(files);
      expect((await course.workshop("undo")).code).toBe(0);
      expect(await learnerFiles(course)).toEqual(solved);
    }

    const journal = await readFile(join(course.root, "journal/week2.md"), "utf8");
    expect(journal.match(/\[x\] .*steps\/\d\d-.* — ✔ /g)).toHaveLength(STEPS.length);
    expect(journal).toMatch(/- \[x\] 1 Send /);
    expect(journal.includes("\r\n")).toBe(ending === "\r\n");
    const progress = await course.workshop("progress");
    expect(progress.stdout).toContain(`${STEPS.length} of ${STEPS.length} steps done`);
  },
  400_000,
);

it("keeps a step that passed when a later solution is applied, also where the first ones were never checked", async () => {
  await using course = await courseCopy();
  for (const step of ["1", "2", "3", "4"])
    expect((await course.workshop("solution", step, "--apply")).code).toBe(0);
  expect((await check(course, 4)).status).toBe("passed");
  const journal = await readFile(join(course.root, "journal/week2.md"), "utf8");
  expect(journal.match(/\[x\] .*steps\/\d\d-/g)).toHaveLength(4);
  const manifest = await readFile(join(course.root, "backend/package.json"), "utf8");
  expect((await course.workshop("solution", "5", "--apply")).code).toBe(0);
  expect(await readFile(join(course.root, "backend/package.json"), "utf8")).toBe(manifest);
  const after = await check(course, 5);
  expect(after, JSON.stringify(after.findings)).toMatchObject({ status: "passed" });
}, 240_000);

async function check(course: CourseCopy, step: number): Promise<CheckReport> {
  const { stdout, stderr } = await course.workshop("check:step", String(step), "--json");
  expect(stderr).toBe("");
  return JSON.parse(stdout) as CheckReport;
}

/** Every file of the learner's, by path, byte for byte. */
async function learnerFiles({ root }: CourseCopy): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const top of ["backend", "frontend", "journal"]) {
    for (const entry of await readdir(join(root, top), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !path.includes("node_modules")) files[path] = await readFile(path, "latin1");
    }
  }
  for (const name of ["docker-compose.yml", ".env"]) {
    if (existsSync(join(root, name))) files[name] = await readFile(join(root, name), "latin1");
  }
  return files;
}

async function endLinesWith({ root }: CourseCopy, ending: string): Promise<void> {
  for (const file of [
    "docker-compose.yml",
    "journal/week2.md",
    ".env.example",
    "backend/package.json",
    "backend/src/app.ts",
  ]) {
    const text = await readFile(join(root, file), "utf8");
    await writeFile(join(root, file), text.replace(/\r?\n/g, ending));
  }
}
