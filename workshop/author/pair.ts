import type { Change } from "../mistakes/example-files/change.ts";
import { learnerCopy } from "./learner-copy.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import type { NumberedWrongAnswer as WrongAnswer } from "./all-answers.ts";

/** Two mistakes that a learner made at once, checked at the later one's step. */
export interface Pair {
  readonly mistakes: readonly [WrongAnswer, WrongAnswer];
  /** Both in one set of files. */
  readonly together: WrongAnswer;
}

/**
 * `count` pairs of different mistakes, in an order that depends on `seed` alone. Two mistakes make a pair when the files
 * of both can be written at once; whether each still is one beside the other only a check can tell.
 */
export async function pickPairs(
  answers: readonly WrongAnswer[],
  count: number,
  seed: number,
): Promise<Pair[]> {
  const random = seededRandom(seed);
  const pick = () => answers[Math.floor(random() * answers.length)] as WrongAnswer;
  const pairs = new Map<string, Pair>();
  for (let tries = 0; pairs.size < count && tries < count * 100; tries += 1) {
    const pair = pairOf(pick(), pick());
    if (pair && (await fits(pair))) pairs.set(pair.mistakes.map(({ finding }) => finding).join(" + "), pair);
  }
  return [...pairs.values()];
}

/** Whether the second still finds in a file what it changes there. */
async function fits({ mistakes: [one, other], together }: Pair): Promise<boolean> {
  if (!Object.keys(one.change ?? {}).some((path) => path in (other.change ?? {}))) return true;
  try {
    await using _ = await learnerCopy({ after: together.step, change: together.change ?? {}, line: "own" });
    return true;
  } catch {
    return false;
  }
}

function pairOf(one: WrongAnswer, other: WrongAnswer): Pair | undefined {
  if (one.finding === other.finding || one.step > other.step) return undefined;
  const isWrong = ({ outcome = "wrong" }: WrongAnswer) => outcome === "wrong";
  if (!isWrong(one) || !isWrong(other)) return undefined;
  if (one.line && other.line && one.line !== other.line) return undefined;
  if (one.run !== undefined && other.run !== undefined) return undefined;
  if (Object.keys(one.shell ?? {}).some((name) => name in (other.shell ?? {}))) return undefined;
  const change = joinChanges(one.change ?? {}, other.change ?? {});
  return change && { mistakes: [one, other], together: { ...one, ...other, ...joined(one, other), change } };
}

function joined(one: WrongAnswer, other: WrongAnswer): Partial<WrongAnswer> {
  return {
    ...((one.shell ?? other.shell) && { shell: { ...one.shell, ...other.shell } }),
    ...((one.past ?? other.past) && { past: { ...one.past, ...other.past } }),
  };
}

/** Nothing where one would overwrite what the other wrote. */
function joinChanges(one: Change, other: Change): Change | undefined {
  const both: Record<string, Change[string]> = { ...one };
  for (const [path, to] of Object.entries(other)) {
    const before = both[path];
    if (before === undefined) both[path] = to;
    else if (before === null || typeof to !== "function") return undefined;
    else both[path] = (text) => to(typeof before === "string" ? before : before(text));
  }
  return both;
}
