import { randomInt } from "node:crypto";
import { join } from "node:path";
import { maskKey } from "../compose/mask-key.ts";
import { parseDotenv } from "../compose/parse-dotenv.ts";
import { setDotenvValue } from "../compose/set-dotenv-value.ts";
import { readTextSync } from "../lab/read-text.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

const NAME = "HONEYCOMB_API_KEY";

export interface Given {
  readonly written: boolean;
  readonly sentence: string;
}

/** Writes a practice key where there is no key yet. It has the place of a key and is never sent anywhere. */
export function givePracticeKey(root: string, env: NodeJS.ProcessEnv): Given {
  const there = keyInPlace(root, env);
  if (there) return { written: false, sentence: there };
  const text = readTextSync(root, ".env");
  const key = `practice-${Array.from({ length: 8 }, () => String.fromCharCode(97 + randomInt(26))).join("")}`;
  const before = text ?? readTextSync(root, ".env.example") ?? "";
  writeFileAtomically(join(root, ".env"), setDotenvValue(before, NAME, key), 0o600);
  const how = text === undefined ? "in a new file .env, which git ignores" : "in .env";
  return {
    written: true,
    sentence: `A practice key (${maskKey(key)}) now stands ${how}. It never leaves this machine.`,
  };
}

/** Why none is needed. */
export function keyInPlace(root: string, env: NodeJS.ProcessEnv): string | undefined {
  const ofShell = env[NAME]?.trim();
  if (ofShell)
    return `Your shell already holds ${NAME} (${maskKey(ofShell)}), and the shell's value wins. Nothing was written.`;
  const entry = parseDotenv(readTextSync(root, ".env") ?? "").entries.findLast(({ name }) => name === NAME);
  if (!entry?.value.trim()) return undefined;
  return `.env already holds ${NAME} (${maskKey(entry.value)}) in line ${entry.line}. It stays as it is.`;
}
