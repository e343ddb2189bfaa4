import { tellAdvice } from "../../facts/saved-query-advice.ts";
import type { Evidence, SavedQuery } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  cells,
  DURATION,
  hasHeatmap,
  latencyCalculation,
  latencyQuery,
  lineInQuery,
  looksAtRequests,
  nameOf,
  recentQuery,
  servicesOf,
  usersOf,
  type Words,
} from "../../facts/query-questions.ts";
import { USER } from "../../facts/user-requests.ts";
import { type MaybeTold, entry, latency } from "./about-query.ts";

/** Keeps to requests: a root is a span without a parent. */
const ROOTS = '{ "column": "trace.parent_id", "op": "does-not-exist" }';

/** Latency by user asks for something else. */
export const latencyMistakes: readonly Mistake[] = [
  {
    id: "user-column-misspelt",
    learn: "latency-by-user",
    when: (evidence) => {
      const saved = latencyQuery(evidence);
      const isOther = saved?.query && !saved.query.breakdowns.includes(USER);
      const advice = isOther ? tellAdvice(saved, /^breakdowns/) : undefined;
      if (!advice?.message.includes(USER)) return undefined;
      return { ...advice, message: `Latency by user has no row for each user. ${advice.message}` };
    },
  },
  {
    id: "filter-matches-nothing",
    symptom: true,
    learn: "a-row-is-missing",
    when: (evidence) => {
      const asked = [latencyQuery(evidence), recentQuery(evidence)];
      for (const saved of asked) {
        const told = saved && emptied(evidence, saved);
        if (told) return told;
      }
      return undefined;
    },
  },
  {
    id: "grouped-by-something-else",
    symptom: true,
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        ({ breakdowns }) => !breakdowns.includes(USER),
        (saved, { breakdowns }) => ({
          message: `Latency by user is grouped by ${breakdowns.length > 0 ? breakdowns.join(" and ") : "nothing"}, so it has no row for each user.`,
          ...lineInQuery(saved, "breakdowns"),
          fix: entry(saved, "breakdowns", `["${USER}"]`),
        }),
      ),
  },
  {
    id: "no-latency-calculated",
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        (words) => !latencyCalculation(words),
        (saved, { calculations }) => ({
          message: `Latency by user calculates ${calculations.map(nameOf).join(" and ")}. How long requests take is a percentile of ${DURATION}.`,
          ...lineInQuery(saved, "calculations"),
          fix: `One more among the calculations:\n{ "op": "P90", "column": "${DURATION}" }`,
        }),
      ),
  },
  {
    id: "heatmap-missing",
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        (words) => !hasHeatmap(words),
        (saved) => ({
          message: `Latency by user has no heatmap of ${DURATION}; a number alone hides that there are two kinds of requests.`,
          ...lineInQuery(saved, "calculations"),
          fix: `One more among the calculations:\n{ "op": "HEATMAP", "column": "${DURATION}" }`,
        }),
      ),
  },
  {
    id: "every-span-counted",
    symptom: true,
    learn: "only-the-requests",
    when: (evidence) =>
      latency(
        evidence,
        (words) => !looksAtRequests(words),
        (saved, { filters, filter_combination }) => ({
          message:
            "Latency by user does not keep to the requests. Spans inside a request have no user and are quick, so most of the picture is about them.",
          ...lineInQuery(saved, filter_combination === "OR" ? "filter_combination" : "filters"),
          fix:
            filter_combination === "OR" && filters.length > 1
              ? `Every filter must hold, one of them for requests:\n${entry(saved, "filter_combination", '"AND"')}\n${ROOTS}`
              : filters.length > 0
                ? `One more among the filters:\n${ROOTS}`
                : entry(saved, "filters", `[${ROOTS}]`),
        }),
      ),
  },
  {
    id: "some-users-left-out",
    symptom: true,
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        (words, saved) => words.breakdowns.includes(USER) && leftOut(evidence, saved).length > 0,
        (saved, words) => ({
          message: `${leftOut(evidence, saved).slice(0, 3).join(", ")} sent requests in the run, but the rows leave them out.`,
          ...lineInQuery(
            saved,
            words.limit < 100 ? "limit" : words.havings.length > 0 ? "havings" : "filters",
          ),
          fix:
            words.limit < 100
              ? 'Take "limit" out, or make it larger.'
              : "Take out what keeps them away: a filter, or a having.",
        }),
      ),
  },
  {
    id: "slowest-not-first",
    symptom: true,
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        (words, saved) => isOutOfOrder(words, saved),
        (saved, words) => ({
          message: `The rows of Latency by user begin with ${String(cells(saved, USER)[0])}, who is not the slowest.`,
          ...lineInQuery(saved, "orders"),
          fix: entry(
            saved,
            "orders",
            `[{ "op": "${latencyCalculation(words)?.op}", "column": "${DURATION}", "order": "descending" }]`,
          ),
        }),
      ),
  },
];

function leftOut({ recorded }: Evidence, saved: SavedQuery): string[] {
  const shown = cells(saved, USER);
  return saved.result
    ? [...usersOf(recorded?.week2?.spans ?? [])].filter((user) => !shown.includes(user))
    : [];
}

function isOutOfOrder(words: Words, saved: SavedQuery): boolean {
  const calculation = latencyCalculation(words);
  if (!calculation || !saved.result) return false;
  const values = cells(saved, nameOf(calculation)).map(Number);
  return values.length > 0 && values[0] !== Math.max(...values);
}

/** Why a query that asks the right thing shows no row: its filters name or want what no span of the run has. */
function emptied(evidence: Evidence, saved: SavedQuery): MaybeTold {
  if (saved.result?.rows.length !== 0) return undefined;
  const advice = tellAdvice(saved, /^filters/);
  if (advice) return { ...advice, message: `${saved.path} shows no row. ${advice.message}` };
  const services = servicesOf(evidence.recorded?.week2?.spans ?? []);
  const other = saved.query?.filters.find(
    ({ column, op, value }) => column === "service.name" && op === "=" && !services.has(String(value)),
  );
  return (
    other && {
      message: `${saved.path} shows no row. It looks at the service ${String(other.value)}, and the run's spans come from ${[...services].join(" and ")}. In Honeycomb each service is a dataset of its own.`,
      file: saved.path,
      ...lineInQuery(saved, String(other.value)),
      fix: "Take the filter for service.name out, or name your own service.",
    }
  );
}
