import { parseDotenv } from "../../compose/parse-dotenv.ts";
import { readTextSync } from "../../lab/read-text.ts";
import type { Command } from "../context.ts";
import { givePracticeKey } from "../give-practice-key.ts";
import { UserFacingError } from "../user-facing-error.ts";

/** Puts a practice key into an empty slot of `.env`; a key that is there stays. */
export const practiceKey: Command = async ({ root, env, terminal }) => {
  refuseUnreadable(readTextSync(root, ".env") ?? "");
  const { written, sentence } = givePracticeKey(root, env);
  terminal.print(sentence);
  if (!written) terminal.print("For a new one, take that key away first, and run this again.");
  terminal.print("Next: npm run check:step 1");
  return 0;
};

/** Compose refuses the whole file for such a line, so a key behind it would reach nobody. */
function refuseUnreadable(dotenv: string): void {
  const problem = parseDotenv(dotenv).problems.find(({ stops }) => stops);
  if (!problem) return;
  throw new UserFacingError({
    what: `.env:${problem.line}: ${problem.message}, so nothing in the file can be read, and no key was written. ${problem.advice}`,
    next: "npm run practice-key",
  });
}
