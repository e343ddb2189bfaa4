import type { TypeDiagnostic } from "./types-evidence.ts";

const HEAD = /^(?<file>[^\s(].*?)\((?<line>\d+),(?<column>\d+)\): error (?<code>TS\d+): (?<message>.*)$/;
/** Each captures the name that does not exist. */
const WRONG_NAME = [
  /^Property '([^']+)' does not exist on type/m,
  /^Cannot find name '([^']+)'/m,
  /has no exported member (?:named )?'([^']+)'/m,
  /known properties, (?:but|and) '([^']+)' does not exist/m,
  /^Cannot find module '([^']+)'/m,
];
const SUGGESTED = /Did you mean (?:to write )?'([^']+)'\?/;

/**
 * Reads what `tsc --pretty false` printed; undefined where tsc complains about its own settings, because then the rest
 * cannot be trusted either.
 */
export function readTypeErrors(output: string, root: string): TypeDiagnostic[] | undefined {
  const found: { head: Record<string, string>; because: string[] }[] = [];
  for (const line of output.split(/\r?\n/).filter(Boolean)) {
    const head = HEAD.exec(line)?.groups;
    const last = found.at(-1);
    if (head) found.push({ head, because: [] });
    else if (last && line.startsWith("  ")) last.because.push(withoutPaths(line.trim(), root));
    else return undefined;
  }
  return found.map(({ head, because }) => diagnostic(head, because, root));
}

function diagnostic(head: Record<string, string>, because: readonly string[], root: string): TypeDiagnostic {
  const { file = "", line, column, code = "" } = head;
  const message = withoutPaths(head["message"] ?? "", root);
  const words = [message, ...because].join("\n");
  const name = WRONG_NAME.map((pattern) => pattern.exec(words)?.[1]).find(Boolean);
  const suggested = SUGGESTED.exec(words)?.[1];
  return {
    file,
    line: Number(line),
    column: Number(column),
    code,
    message,
    because,
    ...(name && { name }),
    ...(suggested && { suggested }),
  };
}

/** `import("/home/…/node_modules/express/index").Request` is `Request` to a learner. */
function withoutPaths(words: string, root: string): string {
  return words
    .replace(/import\("([^"]*)"\)(\.?)/g, (_, path: string, dot: string) =>
      dot ? "" : `import("${packageIn(path)}")`,
    )
    .replaceAll(`${root.replaceAll("\\", "/")}/`, "");
}

function packageIn(path: string): string {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
}
