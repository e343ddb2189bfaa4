/** What a program printed may hold codes that move the cursor or change colours: the text without them. */
export function clean(text: string): string {
  return text.replace(CODES, "");
}

// oxlint-disable-next-line no-control-regex
const CODES = /\x1b\[[0-9;?]*[ -/]*[@-~]|[\0-\x08\x0b-\x1f\x7f]/g;
