import type { Step } from "../course/step.ts";
import type { Evidence } from "../lab/evidence.ts";
import { guarded, type Broken } from "./broken.ts";
import type { Finding } from "./finding.ts";
import { NotReached, Skipped } from "../facts/outcome.ts";
import type { Mistake, Told } from "../mistakes/mistake.ts";

export interface FoundMistakes {
  readonly findings: Finding[];
  /** Rules that threw, and were skipped. */
  readonly broken: Broken[];
}

export interface StepMistakes {
  readonly step: Pick<Step, "slug">;
  readonly mistakes: readonly Mistake[];
}

/**
 * The findings that the evidence shows, nearest to the cause first: an earlier step's mistakes stand before a later
 * one's, a step's own in the order of its list, and what one mistake hides is left out.
 */
export function findMistakes(
  evidence: Evidence,
  steps: readonly StepMistakes[],
  wanted: (mistake: Mistake) => boolean = () => true,
): FoundMistakes {
  const broken: Broken[] = [];
  const found = steps.flatMap(({ step, mistakes }) =>
    mistakes
      .filter((mistake) => wanted(mistake) && (mistake.blocks !== false || step === steps.at(-1)?.step))
      .flatMap((mistake) => {
        const finding = guarded(mistake.id, broken, () => look(mistake, step.slug, evidence), undefined);
        return finding ? [{ mistake, finding }] : [];
      }),
  );
  const hidden = new Set(found.flatMap(({ mistake }) => mistake.hides ?? []));
  const kept = found.filter(({ mistake }) => !hidden.has(mistake.id)).map(({ finding }) => finding);
  const findings = [
    ...kept.filter(({ severity }) => severity === "wrong"),
    ...kept.filter(({ severity }) => severity === "advice"),
  ];
  return { findings, broken };
}

/** A mistake in what was never reached, or cannot be judged on this machine, is none. */
function look(mistake: Mistake, slug: string, evidence: Evidence): Finding | undefined {
  try {
    const told = mistake.when(evidence);
    return told ? asFinding(mistake, slug, told) : undefined;
  } catch (error) {
    if (error instanceof NotReached || error instanceof Skipped) return undefined;
    throw error;
  }
}

function asFinding(mistake: Mistake, slug: string, told: Told): Finding {
  const { message, fix, found, ...place } = told;
  return {
    id: mistake.id,
    severity: mistake.severity ?? "wrong",
    message,
    ...place,
    ...(found && { found }),
    fix,
    learn: `steps/${slug}/README.md#${mistake.learn}`,
  };
}
