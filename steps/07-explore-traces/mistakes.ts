import {
  answerNumbers,
  listMistakes,
  nearestWord,
  percentileOf,
  savedQueryAdvice,
  type Evidence,
  type Mistake,
  type Span,
} from "#course-kit";
import {
  answerTo,
  isLoad,
  isNear,
  LENGTH,
  milliseconds,
  OWN_SPAN,
  QUESTIONS,
  runFacts,
  says,
  spanMilliseconds,
  termsIn,
  usersIn,
  type Question,
  type RunFacts,
} from "./facts.ts";

const JOURNAL = { file: "journal/week2.md" };
const LOAD = "npm run load";
const HOMES_ONLY = '"filters": [{ "column": "name", "op": "=", "value": "GET /api/activities/home" }]';

/** Nobody's later step depends on this one. */
const own = (list: readonly Mistake[]) =>
  listMistakes(list.map((mistake) => ({ blocks: false, ...mistake })));

export const mistakes = own([
  {
    id: "run-not-recorded",
    learn: "the-run-week2",
    hides: ["answers-not-written", "answer-missing"],
    when: ({ recorded }) =>
      recorded &&
      !recorded.week2?.spans.length && {
        message: "There is no run week2 yet, so there is nothing to read the answers from.",
        fix: LOAD,
      },
  },
  {
    id: "run-without-your-span",
    learn: "the-run-week2",
    hides: ["run-without-result-length", "answers-not-written", "answer-missing", "sum-instead-of-max"],
    when: ({ recorded }) =>
      recorded?.week2?.spans.length &&
      !recorded.week2.spans.some(({ name }) => name === OWN_SPAN) && {
        message: `The run week2 of ${timeOf(recorded.week2.startedMs)} holds no span ${OWN_SPAN}: it was recorded before step 5 was done, or from another backend.`,
        fix: LOAD,
      },
  },
  {
    id: "run-without-result-length",
    learn: "the-run-week2",
    hides: ["answers-not-written", "answer-missing", "sum-instead-of-max"],
    when: ({ recorded }) =>
      recorded?.week2?.spans.length &&
      !recorded.week2.spans.some(({ fields }) => fields[LENGTH] !== undefined) && {
        message: `No span of the run week2 of ${timeOf(recorded.week2.startedMs)} has ${LENGTH}: it was recorded before step 6 was done, or from another backend.`,
        fix: LOAD,
      },
  },
  {
    id: "run-of-other-traffic",
    learn: "the-run-week2",
    when: (evidence) => {
      if (!evidence.recorded?.week2?.spans.length) return undefined;
      const facts = runFacts(evidence);
      return (
        !isLoad(facts) && {
          message: `The run week2 holds ${facts.traces} traces, but not the traffic that npm run load sends. Was it recorded in another way, or stopped on the way?`,
          fix: LOAD,
        }
      );
    },
  },
  {
    id: "answers-not-written",
    learn: "your-task",
    hides: ["answer-missing"],
    when: (evidence) =>
      ids().every((id) => answerTo(evidence, id) === "") &&
      (evidence.nearby.notes.every(({ path }) => path !== JOURNAL.file)
        ? {
            message: `There is no ${JOURNAL.file}, and the answers belong into it.`,
            fix: `Bring it back as git knows it:\ngit checkout -- ${JOURNAL.file}`,
          }
        : {
            message: "Your journal has none of the answers yet.",
            ...JOURNAL,
            fix: `Write each behind its line, such as: Answer (07-traces): …\nIf the lines are gone, put them back:\n${ids()
              .map((id) => `Answer (${id}):`)
              .join("\n\n")}`,
          }),
  },
  {
    id: "answer-missing",
    learn: "your-task",
    when: (evidence) => {
      const open = ids().find((id) => answerTo(evidence, id) === "");
      return (
        open && {
          message: `One answer is still open: ${QUESTIONS[open]}.${nearly(evidence, open)}`,
          ...JOURNAL,
          fix: `Write it on the line: Answer (${open}):`,
        }
      );
    },
  },
  {
    id: "answers-swapped",
    learn: "your-task",
    hides: ["longest-differs", "traces-differ", "p90-differs", "wrong-user", "wrong-search"],
    when: (evidence) => {
      const swapped = swappedAnswers(evidence);
      return (
        swapped && {
          message: `Behind ${swapped[0]} stands what belongs behind ${swapped[1]}.`,
          ...JOURNAL,
          found: `Answer (${swapped[0]}): ${short(answerTo(evidence, swapped[0]))}`,
          fix: `Answer (${swapped[0]}) is ${QUESTIONS[swapped[0]]}; Answer (${swapped[1]}) is ${QUESTIONS[swapped[1]]}.`,
        }
      );
    },
  },
  {
    id: "answer-holds-no-number",
    learn: "your-task",
    hides: ["traces-differ", "longest-differs", "p90-differs"],
    when: (evidence) => {
      const id = factsOf(evidence) && NUMBERS.find((each) => isWordy(answerTo(evidence, each)));
      return (
        id && {
          message: `Behind ${id} stands ${short(answerTo(evidence, id))}, and no number. What is asked for is ${QUESTIONS[id]}.`,
          ...JOURNAL,
          found: `Answer (${id}): ${short(answerTo(evidence, id))}`,
          fix: "The query of the lesson's task gives the number. Write it behind the colon.",
        }
      );
    },
  },
  {
    id: "spans-counted",
    learn: "one-trace-or-many-spans",
    hides: ["traces-differ"],
    when: wrongNumber("07-traces", ({ spans, traces }) => ({
      is: spans.length !== traces && [spans.length],
      message: "That is the number of spans. A trace has several of them, and each is counted once by COUNT.",
      fix: 'Count what differs:\n"calculations": [{ "op": "COUNT_DISTINCT", "column": "trace.trace_id" }]',
    })),
  },
  {
    id: "rows-up-to-the-limit",
    learn: "one-trace-or-many-spans",
    hides: ["traces-differ"],
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
    hides: ["traces-differ"],
    when: wrongNumber("07-traces", ({ homes }) => ({
      is: [homes.length],
      message: "That is the number of requests to the home feed. The run also holds those to other routes.",
      fix: "Take the filter out of the query, and count again.",
    })),
  },
  {
    id: "shortest-result",
    learn: "the-longest-result",
    hides: ["longest-differs"],
    when: wrongNumber("07-longest-result", ({ lengths, longest }) => ({
      is: Math.min(...lengths) < longest && [Math.min(...lengths)],
      message: "That is the shortest result in the run.",
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
  {
    id: "sum-instead-of-max",
    learn: "the-longest-result",
    hides: ["longest-differs"],
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
    hides: ["longest-differs"],
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
    id: "p90-in-another-unit",
    learn: "the-unit",
    hides: ["p90-differs"],
    when: (evidence) => {
      const facts = factsOf(evidence);
      const answer = answerTo(evidence, "07-p90");
      if (!facts || isRightP90(answer, facts)) return undefined;
      if (answerNumbers(answer).some(({ value }) => isNear(value, facts.p90)))
        return {
          message: `In ${short(answer)} the number is right, and the unit is not. duration_ms is in milliseconds.`,
          ...JOURNAL,
          found: `Answer (07-p90): ${short(answer)}`,
          fix: "Write ms behind the number, or nothing.",
        };
      const unit = Object.entries({ seconds: 0.001, microseconds: 1e3, nanoseconds: 1e6 }).find(
        ([, factor]) => answerNumbers(answer).some(({ value }) => isNear(value / factor, facts.p90)),
      );
      return (
        unit && {
          message: `${short(answer)} would be right in ${unit[0]}. duration_ms is in milliseconds.`,
          ...JOURNAL,
          found: `Answer (07-p90): ${short(answer)}`,
          fix: "Write the number in milliseconds, or write its unit behind it.",
        }
      );
    },
  },
  {
    id: "average-instead-of-p90",
    learn: "why-not-the-average",
    hides: ["p90-of-other-spans", "another-percentile", "p90-differs"],
    when: wrongP90(({ homes }) => ({
      known: { "the average of the home feed": sum(homes.map(spanMilliseconds)) / homes.length },
      message: "It mixes the many quick requests with the few slow ones, and describes neither.",
      fix: '"calculations": [{ "op": "P90", "column": "duration_ms" }]',
    })),
  },
  {
    id: "p90-of-other-spans",
    learn: "only-the-home-feed",
    hides: ["another-percentile", "p90-differs"],
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
    id: "another-percentile",
    learn: "why-not-the-average",
    hides: ["p90-differs"],
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
    id: "wrong-user",
    learn: "what-sets-them-apart",
    when: (evidence) => {
      const facts = factsOf(evidence);
      const answer = answerTo(evidence, "07-slow-user");
      if (!facts || answer === "") return undefined;
      const users = usersIn(answer, facts);
      if (users.length === 1 && users[0] === facts.slowUser) return undefined;
      const [user] = users;
      return {
        message:
          users.length > 1
            ? `${short(answer)} names ${users.length} users. Half of each one's requests tell which of them is slow.`
            : user
              ? `Half of ${user}'s requests to the home feed took less than ${Math.ceil(facts.homeByUser.get(user) ?? 0)} ms. Somebody waits much longer.`
              : `No user of the run is called ${short(answer)}; a handle is meant, such as garek, from the name of the user's app.`,
        ...JOURNAL,
        found: `Answer (07-slow-user): ${short(answer)}`,
        fix: 'Compare them: "breakdowns": ["user_agent.original"], with P50(duration_ms), and look at the first row.',
      };
    },
  },
  {
    id: "wrong-search",
    learn: "what-sets-them-apart",
    when: (evidence) => {
      const facts = factsOf(evidence);
      const answer = answerTo(evidence, "07-failing-search");
      if (!facts || answer === "") return undefined;
      const terms = termsIn(answer, facts);
      if (terms.length > 0 && terms.every((term) => facts.failingTerms.has(term))) return undefined;
      const works = terms.find((term) => !facts.failingTerms.has(term));
      return {
        message: works
          ? `The search for ${works} was answered with 200 in the run. Another one fails each time.`
          : `${short(answer)} is no term that was searched for in the run. The word behind term= is meant.`,
        ...JOURNAL,
        found: `Answer (07-failing-search): ${short(answer)}`,
        fix: '"filters": [{ "column": "error", "op": "=", "value": true }], "breakdowns": ["url.query"]',
      };
    },
  },
  {
    id: "traces-differ",
    learn: "the-run-week2",
    when: wrongNumber("07-traces", () => ({
      message:
        "The run week2 holds another number of traces. Was the answer read from another run, or from the traces of npm start?",
      fix: "Ask the run week2: npm run query -- journal/queries/traces.json",
    })),
  },
  {
    id: "longest-differs",
    learn: "the-longest-result",
    when: wrongNumber("07-longest-result", () => ({
      message: `The largest ${LENGTH} in the run week2 is another one.`,
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
  {
    id: "p90-differs",
    learn: "the-run-week2",
    when: wrongP90(() => ({
      message:
        "In the run week2 the P90 of the home feed is another one. Each npm run load measures anew, so an answer belongs to its run.",
      fix: `${HOMES_ONLY}, with P90(duration_ms), on the run week2 as it is now.`,
    })),
  },
  {
    id: "query-asks-for-nothing",
    severity: "advice",
    learn: "a-column-that-is-not-there",
    when: (evidence) => factsOf(evidence) && savedQueryAdvice(evidence),
  },
]);

interface Explained {
  /** The answer is one of these. */
  readonly is?: readonly number[] | false;
  /** The answer is about one of these, each with what it is: told as "That is …". */
  readonly known?: Readonly<Record<string, number>>;
  readonly message: string;
  readonly fix: string;
}

/** A wrong answer to a question for a number; explained by what it is, or by nothing else. */
function wrongNumber(
  id: "07-traces" | "07-longest-result",
  explain: (facts: RunFacts) => Explained,
): Mistake["when"] {
  return (evidence) => {
    const facts = factsOf(evidence);
    const answer = answerTo(evidence, id);
    if (!facts || answer === "") return undefined;
    if (says(answer, id === "07-traces" ? facts.traces : facts.longest)) return undefined;
    return told(id, answer, explain(facts));
  };
}

function wrongP90(explain: (facts: RunFacts) => Explained): Mistake["when"] {
  return (evidence) => {
    const facts = factsOf(evidence);
    const answer = answerTo(evidence, "07-p90");
    if (!facts || answer === "" || isRightP90(answer, facts)) return undefined;
    return told("07-p90", answer, explain(facts));
  };
}

function told(id: Question, answer: string, { is, known, message, fix }: Explained) {
  const values = id === "07-p90" ? milliseconds(answer) : answerNumbers(answer).map(({ value }) => value);
  const names = Object.entries(known ?? {}).filter(([, each]) => values.some((value) => isNear(value, each)));
  const unexplained = is === undefined && known === undefined;
  if (!unexplained && names.length === 0 && !(is && is.some((each) => values.includes(each))))
    return undefined;
  const nearest = names.slice(0, 2).map(([name]) => name);
  return {
    message: `Behind ${id} stands ${short(answer)}. ${nearest.length > 0 ? `That is ${nearest.join(", or ")}. ` : ""}${message}`,
    ...JOURNAL,
    found: `Answer (${id}): ${short(answer)}`,
    fix,
  };
}

/** The answers that are numbers. */
const NUMBERS = ["07-traces", "07-longest-result", "07-p90"] as const;

function isWordy(answer: string): boolean {
  return answer !== "" && answerNumbers(answer).length === 0;
}

/** A line of the journal whose id is not quite the one that is open. */
function nearly({ answers }: Evidence, open: Question): string {
  const known: readonly string[] = ids();
  const others = Object.keys(answers).filter((id) => id.startsWith("07") && !known.includes(id));
  const near = nearestWord(open, others);
  return near ? ` There is a line Answer (${near}), which is another name.` : "";
}

/** Two lines each of which says what the other one should. */
function swappedAnswers(evidence: Evidence): readonly [Question, Question] | undefined {
  const facts = factsOf(evidence);
  if (!facts) return undefined;
  const right: Record<Question, (answer: string) => boolean> = {
    "07-traces": (answer) => says(answer, facts.traces),
    "07-longest-result": (answer) => says(answer, facts.longest),
    "07-p90": (answer) => isRightP90(answer, facts),
    "07-slow-user": (answer) => usersIn(answer, facts).includes(facts.slowUser),
    "07-failing-search": (answer) => termsIn(answer, facts).some((term) => facts.failingTerms.has(term)),
  };
  const pairs = ids().flatMap((one) => ids().map((other) => [one, other] as const));
  return pairs.find(([one, other]) => {
    const [first, second] = [answerTo(evidence, one), answerTo(evidence, other)];
    return one !== other && !right[one](first) && right[other](first) && right[one](second);
  });
}

function factsOf(evidence: Evidence): RunFacts | undefined {
  return evidence.recorded?.week2?.spans.length ? runFacts(evidence) : undefined;
}

function isRightP90(answer: string, facts: RunFacts): boolean {
  return milliseconds(answer).some((value) => isNear(value, facts.p90));
}

function p90(spans: readonly Span[]): number {
  return at(spans, 0.9);
}

function at(spans: readonly Span[], share: number): number {
  return percentileOf(spans.map(spanMilliseconds), share) ?? Number.NaN;
}

function maximum(spans: readonly Span[]): number {
  return Math.max(...spans.map(spanMilliseconds));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ids(): Question[] {
  return Object.keys(QUESTIONS) as Question[];
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ");
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
