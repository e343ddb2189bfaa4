import { answerNumbers } from "../../facts/answer-numbers.ts";
import type { Mistake } from "../mistake.ts";
import { answerTo, isNear, spanMilliseconds } from "../../facts/journal-questions.ts";
import { HOMES_ONLY, at, factsOf, given, isRightP90, maximum, p90, short, sum, wrongP90 } from "./wrong-number.ts";

/** The P90 is one of something else, or no P90. */
export const p90Mistakes: readonly Mistake[] = [
  {
    id: "p90-in-another-unit",
    learn: "the-unit",
    when: (evidence) => {
      const facts = factsOf(evidence);
      const answer = answerTo(evidence, "07-p90");
      if (!facts || isRightP90(answer, facts)) return undefined;
      if (answerNumbers(answer).some(({ value }) => isNear(value, facts.p90)))
        return {
          message: `In ${short(answer)} the number is right, and the unit is not. duration_ms is in milliseconds.`,
          ...given(evidence, "07-p90"),
          fix: "Write ms behind the number, or nothing.",
        };
      const unit = Object.entries({ seconds: 0.001, microseconds: 1e3, nanoseconds: 1e6 }).find(
        ([, factor]) => answerNumbers(answer).some(({ value }) => isNear(value / factor, facts.p90)),
      );
      return (
        unit && {
          message: `${short(answer)} would be right in ${unit[0]}. duration_ms is in milliseconds.`,
          ...given(evidence, "07-p90"),
          fix: "Write the number in milliseconds, or write its unit behind it.",
        }
      );
    },
  },
  {
    id: "average-instead-of-p90",
    learn: "why-not-the-average",
    when: wrongP90(({ homes }) => ({
      known: { "the average of the home feed": sum(homes.map(spanMilliseconds)) / homes.length },
      message: "It mixes the many quick requests with the few slow ones, and describes neither.",
      fix: '"calculations": [{ "op": "P90", "column": "duration_ms" }]',
    })),
  },
  {
    id: "p90-of-other-spans", symptom: true,
    learn: "only-the-home-feed",
    when: wrongP90(({ requests, spans, homeRequestsByUser }) => ({
      known: {
        "the P90 of the requests to all routes": p90(requests),
        "the P90 of every span in the run": p90(spans),
        ...Object.fromEntries(
          [...homeRequestsByUser].map(([user, own]) => [`the P90 of ${user}'s home feed alone`, p90(own)]),
        ),
      },
      message: "All requests to the home feed are meant, and no others.",
      fix: `${HOMES_ONLY}, and no "breakdowns"`,
    })),
  },
  {
    id: "another-percentile", symptom: true,
    learn: "why-not-the-average",
    when: wrongP90(({ homes }) => ({
      known: {
        ...Object.fromEntries(
          Object.entries({ P50: 0.5, P75: 0.75, P95: 0.95, P99: 0.99, P10: 0.1 }).map(([name, share]) => [
            `the ${name} of the home feed`,
            at(homes, share),
          ]),
        ),
        "the home feed's slowest request, its MAX": maximum(homes),
      },
      message: "The P90 is asked for.",
      fix: '"calculations": [{ "op": "P90", "column": "duration_ms" }]',
    })),
  },
  {
    id: "p90-differs", symptom: true,
    learn: "the-run-week2",
    when: wrongP90(() => ({
      message:
        "In the run week2 the P90 of the home feed is another one. Each npm run load measures anew, so an answer belongs to its run.",
      fix: `${HOMES_ONLY}, with P90(duration_ms), on the run week2 as it is now.`,
    })),
  },
];
