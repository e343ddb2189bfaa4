/** The first frame of the learner's own code in a stack, as `file:line`; a file URL or a path. */
export function codeLine(stack: string | undefined): { file: string; line: number } | undefined {
  const root = process.env["WORKSHOP_LAB_ROOT"];
  if (stack === undefined || root === undefined) return undefined;
  for (const frame of stack.split("\n").slice(1)) {
    const place = /(?:\(|at (?:async )?)(?:file:\/\/)?([^()]+?):(\d+):\d+\)?$/.exec(frame);
    if (!place) continue;
    const file = decodeURI(place[1] as string)
      .replace(/\?.*$/, "")
      .replaceAll("\\", "/");
    const own = ownPath(file, root);
    if (own !== undefined && file !== __filename) return { file: own, line: Number(place[2]) };
  }
  return undefined;
}

/** The path from the repository's root, for files below it that are not installed packages. */
export function ownPath(file: string, root: string): string | undefined {
  const base = root.replaceAll("\\", "/").replace(/\/?$/, "/");
  const plain = file.replaceAll("\\", "/").replace(/^\/(?=[A-Za-z]:)/, "");
  if (!plain.startsWith(base) || plain.includes("/node_modules/")) return undefined;
  return plain.slice(base.length);
}
