import type { Step } from "../course/step.ts";
import type { Evidence } from "../lab/evidence.ts";
import { guarded, type Broken } from "./broken.ts";
import type { Finding } from "./finding.ts";
import { NotReached, Skipped } from "../facts/outcome.ts";
import type { Mistake, Told } from "../mistakes/mistake.ts";
import { maskKeyShapes } from "../compose/mask-key.ts";
import { renderRemedy, type Remedy } from "../mistakes/remedy.ts";

export interface FoundMistakes {
  readonly findings: Finding[];
  /** By finding, what makes it go away as a rule gave it: with the learner's own lines, which a report masks. */
  readonly remedies: ReadonlyMap<Finding, Remedy>;
  /** An item is not kept because its work was not begun. */
  readonly isOpen: boolean;
  /** Rules that threw, and were skipped. */
  readonly broken: Broken[];
}

export interface StepMistakes {
  readonly step: Pick<Step, "slug">;
  readonly mistakes: readonly Mistake[];
}

/** An item that is not kept, and its step. */
export interface Unkept {
  readonly slug: string;
  readonly title: string;
}

interface Found {
  readonly mistake: Mistake;
  readonly slug: string;
  readonly finding: Finding;
  readonly remedy: Remedy | undefined;
}

/**
 * What explains the items that are not kept, in their order; advice comes last. Among the rules that explain an item, the
 * one nearest to the cause is first, and those that only say what is missing are left out beside one that says why.
 */
export function findMistakes(
  evidence: Evidence,
  steps: readonly StepMistakes[],
  unkept: readonly Unkept[],
): FoundMistakes {
  const broken: Broken[] = [];
  const own = steps.at(-1)?.step;
  const found = steps.flatMap(({ step, mistakes }) =>
    mistakes
      .filter((mistake) => isAsked(mistake, step === own, unkept))
      .flatMap((mistake): Found[] => {
        const told = guarded(mistake.id, broken, () => look(mistake, step.slug, evidence), undefined);
        return told ? [{ mistake, slug: step.slug, ...told }] : [];
      }),
  );
  const wrong = found.filter(({ mistake }) => mistake.severity !== "advice");
  const told = explain(wrong, unkept);
  const first = told.length > 0 ? told : nearest(wrong);
  const advice = found.filter(
    (each) => !wrong.includes(each) && (!each.mistake.symptom || first.length === 0),
  );
  const listed = [...first, ...advice].filter(({ mistake }) => mistake.severity !== "open");
  return {
    findings: listed.map(({ finding }) => finding),
    remedies: new Map(listed.flatMap(({ finding, remedy }) => (remedy ? [[finding, remedy] as const] : []))),
    isOpen: told.some(({ mistake }) => mistake.severity === "open"),
    broken,
  };
}

/** Where nothing failed, only advice is wanted. */
function isAsked({ severity, blocks }: Mistake, isOwn: boolean, unkept: readonly Unkept[]): boolean {
  return (blocks !== false || isOwn) && (unkept.length > 0 || severity === "advice");
}

function explain(found: readonly Found[], unkept: readonly Unkept[]): Found[] {
  const told = [...new Set(unkept.flatMap((item) => nearest(found.filter((each) => explains(each, item)))))];
  // A rule of several steps says the same in each.
  const words = told.map(({ finding: { id, message } }) => `${id} ${message}`);
  return told.filter((_, index) => words.indexOf(words[index] ?? "") === index);
}

/** Every cause, in the order of the stages; failing that, the first symptom. */
function nearest(found: readonly Found[]): Found[] {
  const causes = found.filter(({ mistake }) => !mistake.symptom && mistake.severity !== "open");
  return causes.length > 0 ? causes : found.slice(0, 1);
}

/** A step whose items hold explains no failure, but for work that later steps ask for more of. */
function explains({ mistake, slug }: Found, item: Unkept): boolean {
  if (slug === item.slug) return mistake.explains?.test(item.title) ?? true;
  // What a later step asks for can break what an earlier one built: its rule says so by the item's title.
  if (slug > item.slug) return mistake.explains?.test(item.title) ?? false;
  return mistake.lasting === true && slug < item.slug;
}

/** A mistake in what was never reached, or cannot be judged on this machine, is none. */
function look(
  mistake: Mistake,
  slug: string,
  evidence: Evidence,
): Pick<Found, "finding" | "remedy"> | undefined {
  try {
    const told = mistake.when(evidence);
    return told ? { finding: asFinding(mistake, slug, told), remedy: told.remedy } : undefined;
  } catch (error) {
    if (error instanceof NotReached || error instanceof Skipped) return undefined;
    throw error;
  }
}

function asFinding(mistake: Mistake, slug: string, told: Told): Finding {
  const { message, remedy, fix = remedy && maskKeyShapes(renderRemedy(remedy)), found, ...place } = told;
  return {
    id: mistake.id,
    severity: mistake.severity === "advice" ? "advice" : "wrong",
    message,
    ...place,
    ...(found && { found }),
    ...(fix !== undefined && { fix }),
    learn: `steps/${slug}/README.md#${mistake.learn}`,
  };
}
