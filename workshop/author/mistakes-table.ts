import { allWrongAnswers, type NumberedWrongAnswer as WrongAnswer } from "./all-answers.ts";
import { CATALOGUE } from "./catalogue/catalogue.ts";
import { outcomeOf } from "./catalogue/outcome.ts";
import { judgeAnswer } from "./judge-answer.ts";

/**
 * `npm run mistakes`: every entry of the catalogue and what the course does about it; each fixture is checked for real,
 * with its finding and the seconds it took. `-- B01 D` picks entries or groups; `-- --list` checks nothing.
 */
const args = process.argv.slice(2);
const [asked, listOnly] = [args.filter((arg) => !arg.startsWith("--")), args.includes("--list")];
const answers = await allWrongAnswers();
const entries = CATALOGUE.filter(
  ({ id }) => asked.length === 0 || asked.some((each) => id.startsWith(each.toUpperCase())),
);

const counts = new Map<string, number>();
let failed = 0;
for (const entry of entries) {
  const { kind = "open", fixtures, why } = outcomeOf(entry, answers);
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  console.log(
    `${entry.id}  ${kind.padEnd(6)}  ${entry.mistake}${fixtures.length === 0 && why ? `: ${why}` : ""}`,
  );
  for (const fixture of fixtures) console.log(await lineOf(fixture));
}
const sum = [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
console.log(
  `\n${entries.length} entries: ${sum}. ${answers.length} fixtures in all.${listOnly ? "" : ` ${failed} did not get their finding first.`}`,
);
process.exitCode = failed > 0 || counts.has("open") ? 1 : 0;

async function lineOf(fixture: WrongAnswer): Promise<string> {
  const { finding, step, made } = fixture;
  const head = `       step ${step}  ${finding}`;
  if (listOnly) return `${head}  · ${made}`;
  const started = performance.now();
  const { findings } = await judgeAnswer(fixture);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const isFirst = findings[0]?.id === finding;
  if (!isFirst) failed += 1;
  return `${head}  ${seconds} s  · ${made}${isFirst ? "" : `  ✘ first was ${findings[0]?.id ?? "nothing"}`}`;
}
