import { execFile } from "node:child_process";
import { parseDotenv } from "../compose/parse-dotenv.ts";
import type { KeyEvidence } from "./evidence.ts";
import { readText } from "./read-text.ts";

const NAME = "HONEYCOMB_API_KEY";
/** The shapes of Honeycomb's ingest and classic ingest keys; anything of that shape is worth a warning. */
const SHAPES = "hc[a-z]i[kc]_[0-9a-z]{58}";

/** Where the key stands: the shell, `.env`, and any file that git tracks. */
export async function readKey(root: string, shell: NodeJS.ProcessEnv): Promise<KeyEvidence> {
  const dotenvText = await readText(root, ".env");
  const entry =
    dotenvText === undefined
      ? undefined
      : parseDotenv(dotenvText).entries.findLast(({ name }) => name === NAME);
  const ofShell = shell[NAME];
  // An empty variable of the shell beats `.env` too, as it does for Compose.
  const effective =
    valueOf("shell", ofShell) ?? (ofShell === undefined ? valueOf("dotenv", entry?.value) : undefined);
  const [tracked, dotenvTracked] = await Promise.all([
    findInTrackedFiles(root, effective?.value),
    git(root, ["ls-files", "--error-unmatch", ".env"]).then((text) => text !== undefined),
  ]);
  return {
    ...(ofShell !== undefined && { shell: ofShell }),
    ...(entry && {
      dotenv: { value: entry.value, rawValue: entry.rawValue, line: entry.line, quote: entry.quote },
    }),
    ...(effective && { effective }),
    ...(dotenvText !== undefined && { dotenvText }),
    tracked,
    dotenvTracked,
  };
}

function valueOf<From extends string>(from: From, value: string | undefined) {
  return value ? { value, from } : undefined;
}

/** A short or practice key is no secret, and its letters may stand in any text. */
async function findInTrackedFiles(
  root: string,
  key: string | undefined,
): Promise<{ file: string; line: number }[]> {
  const secret =
    key !== undefined && key.length >= 20 ? ["-e", key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")] : [];
  const found = await git(root, ["grep", "-nIE", "-e", SHAPES, ...secret, "--", "."]);
  return (found ?? "").split("\n").flatMap((row) => {
    const place = /^(.*?):(\d+):/.exec(row);
    return place ? [{ file: place[1] as string, line: Number(place[2]) }] : [];
  });
}

/** What git prints; `undefined` where it finds nothing, is not installed, or this is no checkout. */
async function git(root: string, args: readonly string[]): Promise<string | undefined> {
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
