/** One program that a start script runs, as `node` reads its command line. */
export interface StartedProgram {
  /** `node`, `tsx`, `nodemon`…, without a launcher in front of it. */
  readonly runner: string;
  /** What `--import`, `--require` and `--experimental-loader` name, in their order. */
  readonly preloads: readonly { readonly flag: string; readonly name: string }[];
  /** The file that is run; absent where the command names none. */
  readonly file?: string;
  /** What stands behind the file: arguments for the program, not for node. */
  readonly rest: readonly string[];
}

const PRELOAD = /^(--import|--require|-r|--loader|--experimental-loader)$/;
/** Options of node and tsx whose value may stand in a word of its own. */
const WITH_VALUE = /^(--env-file(-if-exists)?|--conditions|-C|--title|--watch-path|--tsconfig|-e|--eval)$/;
const LAUNCHERS = /^(env|exec|npx|pnpm|yarn|cross-env|dotenv|nohup|time|--)$/;

/** The programs of a start script, in their order; a shell's own words (`cd`, `echo`) come as programs too. */
export function startedPrograms(script: string): StartedProgram[] {
  return wordsOf(script).flatMap((words) => {
    const program = programOf(words);
    return program ? [program] : [];
  });
}

/** The variables that a start script sets in front of a program, or exports before it; the last one of a name counts. */
export function startVariables(script: string): ReadonlyMap<string, string> {
  const set = script.matchAll(/(?:^|[\s;&|])([A-Z][A-Z0-9_]*)=(?:"([^"]*)"|'([^']*)'|([^\s;&|]*))/g);
  return new Map(
    [...set].map(([, name = "", double, single, plain]) => [name, double ?? single ?? plain ?? ""]),
  );
}

function programOf(words: readonly string[]): StartedProgram | undefined {
  let at = 0;
  while (at < words.length && (LAUNCHERS.test(words[at] ?? "") || /^\w+=/.test(words[at] ?? ""))) at += 1;
  const runner = words[at++];
  if (runner === undefined) return undefined;
  const preloads: { flag: string; name: string }[] = [];
  for (; at < words.length; at += 1) {
    const word = words[at] as string;
    const [flag = "", value] = word.startsWith("--") ? word.split(/=(.*)/s, 2) : [word];
    if (PRELOAD.test(flag)) preloads.push({ flag, name: value ?? words[++at] ?? "" });
    else if (WITH_VALUE.test(flag)) at += value === undefined ? 1 : 0;
    else if (word !== "watch" && !/^[-–—]/.test(word)) break;
  }
  const file = words[at];
  return { runner, preloads, ...(file !== undefined && { file }), rest: words.slice(at + 1) };
}

/** The words of each command between `&&`, `||`, `;`, `|` and `&`, without their quotation marks. */
function wordsOf(script: string): string[][] {
  const commands: string[][] = [[]];
  for (const [part, double, single] of script.matchAll(/&&|\|\||[;|&]|"([^"]*)"|'([^']*)'|[^\s;|&"']+/g)) {
    if (/^(&&|\|\||[;|&])$/.test(part)) commands.push([]);
    else commands.at(-1)?.push(double ?? single ?? part);
  }
  return commands.filter((words) => words.length > 0);
}
