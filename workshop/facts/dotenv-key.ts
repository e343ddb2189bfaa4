import { parseDotenv } from "../compose/parse-dotenv.ts";
import { setDotenvValue } from "../compose/set-dotenv-value.ts";

export const KEY_NAME = "HONEYCOMB_API_KEY";

/** The key that a text of `.env` would give; nothing where Compose refuses the text, or takes it for empty. */
export function keyOf(text: string): string | undefined {
  const { entries, problems } = parseDotenv(text);
  if (problems.some(({ stops }) => stops)) return undefined;
  return entries.findLast(({ name }) => name === KEY_NAME)?.value || undefined;
}

/** The text of `.env` with this key in it, on the line that has its name or on a new one. */
export function withKey(text: string, key: string | undefined): string | undefined {
  return key === undefined ? undefined : setDotenvValue(text, KEY_NAME, key);
}

/** The text without these lines, 1-based. */
export function withoutLines(text: string, ...lines: number[]): string {
  return text
    .split("\n")
    .filter((_, index) => !lines.includes(index + 1))
    .join("\n");
}
