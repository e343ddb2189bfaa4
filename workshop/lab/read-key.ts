import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { ComposeStop } from "../compose/compose-problem.ts";
import { parseDotenv } from "../compose/parse-dotenv.ts";
import { readEnvFile } from "../compose/read-env-file.ts";
import type { DotenvKey, KeyEvidence } from "./evidence.ts";
import { readText } from "./read-text.ts";

const NAME = "HONEYCOMB_API_KEY";
/** The shapes of Honeycomb's keys, and whatever stands as a literal in their header: worth a warning, whose ever it is. */
const SHAPES = "hc[a-z][a-z]{2}_[0-9a-z]{58}";
const IN_HEADER = "x-honeycomb-team[=: \"']+[0-9A-Za-z]{22,}";
/** The files that learners write variables and notes into. */
const WRITTEN = [".env", ".env.example", "*compose*.y*ml", "journal"];

/** Where the key stands: the shell, `.env`, and any file that git tracks; `thorough` asks git's history too. */
export async function readKey(
  root: string,
  shell: NodeJS.ProcessEnv,
  { thorough = false } = {},
): Promise<KeyEvidence> {
  const dotenvText = await readText(root, ".env").catch(whereAFolder);
  const dotenv = typeof dotenvText === "string" ? keyIn(dotenvText, shell) : undefined;
  const ofShell = shell[NAME];
  // An empty variable of the shell beats `.env` too, as it does for Compose.
  const effective =
    valueOf("shell", ofShell) ?? (ofShell === undefined ? valueOf("dotenv", dotenv?.value) : undefined);
  const [tracked, dotenvTracked, dotenvIgnored, past] = await Promise.all([
    findInTrackedFiles(root, effective?.value),
    git(root, ["ls-files", "--error-unmatch", ".env"]).then((text) => text !== undefined),
    thorough ? isIgnored(root) : undefined,
    thorough ? findInHistory(root, effective?.value) : undefined,
  ]);
  return {
    ...(ofShell !== undefined && { shell: ofShell }),
    ...(dotenv && { dotenv }),
    ...(effective && { effective }),
    ...(typeof dotenvText === "string" && { dotenvText }),
    ...(dotenvText === null && { dotenvIsFolder: true }),
    tracked,
    dotenvTracked,
    ...(dotenvIgnored !== undefined && { dotenvIgnored }),
    ...(past && { past }),
  };
}

/** What a variable in the value stands for is put in as Compose does it, from the shell and from lines above. */
function keyIn(text: string, shell: NodeJS.ProcessEnv): DotenvKey | undefined {
  const entry = parseDotenv(text).entries.findLast(({ name }) => name === NAME);
  if (!entry) return undefined;
  const known = asComposeReads(text, shell)?.get(NAME);
  const asks = known?.substitutions.find(({ from, usedDefault }) => from === undefined && !usedDefault)?.name;
  return {
    value: known?.value ?? entry.value,
    rawValue: entry.rawValue,
    line: entry.line,
    quote: entry.quote,
    ...(asks !== undefined && { asks }),
  };
}

/** `undefined` for a file that Compose refuses. */
function asComposeReads(text: string, shell: NodeJS.ProcessEnv): ReturnType<typeof readEnvFile> | undefined {
  try {
    return readEnvFile({
      text,
      file: ".env",
      kind: "dotenv",
      lookup: (name) => {
        const value = shell[name];
        return value === undefined ? undefined : { value, origin: { kind: "shell" } };
      },
      names: () => [],
      problems: [],
    });
  } catch (error) {
    if (error instanceof ComposeStop) return undefined;
    throw error;
  }
}

/** Docker makes a folder of that name when it is to mount a file that is not there. */
function whereAFolder(error: NodeJS.ErrnoException): null {
  if (error.code === "EISDIR") return null;
  throw error;
}

function valueOf<From extends string>(from: From, value: string | undefined) {
  return value?.trim() ? { value, from } : undefined;
}

async function findInTrackedFiles(
  root: string,
  key: string | undefined,
): Promise<{ file: string; line: number }[]> {
  const found = await git(root, ["grep", "-nIE", "-e", `${pattern(key)}|${IN_HEADER}`, "--", "."]);
  return (found ?? "").split("\n").flatMap((row) => {
    const [, file, line, text = ""] = /^(.*?):(\d+):(.*)$/s.exec(row) ?? [];
    return file !== undefined && !isWords(text) ? [{ file, line: Number(line) }] : [];
  });
}

/** Where a placeholder stands in the header: a key of any kind has digits. */
function isWords(text: string): boolean {
  const values = [...text.matchAll(new RegExp(IN_HEADER, "g"))];
  return values.length > 0 && values.every(([value]) => !/\d/.test(value)) && !new RegExp(SHAPES).test(text);
}

/** Who finds the key in an old commit can use it, whatever the files say now. */
async function findInHistory(
  root: string,
  key: string | undefined,
): Promise<{ commit: string; file: string } | undefined> {
  const args = [
    "log",
    "-1",
    "--format=%h",
    "--name-only",
    "--relative",
    `-G${pattern(key)}`,
    "--",
    ...WRITTEN,
  ];
  const [commit, file] = ((await git(root, args)) ?? "").split("\n").filter((row) => row !== "");
  return commit && file ? { commit, file } : undefined;
}

/** A placeholder or a practice key is no secret, and its letters may stand in any text. */
function pattern(key = ""): string {
  const secret = /^\w{20,}$/.test(key) && /\d/.test(key);
  return secret ? `${SHAPES}|${key}` : SHAPES;
}

/** `undefined` where this is no checkout. */
async function isIgnored(root: string): Promise<boolean | undefined> {
  if ((await git(root, ["rev-parse", "--git-dir"])) === undefined) return undefined;
  return (await git(root, ["check-ignore", "--no-index", ".env"])) !== undefined;
}

/** What git prints; `undefined` where it finds nothing, is not installed, or this is no checkout. */
async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  if (!isInCheckout(root)) return undefined;
  return await new Promise((resolve) => {
    execFile(
      "git",
      ["-C", root, ...args],
      { encoding: "utf8", maxBuffer: 4_194_304, timeout: 5_000 },
      (error, stdout) => {
        resolve(error ? undefined : stdout);
      },
    );
  });
}

/** Spares a folder that was downloaded, and not cloned, a few processes that would only say so. */
function isInCheckout(folder: string): boolean {
  if (process.env["GIT_DIR"] || existsSync(join(folder, ".git"))) return true;
  const above = dirname(folder);
  return above !== folder && isInCheckout(above);
}
