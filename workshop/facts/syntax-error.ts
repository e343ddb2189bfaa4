/** Where code is not valid, and why. esbuild, which tsx uses, and Node say it in different words. */
export function syntaxError(stderr: string): { file: string; line: number; says: string } | undefined {
  const byEsbuild =
    /((?:\/|[A-Z]:\\|\.\/|src)[^\n]*?\.[cm]?[jt]sx?):(\d+):\d+: (?:ERROR|error): ([^\n]+)/.exec(stderr);
  const byNode =
    /(?:^|\n)(?:file:\/\/)?([^\n]*?\.[cm]?[jt]sx?):(\d+)\n[\s\S]*?SyntaxError[^:\n]*: ([^\n]+)/.exec(stderr);
  const found = byEsbuild ?? byNode;
  if (!found) return undefined;
  const [, path = "", line, words = ""] = found;
  // esbuild shows a text that it found within quotation marks of its own.
  const says = words.replaceAll(/"\\"(.*?)\\""/g, '"$1"');
  const file = /(backend[\\/].*|src[\\/].*)$/.exec(path)?.[1]?.replaceAll("\\", "/") ?? path;
  return { file: file.startsWith("src/") ? `backend/${file}` : file, line: Number(line), says };
}
