import { editTo } from "../edits/edit-lines.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { keyOf } from "../../facts/dotenv-key.ts";
import type { Evidence } from "../../lab/evidence.ts";

export { KEY_NAME } from "../../facts/dotenv-key.ts";

/** Makes a key without an account. It writes into an empty place only. */
export const PRACTICE = "npm run practice-key";

/** A reason why no key arrives; where one does, it explains nothing. */
export function noKey(id: string, learn: string, when: Mistake["when"]): Mistake {
  return {
    id,
    learn,
    when: (evidence) => (evidence.key.effective ? undefined : when(evidence)),
  };
}

/** An edit of `.env` after which it gives a key. */
export function inDotenv({ key }: Evidence, to: string | undefined): Remedy | undefined {
  const { dotenvText: text } = key;
  if (text === undefined || to === undefined || keyOf(to) === undefined) return undefined;
  return edits(editTo({ path: ".env", text }, to));
}
