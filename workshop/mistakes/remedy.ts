import { maskKeyShapes } from "../compose/mask-key.ts";

/** A change to one place of one of the learner's files. */
export interface Edit {
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  /** 1-based line on which `from` begins; for an insertion, the line that it comes before. */
  readonly line: number;
  /** Whole lines as they are now, joined by `\n`, without the last line break; empty for an insertion. */
  readonly from: string;
  /** Whole lines as they should be; empty to remove them. */
  readonly to: string;
}

/** What makes a mistake go away. */
export type Remedy =
  /** Changes to the learner's own files, made so that all their other work stays. */
  | { readonly kind: "edits"; readonly edits: readonly Edit[] }
  /** A command line, and the folder to run it in, from the repository's root; the root itself unless said. */
  | { readonly kind: "command"; readonly command: string; readonly folder?: "backend" | "frontend" }
  /** A decision that only a person can make, as a sentence that names it. */
  | { readonly kind: "ask"; readonly ask: string };

/** A remedy of edits; nothing where an edit would change nothing, so that a rule cannot tell people to write what they have. */
export function edits(...list: readonly (Edit | undefined)[]): Remedy | undefined {
  const known = list.filter((edit) => edit !== undefined);
  if (known.length === 0 || known.length < list.length) return undefined;
  return known.every(({ from, to }) => from !== to) ? { kind: "edits", edits: known } : undefined;
}

/** The words under "Fix": rendered from what would really be changed. */
export function renderRemedy(remedy: Remedy): string {
  switch (remedy.kind) {
    case "edits":
      return remedy.edits.map(renderEdit).join("\n");
    case "command":
      return renderCommand(remedy);
    case "ask":
      return remedy.ask;
  }
}

function renderEdit({ file, line, from, to }: Edit): string {
  const last = line + from.split("\n").length - 1;
  const place = last > line ? `lines ${line}–${last}` : `line ${line}`;
  const [was, is] = [maskKeyShapes(from), maskKeyShapes(to)];
  // A masked key is not to be copied into the file.
  const whole = is === to ? "" : " this, with your whole key";
  if (from === "") return `In ${file}, before line ${line}, add${whole}:\n${is}`;
  if (to === "") return `In ${file}, remove ${place}:\n${was}`;
  return `In ${file}, change ${place} to${whole}:\n${is}`;
}

/** Every command can be pasted in the repository's folder, and leaves its reader there. */
function renderCommand({ command, folder }: Extract<Remedy, { kind: "command" }>): string {
  return folder ? `Run:\n(cd ${folder} && ${command})` : `Run:\n${command}`;
}
