import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setDotenvValue } from "../compose/set-dotenv-value.ts";
import { fillAnswer } from "../course/fill-answer.ts";
import { computedAnswers } from "../runner/solution-files.ts";
import type { Span } from "../trace/span.ts";
import { changeFile } from "./change-file.ts";
import { COURSE } from "./course-folder.ts";
import { keepWeek2, week2Run } from "./week2-run.ts";

/** What each file holds, by its path from the root. */
export type Files = ReadonlyMap<string, { readonly bytes: Buffer; readonly mode: number }>;
/** Which spans the run `week2` holds instead of the usual ones; `null` for none. */
export type Run = ((usual: readonly Span[]) => readonly Span[]) | null;

/** The first step that reads the run. */
const RUN_SINCE = 7;
const usual = new Map<number, Promise<Files>>();

/** The starter with the solutions 1…`after`: made once in a process, because hundreds of copies begin with it. */
export async function startingFiles(after: number, run?: Run): Promise<Files> {
  if (run !== undefined) return await make(after, run);
  const known = usual.get(after) ?? make(after);
  usual.set(after, known);
  return await known;
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, { bytes, mode }] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes, { mode });
  }
}

async function make(after: number, run?: Run): Promise<Files> {
  const root = await mkdtemp(join(tmpdir(), "workshop-start-"));
  await copyStarter(root);
  const week2 = after < RUN_SINCE ? [] : week2Run();
  const spans = run ? run(week2) : week2;
  if (spans.length > 0 && run !== null) keepWeek2(root, spans);
  for (const folder of await solutionFolders(after)) await applySolution(root, folder, spans);
  if (after >= 1)
    await changeFile(root, ".env", (text) => setDotenvValue(text, "HONEYCOMB_API_KEY", "practice-abcdefgh"));
  const files = readFiles(root);
  await rm(root, { recursive: true, force: true });
  return files;
}

function readFiles(root: string): Files {
  const entries = readdirSync(root, { recursive: true, encoding: "utf8" });
  const files = entries.filter((path) => statSync(join(root, path)).isFile());
  return new Map(
    files.map((path) => {
      const file = join(root, path);
      return [path, { bytes: readFileSync(file), mode: statSync(file).mode }];
    }),
  );
}

async function copyStarter(root: string): Promise<void> {
  const filter = (source: string) => basename(source) !== "node_modules";
  for (const path of ["backend", "frontend", "journal", "docker-compose.yml", ".env.example"]) {
    if (existsSync(join(COURSE, path)))
      await cp(join(COURSE, path), join(root, path), { recursive: true, filter });
  }
  await cp(join(root, ".env.example"), join(root, ".env"));
}

async function solutionFolders(after: number): Promise<string[]> {
  const names = (await readdir(join(COURSE, "solution"))).sort();
  return names
    .filter((name) => Number(name.slice(0, 2)) <= after)
    .map((name) => join(COURSE, "solution", name));
}

async function applySolution(root: string, folder: string, spans: readonly Span[]): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name === "NOTE.md" || name === "hints.md") continue;
    if (name === "answers.ts")
      await fillAnswers(root, (await computedAnswers(COURSE, basename(folder)))?.answers(spans) ?? {});
    else if (name === "answers.json")
      await fillAnswers(root, JSON.parse(await readFile(join(folder, name), "utf8")));
    else await cp(join(folder, name), join(root, name), { recursive: true });
  }
}

async function fillAnswers(root: string, answers: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(answers)) {
    await changeFile(root, "journal/week2.md", (text) => fillAnswer(text, id, value).markdown);
  }
}
