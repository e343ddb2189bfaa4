import type { Node } from "oxc-parser";
import { programOf } from "../../facts/program/program.ts";
import type { CodeLine, Evidence, SourceText } from "../../lab/evidence.ts";
import type { Told } from "../mistake.ts";
import { explainMissingFunction } from "./explain-missing-function.ts";
import { explainMissingName } from "./explain-missing-name.ts";
import { explainOrder } from "./explain-order.ts";
import { explainWrongModule } from "./explain-wrong-module.ts";

/** Why a line of the learner's threw: sentences to put after the error's own words, the place, and what to change. */
export type Explained = Pick<Told, "remedy" | "file" | "line" | "found"> & {
  readonly id:
    | "imported-from-elsewhere"
    | "name-not-imported"
    | "no-such-function"
    | "class-without-new"
    | "used-before-it-is-made";
  readonly why: string;
};

/** An error's words, and the learner's line that threw it. */
export interface Throw {
  readonly evidence: Evidence;
  readonly words: string;
  readonly at: CodeLine;
  /** The file, for edits. */
  readonly source: SourceText;
  /** The nodes that begin on the line, outermost first. */
  readonly nodes: readonly Node[];
}

/** What the code shows of an error that one of its lines threw; nothing where it does not show it. */
export function explainThrow(evidence: Evidence, words: string, at: CodeLine): Explained | undefined {
  const program = programOf(evidence);
  const source = program.files.find(({ path }) => path === at.file);
  if (!source) return undefined;
  const error: Throw = { evidence, words, at, source, nodes: program.nodesAt(at) };
  return (
    explainWrongModule(error) ??
    explainMissingName(error) ??
    explainMissingFunction(error) ??
    explainOrder(error)
  );
}
