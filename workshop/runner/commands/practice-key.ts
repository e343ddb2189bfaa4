import type { Command } from "../context.ts";
import { givePracticeKey } from "../give-practice-key.ts";

/** Puts a practice key into an empty slot of `.env`; a key that is there stays. */
export const practiceKey: Command = async ({ root, env, terminal }) => {
  terminal.print(givePracticeKey(root, env).sentence);
  terminal.print("Next: npm run check:step 1");
  return 0;
};
