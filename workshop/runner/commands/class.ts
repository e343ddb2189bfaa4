import { resolve } from "node:path";
import { classCsv, classJson } from "../class/class-files.ts";
import { readClass, type Classroom } from "../class/read-class.ts";
import { rejudgeClass, sayPaths, type Rejudged } from "../class/rejudge-class.ts";
import { renderClass } from "../class/render-class.ts";
import type { Command, Context, ExitCode } from "../context.ts";
import { courseSteps } from "../pick-step.ts";
import { privateFolder } from "../../lab/private-folder.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { wrap } from "../wrap.ts";

/** Learners × steps, from the journals of many clones; with `--check` judged anew by the course's own checks. */
export const classCommand: Command = async (context) => {
  const { root, terminal, stdout, args } = context;
  const { json, csv, check } = args.options;
  const folder = askedFolder(context);
  const steps = courseSteps(root);
  const classroom = readClass(folder, steps);
  const rejudged = check ? await rejudge(context, classroom) : undefined;
  if (json) stdout.write(classJson(folder, steps, classroom, rejudged));
  else if (csv) stdout.write(classCsv(steps, classroom, rejudged));
  else {
    terminal.print(renderClass(steps, classroom, rejudged, terminal.look));
    terminal.print(lastLine(classroom, folder, rejudged));
  }
  return exitCode(classroom, rejudged);
};

function askedFolder({ root, env, args }: Context): string {
  if (args.query === undefined) {
    throw new UserFacingError({
      what: "Say which folder holds the clones, one for each learner.",
      next: "npm run class -- FOLDER",
      exitCode: 2,
    });
  }
  return resolve(env["INIT_CWD"] ?? root, args.query);
}

async function rejudge(
  { root, env, terminal, args }: Context,
  { learners }: Classroom,
): Promise<Map<string, Rejudged>> {
  terminal.print(wrap(WARNING, { width: terminal.look.width }));
  const jobs = count("jobs", args.options["jobs"]);
  const patience = count("patience", args.options["patience"]);
  terminal.progress("Judging …");
  const rejudged = await rejudgeClass(learners, {
    course: root,
    cache: privateFolder(root, "class"),
    env,
    ...(jobs !== undefined && { jobs }),
    ...(patience !== undefined && { patienceMs: patience * 1000 }),
    onChanged: (paths, during) =>
      terminal.print(wrap(sayChanged(paths, during), { width: terminal.look.width })),
    onDone: ({ name }, done, of) => terminal.progress(`Judged ${done} of ${of}: ${name}`),
  });
  terminal.progress("");
  return rejudged;
}

function sayChanged(paths: readonly string[], during: readonly string[]): string {
  const who = `${during.join(", ")} ${during.length === 1 ? "was" : "were"} judged`;
  return `Careful: ${sayPaths(paths)} of this course changed while ${who}. Learners are judged by copies made before that, and the files are back as they were. Look at that code before you run it again, and use a container.`;
}

const WARNING =
  "This runs the learners' code on this machine, with your rights and without your keys. Where you would not run it yourself, run this in a container or on a machine that holds nothing of yours: INSTRUCTOR.md says how.";

function count(name: string, text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 3600) return value;
  throw new UserFacingError({
    what: `--${name} takes a whole number, not ${String(text)}.`,
    next: "npm run class -- FOLDER --check --jobs 2",
    exitCode: 2,
  });
}

function lastLine(
  { learners }: Classroom,
  folder: string,
  rejudged: ReadonlyMap<string, Rejudged> | undefined,
): string {
  if (learners.length === 0)
    return "No clone of this course is in that folder. Next: npm run class -- FOLDER, where FOLDER holds one clone for each learner";
  const count = `${learners.length} ${learners.length === 1 ? "learner" : "learners"}.`;
  if (rejudged) return `${count} Next: npm run class -- ${JSON.stringify(folder)} --check --json`;
  return `${count} A proof can be written by hand as well; what counts is the check. Next: npm run class -- ${JSON.stringify(folder)} --check`;
}

function exitCode({ learners }: Classroom, rejudged: ReadonlyMap<string, Rejudged> | undefined): ExitCode {
  if (learners.length === 0) return 2;
  const results = [...(rejudged?.values() ?? [])];
  const holds = results.every(
    (result) => result.kind === "judged" && result.verdicts.every(({ outcome }) => outcome === "passed"),
  );
  return holds ? 0 : 1;
}
