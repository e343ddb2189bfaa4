import {
  item,
  NotReached,
  promise,
  week2Of,
  type SavedQuery,
  cells,
  DURATION,
  hasHeatmap,
  isRecent,
  latencyCalculation,
  LATENCY_FILE,
  latencyQuery,
  looksAtRequests,
  nameOf,
  RECENT_FILE,
  recentQuery,
  spansByTrace,
  TRACE,
  USER,
  usersOf,
  type Words,
} from "#course-kit";

const apart = { blocks: false };

item(
  "both queries are saved in journal/queries/ and valid",
  (evidence) => {
    const latency = latencyQuery(evidence);
    promise(latency, `there is no ${LATENCY_FILE}`);
    const recent = recentQuery(evidence);
    promise(recent, `there is no ${RECENT_FILE}`);
    for (const { path, problems } of [latency, recent]) {
      const [first] = problems;
      promise(!first, `${path}: ${first?.path ? `${first.path}: ` : ""}${first?.message}`);
    }
    return `${latency.path}, ${recent.path}`;
  },
  apart,
);

item(
  "Latency by user asks for the duration of requests, user by user",
  (evidence) => {
    const { words } = reached(latencyQuery(evidence));
    promise(words.breakdowns.includes(USER), `it is not grouped by ${USER}`);
    promise(latencyCalculation(words), `it calculates no percentile of ${DURATION}`);
    promise(hasHeatmap(words), `it has no HEATMAP(${DURATION})`);
    promise(looksAtRequests(words), "it does not keep to the requests");
    return words.calculations.map(nameOf).join(", ");
  },
  apart,
);

item(
  "on the run week2 it shows each user once, the slowest first",
  (evidence) => {
    const { saved, words } = reached(latencyQuery(evidence));
    const users = usersOf(week2Of(evidence).spans);
    promise(users.size > 0, `no span of the run has ${USER}`);
    const calculation = latencyCalculation(words);
    if (!words.breakdowns.includes(USER) || !calculation)
      throw new NotReached("it does not ask for that yet");
    const shown = cells(saved, USER).filter((user) => user !== null);
    const missing = [...users].find((user) => !shown.includes(user));
    promise(!missing, `${missing} is in the run, but not in the rows`);
    promise(
      new Set(shown).size === shown.length || words.breakdowns.length > 1,
      "a user stands in several rows",
    );
    const values = cells(saved, nameOf(calculation)).map(Number);
    const most = Math.max(...values);
    promise(values[0] === most, `the first row has ${values[0]}, but there is one with ${most}`);
    return `${shown.length} users, ${String(cells(saved, USER)[values.indexOf(most)])} first`;
  },
  apart,
);

item(
  "Recent traces asks for the traces of a short time",
  (evidence) => {
    const { words } = reached(recentQuery(evidence));
    promise(words.breakdowns.includes(TRACE), `it is not grouped by ${TRACE}`);
    promise(isRecent(words), "it says no time, or one that is longer than a day");
    return words.calculations.map(nameOf).join(", ");
  },
  apart,
);

item(
  "on the run week2 it shows traces of the run, one a row",
  (evidence) => {
    const { saved, words } = reached(recentQuery(evidence));
    const traces = spansByTrace(week2Of(evidence).spans);
    if (!words.breakdowns.includes(TRACE)) throw new NotReached("it does not ask for that yet");
    const shown = cells(saved, TRACE).map(String);
    promise(shown.length > 0, "it shows no row");
    promise(new Set(shown).size === shown.length, "a trace stands in several rows");
    const stranger = shown.find((traceId) => !traces.has(traceId));
    promise(!stranger, `${stranger} is no trace of the run`);
    const counts = cells(saved, "COUNT").map(Number);
    const tooMany = shown.findIndex((traceId, index) => (counts[index] ?? 0) > (traces.get(traceId) ?? 0));
    promise(tooMany < 0, `${shown[tooMany]} has fewer spans than the row says`);
    return `${shown.length} traces`;
  },
  apart,
);

function reached(saved: SavedQuery | undefined): { saved: SavedQuery; words: Words } {
  if (!saved?.query) throw new NotReached("the query is not there yet, or not valid");
  return { saved, words: saved.query };
}
