import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../runner/cli.ts";
import { hashOfFilesJudged } from "../runner/hash-of-files-judged.ts";
import { readSteps } from "../course/read-steps.ts";
import { readClass } from "../runner/class/read-class.ts";
import { rejudgeClass } from "../runner/class/rejudge-class.ts";
import { tick, untick } from "../course/tick.ts";
import { changeFile, changeJournal, FORTY, makeClassroom } from "./classroom.ts";
import { COURSE } from "./course-folder.ts";

let folder = "";

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "workshop-class-")), "the class");
  await makeClassroom(folder, FORTY);
}, 60_000);

afterAll(async () => await rm(join(folder, ".."), { recursive: true, force: true }));

interface Told {
  readonly learners: readonly {
    name: string;
    note?: string;
    steps: readonly { slug: string; standing: string; verdict?: string; finding?: string }[];
  }[];
  readonly leftOut: readonly { name: string; because: string }[];
}

it("shows forty learners by forty kinds of journals", async () => {
  const { exitCode, stdout, stderr } = await classOf(folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const rows = stdout.split("\n").filter((line) => / of \d+/.test(line) && !line.includes("of all"));
  expect(rows).toHaveLength(39);
  expect(
    rows
      .filter((row) => !/^ {2}learner-\d/.test(row))
      // The names, and steps 1 to 4.
      .map((row) => row.slice(0, 34))
      .join("\n"),
  ).toMatchInlineSnapshot(`
    "  =HYPERLINK(1),+2      x  .  .  .
      broken-markdown       x  x  .  .
      changed-since         ~  ~  ~  ~
      empty-journal         .  .  .  .
      forged-proof          x  x  .  ~
      journal-is-a-folder   .  .  .  .
      link-to-elsewhere     .  .  .  .
      moved-boxes           x  x  x  .
      no-journal            .  .  .  .
      ticked-by-hand        x  .  .  h
      windows               x  x  x  x"
  `);
  expect(stdout).toContain("Left out: not-a-clone (no clone of this course).");
});

it("sees forged ticks, and honest ones however the journal looks", async () => {
  const { learners } = JSON.parse((await classOf(folder, "--json")).stdout) as Told;
  const standings = (name: string) =>
    learners
      .find((learner) => learner.name === name)
      ?.steps.slice(0, 4)
      .map(({ standing }) => standing);
  expect(standings("learner-5")).toEqual(["done", "done", "done", "done"]);
  expect(standings("forged-proof")).toEqual(["done", "done", "open", "changed"]);
  expect(standings("ticked-by-hand")).toEqual(["done", "open", "open", "by-hand"]);
  expect(standings("changed-since")).toEqual(["changed", "changed", "changed", "changed"]);
  expect(standings("moved-boxes")).toEqual(["done", "done", "done", "open"]);
  expect(standings("windows")).toEqual(["done", "done", "done", "done"]);
  expect(standings("broken-markdown")).toEqual(["done", "done", "open", "open"]);
  expect(standings("link-to-elsewhere")).toEqual(["open", "open", "open", "open"]);
  const note = (name: string) => learners.find((learner) => learner.name === name)?.note;
  expect(note("no-journal")).toBe("there is no journal/week2.md");
  expect(note("empty-journal")).toBe("journal/week2.md has no boxes of the checklist");
  expect(note("link-to-elsewhere")).toBe("journal/week2.md is no plain file, so it was not read");
  expect(note("journal-is-a-folder")).toBe("journal/week2.md is no plain file, so it was not read");
});

it("gives a spreadsheet nothing to execute", async () => {
  const { stdout } = await classOf(folder, "--csv");
  const [heading = "", ...rows] = stdout.trimEnd().split("\r\n");
  expect(heading.startsWith("learner,01-set-api-key,02-compose-env-vars,")).toBe(true);
  expect(rows).toHaveLength(39);
  expect(stdout).toContain(`"'=HYPERLINK(1),+2",done,open`);
});

it("changes nothing in a clone by reading it", async () => {
  const file = join(folder, "learner-5/journal/week2.md");
  const before = await readFile(file);
  await classOf(folder);
  expect(await readFile(file)).toEqual(before);
  await expect(stat(join(folder, "learner-5/.workshop"))).rejects.toThrow("ENOENT");
});

it("says what to give it when it gets no class", async () => {
  expect(await classOf("nowhere")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("nowhere is not there.\nNext: npm run class -- FOLDER"),
  });
  expect(await classOf(join(folder, "learner-5"))).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("is one learner's clone"),
  });
  expect(await classOf("")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("Say which folder holds the clones"),
  });
});

it.each([
  ["and lets no crash or lie stop the rest", false],
  ...(process.env["HARD"] ? [["nor a hang", true] as const] : []),
] as const)(
  "judges anew what is ticked, %s",
  async (_, hang) => {
    const parent = await mkdtemp(join(tmpdir(), "workshop-class-"));
    try {
      await makeClassroom(parent, [
        { name: "honest", upTo: 4 },
        {
          name: "other",
          upTo: 4,
          but: async (clone) =>
            await changeAndProve(
              clone,
              hang ? "setInterval(() => {}, 1_000);\n" : 'throw new Error("boom");\n',
            ),
        },
        { name: "lies", upTo: 2, but: claim },
        {
          name: "spoilt",
          upTo: 3,
          but: async (clone) => await writeFile(join(clone, "backend/package-lock.json"), "{"),
        },
      ]);
      const { exitCode, stdout, stderr } = await classOf(parent, "--check", "--json");
      const { learners } = JSON.parse(stdout) as Told;
      const verdicts = learners.map(({ name, steps }) => [
        name,
        steps.flatMap(({ verdict }) => verdict ?? []).join(" "),
      ]);
      expect(stderr).toContain("This runs the learners' code on this machine");
      expect(exitCode).toBe(1);
      expect(Object.fromEntries(verdicts)).toEqual({
        honest: "passed passed passed passed",
        other: "passed passed passed failed",
        lies: "passed passed failed failed",
        spoilt: "",
      });
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  },
  180_000,
);

it("opens the page for step 8 also where the learner went on past it", async () => {
  const parent = await mkdtemp(join(tmpdir(), "workshop-class-"));
  try {
    const withoutAnswers = async (clone: string) =>
      await changeJournal(clone, (text) => untick(text, "07-explore-traces"));
    await makeClassroom(parent, [{ name: "finished", upTo: 9, but: withoutAnswers }]);
    const { stdout } = await classOf(parent, "--check", "--json");
    const [learner] = (JSON.parse(stdout) as Told).learners;
    const failed = learner?.steps.filter(({ verdict }) => verdict !== undefined && verdict !== "passed");
    expect({ failed, judged: learner?.steps.filter(({ verdict }) => verdict).length }).toEqual({
      failed: [],
      judged: 8,
    });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}, 180_000);

it("gives up on a learner after its patience", async () => {
  const { learners } = readClass(folder, readSteps(COURSE));
  const [learner] = learners.filter(({ name }) => name === "learner-5");
  const cache = await mkdtemp(join(tmpdir(), "workshop-class-"));
  const results = await rejudgeClass(learner ? [learner] : [], {
    course: COURSE,
    cache,
    env: process.env,
    patienceMs: 50,
  });
  await rm(cache, { recursive: true, force: true, maxRetries: 3 });
  expect(results.get("learner-5")).toEqual({ kind: "unable", because: "it took longer than 0.05 s" });
});

/** Changes the backend's server and proves that as if it had passed: the hash alone shows nothing. */
async function changeAndProve(clone: string, server: string): Promise<void> {
  await changeFile(clone, "backend/src/server.ts", () => server);
  const proof = { date: "2026-11-25", durationMs: 900, hash: hashOfFilesJudged(clone) };
  for (const slug of [
    "01-set-api-key",
    "02-compose-env-vars",
    "03-install-packages",
    "04-initialize-provider",
  ])
    await changeJournal(clone, (text) => tick(text, slug, proof).markdown);
}

async function claim(clone: string): Promise<void> {
  const proof = { date: "2026-11-25", durationMs: 900, hash: hashOfFilesJudged(clone) };
  for (const slug of ["03-install-packages", "04-initialize-provider"])
    await changeJournal(clone, (text) => tick(text, slug, proof).markdown);
}

async function classOf(
  ...words: readonly string[]
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof said) =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk);
        done();
      },
    }) as NodeJS.WriteStream;
  const exitCode = await run(["class", ...words.filter(Boolean)], {
    root: COURSE,
    env: process.env,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  });
  return { exitCode, ...said };
}
