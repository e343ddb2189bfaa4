import type { Evidence, SavedQuery } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  LATENCY_FILE,
  latencyQuery,
  RECENT_FILE,
  recentQuery,
  savedQueries,
  usersOf,
} from "../../facts/query-questions.ts";
import { USER } from "../../facts/user-requests.ts";
import type { MaybeTold } from "./about-query.ts";

/** The run or a saved query is not there, or cannot be read. */
export const queryFileMistakes: readonly Mistake[] = [
  {
    id: "run-without-users",
    learn: "load-again",
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
    symptom: true,
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
    symptom: true,
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
            found: lineTextOf(saved) || (first?.path ?? ""),
            fix: `${meantLine(saved)}npm run query -- ${saved.path} tells everything that is wrong in the file.`,
          };
        },
      ),
  },
];

/** The line as it is meant, where the problem names the word that is meant. */
function meantLine({ text, problems }: SavedQuery): string {
  const [first] = problems;
  const [, wrong, meant] = /There is no "(.+?)".*; did you mean (\S+)\?/.exec(first?.message ?? "") ?? [];
  const line = lineTextOf({ text, problems });
  if (!wrong || !meant || !line.includes(JSON.stringify(wrong))) return "";
  return `${line.replace(JSON.stringify(wrong), JSON.stringify(meant))}\n`;
}

/** What stands on the line of the first problem. */
function lineTextOf({ text, problems }: Pick<SavedQuery, "text" | "problems">): string {
  return (text.split(/\r?\n/)[(problems[0]?.line ?? 0) - 1] ?? "").trim();
}

/** Something about one of the two files that is no query. */
function problem(
  evidence: Evidence,
  wrong: (saved: SavedQuery) => boolean,
  tell: (saved: SavedQuery) => { message: string; fix: string; line?: number; found?: string },
): MaybeTold {
  const saved = [latencyQuery(evidence), recentQuery(evidence)].find((each) => each && wrong(each));
  return saved && { ...tell(saved), file: saved.path };
}

function others(evidence: Evidence): string {
  const files = savedQueries(evidence).map(({ path }) => path);
  return files.length > 0 ? ` among ${files.join(", ")}` : "";
}

function lineOf({ problems }: SavedQuery): { line?: number } {
  const line = problems[0]?.line;
  return line === undefined ? {} : { line };
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
  return /^journal\/queries\/[^/]+\.json$/.test(path);
}
