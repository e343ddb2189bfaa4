import type { CodeLine, RunEvidence } from "../lab/evidence.ts";

/** What the backend said on its way: its standard error, and the error that ended it. */
export function words(run: RunEvidence | undefined): string {
  return run ? `${run.uncaught?.message ?? ""}\n${run.stderr}` : "";
}

/** Errors that the backend printed, but for the one that the store throws on purpose. */
export function thrown(run: RunEvidence | undefined): string[] {
  const said = words(run).matchAll(/^(?:\w*Error): [^\n]+/gm);
  return [...said].map(([line]) => line.slice(0, 200)).filter((line) => !line.includes("assimilated"));
}

/** The first line of the learner's own code below such an error. */
export function throwPlace(run: RunEvidence | undefined): CodeLine | undefined {
  return placeIn(stackOf(run));
}

/** The same where that line itself threw, and not a package that it called. */
export function ownThrow(run: RunEvidence | undefined): CodeLine | undefined {
  return placeIn(/^ +at .*$/m.exec(stackOf(run))?.[0] ?? "");
}

function stackOf(run: RunEvidence | undefined): string {
  const [error] = thrown(run);
  return error && run ? run.stderr.slice(run.stderr.indexOf(error)) : "";
}

function placeIn(stack: string): CodeLine | undefined {
  const frame = /backend[\\/](src[\\/][\w\\/.-]+?):(\d+)(?::\d+)?\)?$/m.exec(stack);
  return frame ? { file: `backend/${frame[1]?.replaceAll("\\", "/")}`, line: Number(frame[2]) } : undefined;
}
