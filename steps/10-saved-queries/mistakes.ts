import {
  listMistakes,
  savedQueryAdvice,
  tellAdvice,
  type Evidence,
  type Mistake,
  type SavedQuery,
} from "#course-kit";
import {
  cells,
  DURATION,
  hasHeatmap,
  isRecent,
  latencyCalculation,
  LATENCY_FILE,
  latencyQuery,
  lineIn,
  looksAtRequests,
  nameOf,
  reach,
  RECENT_FILE,
  recentQuery,
  savedQueries,
  servicesOf,
  TRACE,
  USER,
  usersOf,
  type Words,
} from "./facts.ts";

const own = (list: readonly Mistake[]) =>
  listMistakes(list.map((mistake) => ({ blocks: false, ...mistake })));

export const mistakes = own([
  {
    id: "run-without-users",
    learn: "load-again",
    hides: ["filter-matches-nothing", "some-users-left-out"],
    when: ({ recorded }) =>
      recorded &&
      usersOf(recorded.week2?.spans ?? []).size === 0 && {
        message: recorded.week2
          ? `No span of the run week2 has ${USER}: the backend that was loaded set none.`
          : "There is no run week2 yet on which the queries could be tried.",
        fix: recorded.week2 ? "When step 9 passes, load once more:\nnpm run load" : "npm run load",
      },
  },
  {
    id: "queries-not-saved",
    learn: "your-task",
    hides: ["latency-query-missing", "recent-query-missing"],
    when: (evidence) =>
      evidence.recorded &&
      !latencyQuery(evidence) &&
      !recentQuery(evidence) && {
        message: "The two queries are not in journal/queries/ yet.",
        fix: `Save them as ${LATENCY_FILE} and ${RECENT_FILE}.`,
        ...strayed(evidence, /latency/i, LATENCY_FILE),
      },
  },
  {
    id: "latency-query-missing",
    learn: "latency-by-user",
    when: (evidence) =>
      evidence.recorded &&
      !latencyQuery(evidence) && {
        message: `There is no query for the latency by user${others(evidence)}.`,
        fix: `Save it as ${LATENCY_FILE}.`,
        ...strayed(evidence, /latency/i, LATENCY_FILE),
      },
  },
  {
    id: "recent-query-missing",
    learn: "recent-traces",
    when: (evidence) =>
      evidence.recorded &&
      !recentQuery(evidence) && {
        message: `There is no query for the recent traces${others(evidence)}.`,
        fix: `Save it as ${RECENT_FILE}.`,
        ...strayed(evidence, /recent/i, RECENT_FILE),
      },
  },
  {
    id: "query-is-no-json",
    learn: "a-query-as-a-file",
    when: (evidence) =>
      problem(
        evidence,
        ({ problems }) => problems[0]?.path === "" && /JSON:/.test(problems[0].message),
        (saved) => ({
          message: `${saved.path}: ${saved.problems[0]?.message}`,
          ...lineOf(saved),
          fix:
            saved.text.trim() === ""
              ? `Write the query of the lesson into ${saved.path}, and save it.`
              : "Look at that line and the one above: mostly a comma is missing or stands too much, or a quotation mark is not closed. JSON knows no comments.",
        }),
      ),
  },
  {
    id: "query-not-valid",
    learn: "a-query-as-a-file",
    when: (evidence) =>
      problem(
        evidence,
        ({ problems }) => problems.length > 0 && !/JSON:/.test(problems[0]?.message ?? ""),
        (saved) => {
          const [first] = saved.problems;
          return {
            message: `${first?.path || "The file"}: ${first?.message}`,
            ...lineOf(saved),
            found: first?.path ?? "",
            fix: `${meantLine(saved)}npm run query -- ${saved.path} tells everything that is wrong in the file.`,
          };
        },
      ),
  },
  {
    id: "user-column-misspelt",
    learn: "latency-by-user",
    hides: ["grouped-by-something-else", "some-users-left-out", "column-never-seen"],
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
    learn: "a-row-is-missing",
    hides: [
      "some-users-left-out",
      "slowest-not-first",
      "recent-finds-nothing",
      "every-span-counted",
      "column-never-seen",
    ],
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
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        ({ breakdowns }) => !breakdowns.includes(USER),
        (saved, { breakdowns }) => ({
          message: `Latency by user is grouped by ${breakdowns.length > 0 ? breakdowns.join(" and ") : "nothing"}, so it has no row for each user.`,
          ...lineIn(saved, "breakdowns"),
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
          ...lineIn(saved, "calculations"),
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
          ...lineIn(saved, "calculations"),
          fix: `One more among the calculations:\n{ "op": "HEATMAP", "column": "${DURATION}" }`,
        }),
      ),
  },
  {
    id: "every-span-counted",
    learn: "only-the-requests",
    when: (evidence) =>
      latency(
        evidence,
        (words) => !looksAtRequests(words),
        (saved, { filters, filter_combination }) => ({
          message:
            "Latency by user does not keep to the requests. Spans inside a request have no user and are quick, so most of the picture is about them.",
          ...lineIn(saved, filter_combination === "OR" ? "filter_combination" : "filters"),
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
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        (words, saved) => words.breakdowns.includes(USER) && leftOut(evidence, saved).length > 0,
        (saved, words) => ({
          message: `${leftOut(evidence, saved).slice(0, 3).join(", ")} sent requests in the run, but the rows leave them out.`,
          ...lineIn(saved, words.limit < 100 ? "limit" : words.havings.length > 0 ? "havings" : "filters"),
          fix:
            words.limit < 100
              ? 'Take "limit" out, or make it larger.'
              : "Take out what keeps them away: a filter, or a having.",
        }),
      ),
  },
  {
    id: "slowest-not-first",
    learn: "latency-by-user",
    when: (evidence) =>
      latency(
        evidence,
        (words, saved) => isOutOfOrder(words, saved),
        (saved, words) => ({
          message: `The rows of Latency by user begin with ${String(cells(saved, USER)[0])}, who is not the slowest.`,
          ...lineIn(saved, "orders"),
          fix: entry(
            saved,
            "orders",
            `[{ "op": "${latencyCalculation(words)?.op}", "column": "${DURATION}", "order": "descending" }]`,
          ),
        }),
      ),
  },
  {
    id: "recent-without-traces",
    learn: "recent-traces",
    when: (evidence) =>
      recent(
        evidence,
        ({ breakdowns }) => !breakdowns.includes(TRACE),
        (saved, { breakdowns }) => ({
          message: `Recent traces is grouped by ${breakdowns.length > 0 ? breakdowns.join(" and ") : "nothing"}, so its rows are no traces.`,
          ...lineIn(saved, "breakdowns"),
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
          ...lineIn(saved, "breakdowns"),
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
          ...lineIn(saved, "breakdowns"),
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
          ...lineIn(saved, words.time_range === undefined ? "start_time" : "time_range"),
          fix: `${words.time_range === undefined ? "Take start_time and end_time out, and say the last hour. " : ""}${entry(saved, "time_range", "3600")}`,
        }),
      ),
  },
  {
    id: "recent-finds-nothing",
    learn: "load-again",
    when: (evidence) =>
      recent(
        evidence,
        (words, saved) =>
          isRecent(words) && words.breakdowns.includes(TRACE) && saved.result?.rows.length === 0,
        (saved, words) => ({
          message: "Recent traces shows no row on the run week2.",
          ...lineIn(saved, words.start_time === undefined ? "filters" : "start_time"),
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
            ...lineIn(saved, personal.column),
            found: personal.column,
            fix: `Group by an id instead: "breakdowns": ["${USER}"]`,
          };
      }
      return undefined;
    },
  },
  {
    id: "column-never-seen",
    severity: "advice",
    learn: "a-row-is-missing",
    when: (evidence) => evidence.recorded?.week2 && savedQueryAdvice(evidence),
  },
]);

/** Keeps to requests: a root is a span without a parent. */
const ROOTS = '{ "column": "trace.parent_id", "op": "does-not-exist" }';

type Told = ReturnType<Mistake["when"]>;
type Tell = (saved: SavedQuery, words: Words) => { message: string; fix: string; line?: number };

function latency(evidence: Evidence, wrong: (words: Words, saved: SavedQuery) => boolean, tell: Tell): Told {
  return about(latencyQuery(evidence), wrong, tell);
}

function recent(evidence: Evidence, wrong: (words: Words, saved: SavedQuery) => boolean, tell: Tell): Told {
  return about(recentQuery(evidence), wrong, tell);
}

function about(
  saved: SavedQuery | undefined,
  wrong: (words: Words, saved: SavedQuery) => boolean,
  tell: Tell,
): Told {
  if (!saved?.query || !wrong(saved.query, saved)) return undefined;
  return { ...tell(saved, saved.query), file: saved.path };
}

/** One entry of the file, to paste: in its own place, or as the first. */
function entry({ text }: SavedQuery, name: string, value: string): string {
  const names = Object.keys(JSON.parse(text) as object);
  if (!names.includes(name)) return `As the first entry, behind {\n"${name}": ${value},`;
  return `"${name}": ${value}${names.at(-1) === name ? "" : ","}`;
}

/** The line as it is meant, where the problem names the word that is meant. */
function meantLine({ text, problems }: SavedQuery): string {
  const [first] = problems;
  const [, wrong, meant] = /There is no "(.+?)".*; did you mean (\S+)\?/.exec(first?.message ?? "") ?? [];
  const line = (text.split(/\r?\n/)[(first?.line ?? 0) - 1] ?? "").trim();
  if (!wrong || !meant || !line.includes(JSON.stringify(wrong))) return "";
  return `${line.replace(JSON.stringify(wrong), JSON.stringify(meant))}\n`;
}

function isEndless(words: Words): boolean {
  return reach(words) === Number.POSITIVE_INFINITY;
}

/** Something about one of the two files that is no query. */
function problem(
  evidence: Evidence,
  wrong: (saved: SavedQuery) => boolean,
  tell: (saved: SavedQuery) => { message: string; fix: string; line?: number; found?: string },
): Told {
  const saved = [latencyQuery(evidence), recentQuery(evidence)].find((each) => each && wrong(each));
  return saved && { ...tell(saved), file: saved.path };
}

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

function others(evidence: Evidence): string {
  const files = savedQueries(evidence).map(({ path }) => path);
  return files.length > 0 ? ` among ${files.join(", ")}` : "";
}

function lineOf({ problems }: SavedQuery): { line?: number } {
  const line = problems[0]?.line;
  return line === undefined ? {} : { line };
}

/** Why a query that asks the right thing shows no row: its filters name or want what no span of the run has. */
function emptied(evidence: Evidence, saved: SavedQuery): Told {
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
      ...lineIn(saved, String(other.value)),
      fix: "Take the filter for service.name out, or name your own service.",
    }
  );
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

/** A file that is meant for the query and stands where no query is read. */
function strayed({ nearby }: Evidence, words: RegExp, wanted: string) {
  const stray = nearby.files.find(
    ({ path, text }) => words.test(path) && /calculations|breakdowns/.test(text) && !isRead(path),
  );
  return (
    stray && {
      message: `There is ${stray.path}, and a query is read only where its folder is journal/queries/ and its name ends with .json.`,
      file: stray.path,
      fix: `mv "${stray.path}" ${wanted}`,
    }
  );
}

function isRead(path: string): boolean {
  return path.startsWith("journal/queries/") && path.endsWith(".json");
}
