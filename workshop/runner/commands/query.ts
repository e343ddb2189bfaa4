import { readdirSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { nearestWord } from "../../compose/nearest-word.ts";
import { readTextSync } from "../../lab/read-text.ts";
import { adviseOnQuery } from "../../receiver/query/advise-on-query.ts";
import { parseQueryText } from "../../receiver/query/parse-query.ts";
import { WEEK2 } from "../../receiver/read-recorded.ts";
import { runQuery } from "../../receiver/query/run-query.ts";
import { clean } from "../clean.ts";
import type { Command, Context } from "../context.ts";
import { openStoredTraces } from "../open-stored-traces.ts";
import { renderQuery } from "../render-query.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { wrap } from "../wrap.ts";

const FOLDER = "journal/queries";

/** Runs a query file on the run `week2`, or on another one, and prints its table. */
export const query: Command = async (context) => {
  const { root, terminal, args } = context;
  const { path, text } = readFile(context);
  const parsed = parseQueryText(text);
  if (!parsed.ok) {
    const problems = parsed.problems.map(({ path: at, message, line }) => {
      const place = [at && line !== undefined ? `line ${line}` : "", at].filter(Boolean).join(", ");
      return `  ${place ? `${clean(place)}: ` : ""}${clean(message)}`;
    });
    throw new UserFacingError({
      what: `${path} is not a query yet:\n${problems.join("\n")}`,
      next: `npm run query -- ${path}`,
    });
  }
  using store = openStoredTraces(root);
  const run = askedRun(
    context,
    store.runs().map(({ name }) => name),
  );
  const result = runQuery(store.database, parsed.query, { run, now: context.now().getTime() });
  terminal.print(renderQuery(result, terminal.look));
  for (const { path: at, message } of adviseOnQuery(store.database, parsed.query, run)) {
    const { paint, glyph, width } = terminal.look;
    terminal.print(
      wrap(`\n${paint.yellow(glyph.advice)} ${at}: ${clean(message)}`, { width, rest: "  ", first: "" }),
    );
  }
  const of = result.groups > result.rows.length ? ` of ${result.groups}` : "";
  terminal.print(
    `\n${result.rows.length}${of} ${result.rows.length === 1 ? "row" : "rows"} from ${run === null ? "the traces of npm start" : `the run ${run}`}, ${result.elapsedMs} ms`,
  );
  if (args.options["json"]) context.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  terminal.print("Next: npm run check:step");
  return 0;
};

function readFile({ root, args }: Context): { path: string; text: string } {
  const known = queryFiles(root);
  if (args.query === undefined) {
    throw new UserFacingError({
      what: `Which query? ${known.length > 0 ? `There are: ${known.join(", ")}.` : `Save one in ${FOLDER}/ first; step 7 shows how.`}`,
      next: known[0] ? `npm run query -- ${known[0]}` : "npm run check:step",
      exitCode: 2,
    });
  }
  const asked = isAbsolute(args.query) ? relative(root, args.query) : args.query;
  for (const path of [asked, `${FOLDER}/${asked}`, `${FOLDER}/${asked}.json`]) {
    const text = readTextSync(root, path);
    if (text !== undefined) return { path, text };
  }
  const near = nearestWord(asked, [...known, ...known.map((name) => name.slice(FOLDER.length + 1))]);
  throw new UserFacingError({
    what: `There is no file ${asked}.${known.length > 0 ? ` There are: ${known.join(", ")}.` : ""}`,
    next: near || known[0] ? `npm run query -- ${near ?? known[0]}` : "npm run progress",
  });
}

function queryFiles(root: string): string[] {
  try {
    return readdirSync(join(root, FOLDER))
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => `${FOLDER}/${name}`);
  } catch {
    return [];
  }
}

/** The run week2 unless another one, or `--run none` for the traces of npm start, is asked for. */
function askedRun({ args }: Context, runs: readonly string[]): string | null {
  const run = args.options["run"] ?? WEEK2;
  if (run === "none") return null;
  if (runs.includes(String(run))) return String(run);
  throw new UserFacingError({
    what: `The run ${String(run)} is not recorded${runs.length > 0 ? `; there are: ${runs.join(", ")}` : ""}.`,
    next: run === WEEK2 ? "npm run load" : `npm run query -- ${args.query} --run ${runs[0] ?? "none"}`,
  });
}
