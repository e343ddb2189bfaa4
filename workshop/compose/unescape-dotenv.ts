/** Follows the escapes between double quotation marks that Compose knows; any other backslash stays. */
export function unescapeDotenv(text: string): string {
  return text.replace(/\\(?:([abfnrtv$"\\])|0([0-3][0-7]{2}))/g, (_, letter?: string, octal?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    // A dollar stays escaped until variables are replaced: there, $$ is one dollar.
    if (letter === "$") return "$$";
    return ESCAPED[letter ?? ""] ?? letter ?? "";
  });
}

const ESCAPED: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
