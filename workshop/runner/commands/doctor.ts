import { clean } from "../clean.ts";
import type { Command, ExitCode } from "../context.ts";
import { statusOf, type Diagnosis } from "../doctor/diagnosis.ts";
import { examine } from "../doctor/examine.ts";
import type { Look } from "../terminal.ts";
import { withProgress } from "../with-progress.ts";
import { columns, indent, wrap } from "../wrap.ts";

const EXIT: Readonly<Record<ReturnType<typeof statusOf>, ExitCode>> = { passed: 0, unfinished: 1, unable: 2 };

/** Looks at the machine and at what the course needs of it: each line is ok, or says what to do. */
export const doctor: Command = async ({ root, env, now, terminal, stdout, args }) => {
  const live = args.options["live"] === true;
  const look = async () => await examine({ root, env, now, live });
  const diagnoses = live ? await withProgress(terminal, "Asking Honeycomb", look) : await look();
  const status = statusOf(diagnoses);
  if (args.options["json"]) {
    stdout.write(`${JSON.stringify({ status, diagnoses }, undefined, 2)}\n`);
    return EXIT[status];
  }
  for (const diagnosis of diagnoses) terminal.print(renderDiagnosis(diagnosis, terminal.look));
  terminal.print(renderEnd(diagnoses));
  return EXIT[status];
};

const COLUMN = 11;

function renderDiagnosis({ about, state, says, fix }: Diagnosis, { glyph, paint, width }: Look): string {
  const mark = {
    ok: paint.green(glyph.ok),
    advice: paint.yellow(glyph.advice),
    wrong: paint.red(glyph.failed),
    unable: paint.red(glyph.failed),
  }[state];
  const by = " ".repeat(2 + columns(mark) + 1 + COLUMN + 1);
  const said = wrap(clean(says), { width, first: `  ${mark} ${about.padEnd(COLUMN)} `, rest: by });
  if (fix === undefined) return said;
  const [advice = "", ...lines] = clean(fix).split("\n");
  return [
    said,
    paint.cyan(wrap(`Fix: ${advice}`, { width, first: by, rest: `${by}  ` })),
    ...(lines.length > 0 ? [indent(lines.join("\n"), `${by}  `)] : []),
  ].join("\n");
}

function renderEnd(diagnoses: readonly Diagnosis[]): string {
  const grave = diagnoses.filter(({ state }) => state === "wrong" || state === "unable");
  const [first] = grave;
  if (!first) return "Nothing keeps you from working. Next: npm run check:step";
  const count = grave.length === 1 ? "One thing" : `${grave.length} things`;
  return `${count} to mend, from the top. Next: ${first.next ?? "mend that, then: npm run doctor"}`;
}
