import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Step } from "../course/step.ts";
import { readSteps } from "../course/read-steps.ts";
import { tick } from "../course/tick.ts";
import { fillAnswer } from "../course/fill-answer.ts";
import { hashOfFilesJudged } from "../runner/hash-of-files-judged.ts";
import { COURSE } from "./course-folder.ts";

const JOURNAL = "journal/week2.md";

/** A made learner: how far they came, and what else is the matter with their clone. */
export interface MadeLearner {
  readonly name: string;
  /** Solutions 1…upTo stand in the files, and are ticked with proofs. */
  readonly upTo: number;
  /** Done to the clone's folder afterwards. */
  readonly but?: (folder: string) => Promise<void>;
}

/** Makes a folder of clones, as an instructor has it. */
export async function makeClassroom(parent: string, learners: readonly MadeLearner[]): Promise<void> {
  const steps = readSteps(COURSE);
  const models = new Map<number, string>();
  for (const { name, upTo, but } of learners) {
    const folder = join(parent, name);
    const model = models.get(upTo);
    if (model) await cp(model, folder, { recursive: true });
    else
      await makeClone(
        folder,
        steps.filter(({ number }) => number <= upTo),
      );
    // A clone that somebody changed is nobody's model.
    if (!but) models.set(upTo, folder);
    await but?.(folder);
  }
}

async function makeClone(folder: string, steps: readonly Step[]): Promise<void> {
  const filter = (source: string) => basename(source) !== "node_modules";
  for (const path of ["backend", "frontend", "journal", "docker-compose.yml"])
    await cp(join(COURSE, path), join(folder, path), { recursive: true, filter });
  for (const { slug } of steps) await applySolution(folder, slug);
  const proof = { date: "2026-11-24", durationMs: 1200, hash: hashOfFilesJudged(folder) };
  for (const { slug } of steps) await changeJournal(folder, (text) => tick(text, slug, proof).markdown);
}

async function applySolution(folder: string, slug: string): Promise<void> {
  const source = join(COURSE, "solution", slug);
  if (!existsSync(source)) return;
  for (const name of readdirSync(source)) {
    if (name === "answers.json") {
      const answers = JSON.parse(readFileSync(join(source, name), "utf8")) as Record<string, string>;
      for (const [id, answer] of Object.entries(answers))
        await changeJournal(folder, (text) => fillAnswer(text, id, answer).markdown);
    } else if (!["NOTE.md", "hints.md", "answers.ts"].includes(name)) {
      await cp(join(source, name), join(folder, name), { recursive: true });
    }
  }
}

/** Rewrites a clone's journal. */
export async function changeJournal(folder: string, change: (text: string) => string): Promise<void> {
  await changeFile(folder, JOURNAL, change);
}

export async function changeFile(
  folder: string,
  path: string,
  change: (text: string) => string,
): Promise<void> {
  await writeFile(join(folder, path), change(readFileSync(join(folder, path), "utf8")));
}

const FORGED = { date: "2026-11-25", durationMs: 900, hash: "0123456789ab" };

/** Forty learners: most are honest, and the rest is what an instructor meets. */
export const FORTY: readonly MadeLearner[] = [
  ...Array.from({ length: 28 }, (_, index) => ({
    name: `learner-${index + 1}`,
    upTo: [0, 1, 2, 3, 4, 5, 6][index % 7] as number,
  })),
  {
    name: "forged-proof",
    upTo: 2,
    but: async (folder) =>
      await changeJournal(folder, (text) => tick(text, "04-initialize-provider", FORGED).markdown),
  },
  {
    name: "ticked-by-hand",
    upTo: 1,
    but: async (folder) => await changeJournal(folder, (text) => text.replace(/- \[ \] (\[04 )/, "- [x] $1")),
  },
  {
    name: "changed-since",
    upTo: 4,
    but: async (folder) =>
      await changeFile(folder, "backend/src/app.ts", (text) => `${text}// one more line\n`),
  },
  {
    name: "moved-boxes",
    upTo: 3,
    but: async (folder) => await changeJournal(folder, (text) => moveBoxes(text)),
  },
  { name: "windows", upTo: 4, but: endLinesWithCrLf },
  {
    name: "broken-markdown",
    upTo: 2,
    but: async (folder) =>
      await changeJournal(folder, (text) => `# [x](\n\n${text}\n\`\`\`\n<!-- [ ] [[[ **\n`),
  },
  { name: "no-journal", upTo: 2, but: async (folder) => await rm(join(folder, JOURNAL)) },
  { name: "empty-journal", upTo: 2, but: async (folder) => await changeJournal(folder, () => "") },
  { name: "not-a-clone", upTo: 0, but: async (folder) => await onlyNotes(folder) },
  { name: "link-to-elsewhere", upTo: 1, but: async (folder) => await linkJournal(folder) },
  { name: "journal-is-a-folder", upTo: 1, but: async (folder) => await folderForJournal(folder) },
  { name: "=HYPERLINK(1),+2", upTo: 1 },
];

function moveBoxes(text: string): string {
  const boxes = text.split("\n").filter((line) => /steps\/0\d-/.test(line));
  const rest = text.split("\n").filter((line) => !boxes.includes(line));
  return [
    ...rest,
    "## What I did",
    "",
    ...boxes
      .reverse()
      .map((line) => line.trimStart().replace("../steps", "https://example.org/course/blob/main/steps")),
    "",
  ].join("\n");
}

async function endLinesWithCrLf(folder: string): Promise<void> {
  for (const path of [JOURNAL, "docker-compose.yml", "backend/package.json", "backend/src/app.ts"])
    await changeFile(folder, path, (text) => text.replaceAll("\n", "\r\n"));
}

async function onlyNotes(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(join(folder, "notes.txt"), "- [x] [01](steps/01-set-api-key)\n");
}

async function linkJournal(folder: string): Promise<void> {
  const outside = join(dirname(folder), "..", "outside.md");
  await writeFile(outside, "- [x] [01](../steps/01-set-api-key/README.md)\n");
  await rm(join(folder, JOURNAL));
  await symlink(outside, join(folder, JOURNAL));
}

async function folderForJournal(folder: string): Promise<void> {
  await rm(join(folder, JOURNAL));
  await mkdir(join(folder, JOURNAL));
}
