import type { Mistake } from "../mistake.ts";
import { LENGTH } from "../../facts/home-fields.ts";
import { maximum, sum, wrongNumber } from "./wrong-number.ts";

/** Traces were counted, or the longest result looked for, in another way than asked; last of each, in a way that nobody knows. */
export const journalCountMistakes: readonly Mistake[] = [
  {
    id: "spans-counted",
    learn: "one-trace-or-many-spans",
    when: wrongNumber("07-traces", ({ spans, traces }) => ({
      is: spans.length !== traces && [spans.length],
      message: "That is the number of spans. A trace has several of them, and each is counted once by COUNT.",
      fix: 'Count what differs:\n"calculations": [{ "op": "COUNT_DISTINCT", "column": "trace.trace_id" }]',
    })),
  },
  {
    id: "rows-up-to-the-limit",
    learn: "one-trace-or-many-spans",
    when: wrongNumber("07-traces", ({ traces }) => ({
      is: traces > 100 && [100],
      message:
        "100 is how many rows a query shows when it says nothing else; there are more traces than rows.",
      fix: 'Ask for more, "limit": 1000, read the line below the table (100 of …), or take COUNT_DISTINCT(trace.trace_id).',
    })),
  },
  {
    id: "one-route-counted",
    learn: "one-trace-or-many-spans",
    when: wrongNumber("07-traces", ({ homes }) => ({
      is: [homes.length],
      message: "That is the number of requests to the home feed. The run also holds those to other routes.",
      fix: "Take the filter out of the query, and count again.",
    })),
  },
  {
    id: "traces-differ", symptom: true,
    learn: "the-run-week2",
    when: wrongNumber("07-traces", () => ({
      message:
        "The run week2 holds another number of traces. Was the answer read from another run, or from the traces of npm start?",
      fix: "Ask the run week2: npm run query -- journal/queries/traces.json",
    })),
  },
  {
    id: "shortest-result",
    learn: "the-longest-result",
    when: wrongNumber("07-longest-result", ({ lengths, longest }) => ({
      is: Math.min(...lengths) < longest && [Math.min(...lengths)],
      message: "That is the shortest result in the run.",
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
  {
    id: "sum-instead-of-max", symptom: true,
    learn: "the-longest-result",
    when: wrongNumber("07-longest-result", ({ lengths, spans }) => ({
      known: {
        [`the sum of ${LENGTH} over all spans`]: sum(lengths),
        [`how many spans have ${LENGTH}`]: lengths.length,
        "how many spans the run holds": spans.length,
      },
      message: "The longest single result is asked for.",
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
  {
    id: "max-of-another-column",
    learn: "the-longest-result",
    when: wrongNumber("07-longest-result", ({ spans, homes }) => ({
      known: {
        "how long the slowest span took": maximum(spans),
        "how long the slowest request to the home feed took": maximum(homes),
      },
      message: "A result's length is a number of activities, not a duration.",
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
  {
    id: "longest-differs", symptom: true,
    learn: "the-longest-result",
    when: wrongNumber("07-longest-result", () => ({
      message: `The largest ${LENGTH} in the run week2 is another one.`,
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
];
