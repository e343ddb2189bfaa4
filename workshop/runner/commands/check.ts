import { resolve } from "node:path";
import { checkStep } from "../check-step.ts";
import type { CheckReport } from "../../findings/report.ts";
import type { Command, ExitCode } from "../context.ts";
import { exitCodeOf } from "../exit-code-of.ts";
import { pickStep } from "../pick-step.ts";
import { renderJunit } from "../render-junit.ts";
import { clean } from "../clean.ts";
import { requirePackages } from "../require-packages.ts";
import type { Look } from "../terminal.ts";
import { wrap } from "../wrap.ts";
import { writeFileAtomically } from "../write-file-atomically.ts";
import { withProgress } from "../with-progress.ts";
import { cacheOf } from "../project.ts";

/** Checks every step, one line each. */
export const check: Command = async (context) => {
  const { root, env, terminal, stdout, args } = context;
  const { json, junit } = args.options;
  await requirePackages(context, "backend");
  const { steps } = pickStep(root, undefined);
  const reports: CheckReport[] = [];
  for (const step of steps) {
    const { report } = await withProgress(
      terminal,
      `Checking step ${step.number} of ${steps.length}`,
      async () => await checkStep({ root, shell: env, steps, step, cache: cacheOf(root) }),
    );
    reports.push(report);
    if (!json) terminal.print(renderLine(report, terminal.look));
  }
  const worst = reports.find(({ status }) => status !== "passed");
  if (typeof junit === "string")
    writeFileAtomically(resolve(env["INIT_CWD"] ?? root, junit), renderJunit(reports));
  if (json)
    stdout.write(`${JSON.stringify({ steps: reports, status: worst?.status ?? "passed" }, undefined, 2)}\n`);
  else terminal.print(renderEnd(reports, worst));
  return reports.reduce<ExitCode>((code, { status }) => Math.max(code, exitCodeOf(status)) as ExitCode, 0);
};

function renderLine({ step, status, findings, items }: CheckReport, { glyph, paint, width }: Look): string {
  const mark =
    { passed: paint.green(glyph.passed), blocked: paint.dim(glyph.notReached) }[status as string] ??
    paint.red(glyph.failed);
  const failed = items.find((item) => item.status === "failed");
  const why =
    findings.find(({ severity }) => severity === "wrong")?.message ?? failed?.because ?? failed?.title;
  const says = {
    passed: "",
    blocked: ": an earlier step comes first",
    unfinished: `: ${clean(why ?? "not yet")}`,
    crashed: `: ${clean(why ?? "the backend crashed")}`,
    tampered: ": the check itself was changed",
    unable: `: ${clean(why ?? "this machine could not run the check")}`,
  }[status];
  return wrap(`${mark} ${step.number} ${step.title}${says}`, { width, first: "  ", rest: "      " });
}

function renderEnd(reports: readonly CheckReport[], first: CheckReport | undefined): string {
  const passed = reports.filter(({ status }) => status === "passed").length;
  const next = first ? `npm run check:step ${first.step.number}` : "npm run progress";
  return `${passed} of ${reports.length} steps pass. Next: ${next}`;
}
