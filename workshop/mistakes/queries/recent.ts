import { savedQueryAdvice } from "../../facts/saved-query-advice.ts";
import type { Mistake } from "../mistake.ts";
import type { SavedQuery } from "../../lab/evidence.ts";
import {
  DURATION,
  isRecent,
  latencyQuery,
  lineInQuery,
  reach,
  recentQuery,
  TRACE,
  type Words,
} from "../../facts/query-questions.ts";
import { USER } from "../../facts/user-requests.ts";
import { entry, recent } from "./about-query.ts";

const COUNT = '{ "op": "COUNT" }';

/** Recent traces asks for something else; and what both should not show. */
export const recentMistakes: readonly Mistake[] = [
  {
    id: "recent-without-traces",
    learn: "recent-traces",
    when: (evidence) =>
      recent(
        evidence,
        ({ breakdowns }) => !breakdowns.includes(TRACE),
        (saved, { breakdowns }) => ({
          message: `Recent traces is grouped by ${breakdowns.length > 0 ? breakdowns.join(" and ") : "nothing"}, so its rows are no traces.`,
          ...lineInQuery(saved, "breakdowns"),
          fix: entry(saved, "breakdowns", `["${TRACE}"]`),
        }),
      ),
  },
  {
    id: "grouped-by-span",
    learn: "recent-traces",
    when: (evidence) =>
      recent(
        evidence,
        ({ breakdowns }) =>
          breakdowns.includes(TRACE) &&
          breakdowns.some((name) => /^(trace\.span_id|trace\.parent_id)$/.test(name)),
        (saved) => ({
          message: "Recent traces is also grouped by span, so a trace stands in several rows.",
          ...lineInQuery(saved, "breakdowns"),
          fix: entry(saved, "breakdowns", `["${TRACE}"]`),
        }),
      ),
  },
  {
    id: "recent-without-time",
    learn: "recent-traces",
    when: (evidence) =>
      recent(
        evidence,
        (words) => reach(words) === undefined,
        (saved) => ({
          message:
            "Recent traces says no time, so here it takes the oldest ones too. Honeycomb would look at its last two hours, which nobody reading the file can see.",
          ...lineInQuery(saved, "breakdowns"),
          fix: entry(saved, "time_range", "3600"),
        }),
      ),
  },
  {
    id: "recent-is-long-ago",
    learn: "recent-traces",
    when: (evidence) =>
      recent(
        evidence,
        (words) => reach(words) !== undefined && !isRecent(words),
        (saved, words) => ({
          message: isEndless(words)
            ? "Recent traces begins at a fixed moment and goes on for ever; in a year it shows a year."
            : `Recent traces looks back ${Math.round((reach(words) ?? 0) / 3600).toLocaleString("en-US")} hours; its times are in seconds.`,
          ...lineInQuery(saved, words.time_range === undefined ? "start_time" : "time_range"),
          fix: `${words.time_range === undefined ? "Take start_time and end_time out, and say the last hour. " : ""}${entry(saved, "time_range", "3600")}`,
        }),
      ),
  },
  {
    id: "recent-finds-nothing",
    symptom: true,
    learn: "load-again",
    when: (evidence) =>
      recent(
        evidence,
        (words, saved) =>
          isRecent(words) && words.breakdowns.includes(TRACE) && saved.result?.rows.length === 0,
        (saved, words) => ({
          message: "Recent traces shows no row on the run week2.",
          ...lineInQuery(saved, words.start_time === undefined ? "filters" : "start_time"),
          fix: "A time_range counts back from the run's last span; start_time and end_time are fixed moments. Take out what keeps all rows away.",
        }),
      ),
  },
  {
    id: "personal-data-in-rows",
    severity: "advice",
    learn: "who-may-read-it",
    when: ({ recorded }) => {
      for (const saved of recorded?.queries ?? []) {
        const personal = personalCell(saved);
        if (personal)
          return {
            message: `The rows of ${saved.path} show e-mail addresses, such as ${personal.shown}. Whoever may open the query reads them.`,
            file: saved.path,
            ...lineInQuery(saved, personal.column),
            found: personal.column,
            fix: `Group by an id instead: "breakdowns": ["${USER}"]`,
          };
      }
      return undefined;
    },
  },
  {
    id: "rows-say-less",
    severity: "advice",
    learn: "your-task",
    when: (evidence) => {
      const [latency, traces] = [latencyQuery(evidence), recentQuery(evidence)];
      if (latency?.query && !calculates(latency, "COUNT"))
        return saysLess(latency, "how many requests each user sent", COUNT);
      if (traces?.query && !calculates(traces, "COUNT"))
        return saysLess(traces, "how many spans each trace has", COUNT);
      return traces?.query && !calculates(traces, undefined, DURATION)
        ? saysLess(traces, "how long each trace took", `{ "op": "MAX", "column": "${DURATION}" }`)
        : undefined;
    },
  },
  {
    id: "column-never-seen",
    symptom: true,
    severity: "advice",
    learn: "a-row-is-missing",
    when: (evidence) => evidence.recorded?.week2 && savedQueryAdvice(evidence),
  },
];

function calculates({ query }: SavedQuery, op?: string, column?: string): boolean {
  return (query?.calculations ?? []).some(
    (each) => (op === undefined || each.op === op) && each.column === column,
  );
}

function saysLess(saved: SavedQuery, what: string, calculation: string) {
  return {
    message: `The rows of ${saved.path} do not say ${what}, which the lesson asks for too.`,
    file: saved.path,
    ...lineInQuery(saved, "calculations"),
    fix: `One more among the calculations:\n${calculation}`,
  };
}

function isEndless(words: Words): boolean {
  return reach(words) === Number.POSITIVE_INFINITY;
}

/** A cell of the rows that looks like somebody's address; shown only in part. */
function personalCell({ query, result }: SavedQuery): { column: string; shown: string } | undefined {
  for (const [index, column] of (query?.breakdowns ?? []).entries()) {
    const found = result?.rows
      .map((row) => String(row[index]))
      .find((cell) => /^\S+@\S+\.\w{2,}$/.test(cell));
    if (found) return { column, shown: `${found.slice(0, 1)}…@…` };
  }
  return undefined;
}
