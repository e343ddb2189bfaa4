import { takeStack } from "./take-stack.ts";

/** The first frame of the learner's own code in a stack, as `file:line`; a file URL or a path. */
export function codeLine(stack: string | undefined): { file: string; line: number } | undefined {
  const root = process.env["WORKSHOP_LAB_ROOT"];
  if (typeof stack !== "string" || root === undefined) return undefined;
  for (const { file, line } of framesOf(stack)) {
    const own = ownPath(file, root);
    if (own !== undefined) return { file: own, line };
  }
  return undefined;
}

/** The stack here, as far as the learner's code: a deep one costs a millisecond where source maps are on. */
export function stackToOwnCode(): string {
  const near = takeStack(14);
  return codeLine(near) ? near : takeStack(50);
}

/** Every frame of the learner's own code in a stack, the innermost first. */
export function ownFrames(stack: string | undefined): OwnFrame[] {
  const root = process.env["WORKSHOP_LAB_ROOT"];
  if (typeof stack !== "string" || root === undefined) return [];
  return [...framesOf(stack)].flatMap(({ file, line, words }) => {
    const own = ownPath(file, root);
    const called = /at (async )?(?:new )?([^ ]+) \(/.exec(words);
    return own === undefined
      ? []
      : [{ file: own, line, ...(called && { function: called[2] }), isAsync: words.includes("at async ") }];
  });
}

export interface OwnFrame {
  readonly file: string;
  readonly line: number;
  readonly function?: string | undefined;
  readonly isAsync: boolean;
}

/** The frame right above the preload's own ones, where that is the learner's code: whoever called, and nobody behind. */
export function callerLine(stack: string | undefined): { file: string; line: number } | undefined {
  const [caller] = framesOf(stack ?? "");
  const own = caller && ownPath(caller.file, process.env["WORKSHOP_LAB_ROOT"] ?? "");
  return own === undefined ? undefined : { file: own, line: caller?.line ?? 0 };
}

/** What called OpenTelemetry's API: the package, or the learner's own file; undefined for Node itself. */
export function callerOf(stack: string | undefined, besides?: string): string | undefined {
  for (const { file } of framesOf(stack ?? "")) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (name === undefined) return ownPath(file, process.env["WORKSHOP_LAB_ROOT"] ?? "");
    if (name !== besides && !/^@opentelemetry\/(api|sdk-trace|sdk-trace-base)$/.test(name)) return name;
  }
  return undefined;
}

/** The frames of a stack that stand in files, without this preload's own. */
function* framesOf(stack: string): Generator<{ file: string; line: number; words: string }> {
  for (const frame of stack.split("\n").slice(1)) {
    const place = /(?:\(|at (?:async )?)(?:file:\/\/)?([^()]+?):(\d+):\d+\)?$/.exec(frame);
    if (!place) continue;
    const file = decodeURI(place[1] as string)
      .replace(/\?.*$/, "")
      .replaceAll("\\", "/");
    if (file !== __filename.replaceAll("\\", "/")) yield { file, line: Number(place[2]), words: frame };
  }
}

/** The path from the repository's root, for files below it that are not installed packages. */
export function ownPath(file: string, root: string): string | undefined {
  const base = root.replaceAll("\\", "/").replace(/\/?$/, "/");
  const plain = file.replaceAll("\\", "/").replace(/^\/(?=[A-Za-z]:)/, "");
  if (!plain.startsWith(base) || plain.includes("/node_modules/")) return undefined;
  return plain.slice(base.length);
}
