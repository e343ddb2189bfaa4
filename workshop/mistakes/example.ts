import type { Change } from "./example-files/change.ts";
import type { Span } from "../trace/span.ts";
import type { Line } from "./example-files/otel-line.ts";

/** One mistake as a learner makes it: wrong files over the solution's state, and the finding that must come first. */
export interface WrongAnswer {
  /** The finding's id. */
  readonly finding: string;
  /** In a few words, for the table and the test's name. */
  readonly made: string;
  /** Entries of the catalogue of mistakes that it stands for. */
  readonly entries?: readonly string[];
  /** Checked at this step, said by the words of its folder; the solutions up to it are applied before the change. */
  readonly step: string;
  readonly change?: Change;
  /** Variables of the learner's shell; `$ROOT` stands for the copy's folder. */
  readonly shell?: Readonly<Record<string, string>>;
  readonly line?: Line | "own";
  /** Another run `week2` than the usual one; `null` for none. */
  readonly run?: ((usual: readonly Span[]) => readonly Span[]) | null;
  /** In a git checkout that tracks every file. */
  readonly track?: boolean;
  /** Files that were once committed with these texts. */
  readonly past?: Readonly<Record<string, string>>;
  /** The line in the file that the finding must name. */
  readonly at?: `${string}:${number}`;
  /** Words of the learner's own that the finding's message must hold. */
  readonly says?: string;
  /** Words that its fix must hold. */
  readonly fix?: string;
  /** What would be false of these files: no finding and no item says it, in whatever place. */
  readonly unsaid?: RegExp;
  /** `advice` leaves the step passed; `open` is work that was not begun, of which no finding is told. */
  readonly outcome?: "wrong" | "advice" | "open";
  /** Stands for its kind in `npm test`, which takes an even share of these. */
  readonly inShort?: boolean;
}

/** The text with one part replaced; a part that is not there is a mistake in the fixture. */
export function replace(part: string | RegExp, by: string | (() => string)): (text: string) => string {
  return (text) => {
    const changed = text.replace(part, by as string);
    if (changed === text) throw new Error(`Nothing to replace: ${part}`);
    return changed;
  };
}

/** A right answer in a style that is not the lesson's: it must pass, without a finding that calls it wrong. */
export interface RightAnswer extends Pick<
  WrongAnswer,
  "made" | "step" | "change" | "shell" | "run" | "inShort"
> {
  /** OpenTelemetry's lines on which it is right; 3.x alone unless said. */
  readonly lines?: readonly Line[];
}
