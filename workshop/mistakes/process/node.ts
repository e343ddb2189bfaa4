import { callsItself } from "../../lab/calls-itself.ts";
import type { Mistake } from "../mistake.ts";
import type { RunEvidence } from "../../lab/evidence.ts";
import { effective, originOf } from "../../facts/backend-environment.ts";
import { crashed, running } from "../../facts/backend-state.ts";
import { firstLine } from "../../facts/first-line.ts";
import { type ManifestScript, manifestScripts } from "../../facts/manifest-scripts.ts";
import { programs, startScript } from "../../facts/start-script.ts";
import { changeStart, startPlace, toLessonStart } from "../start-script/edit-start.ts";
import { withoutOption } from "./leave-out.ts";

const LEARN = "it-does-not-start";

/** What the shell and Node refuse of the start script. */
export const nodeMistakes: readonly Mistake[] = [
  {
    id: "typescript-given-to-node-options",
    learn: "start-it-first",
    when: (evidence) => {
      const options = effective(evidence, "NODE_OPTIONS") ?? "";
      return (
        crashed(evidence.run) &&
        /\.[cm]?tsx?\b/.test(options) &&
        UNREADABLE.test(evidence.run.stderr) && {
          message: `Node was asked to load a TypeScript file before tsx was there to read it: NODE_OPTIONS is ${options}.`,
          ...originOf(evidence, "NODE_OPTIONS"),
        }
      );
    },
  },
  {
    id: "typescript-before-tsx",
    symptom: true,
    learn: "start-it-first",
    when: (evidence) => {
      const { run } = evidence;
      if (!crashed(run) || !UNREADABLE.test(run.stderr)) return undefined;
      const [first] = programs(evidence);
      const names = first?.preloads.map(({ name }) => name) ?? [];
      const before = names.findIndex((name) => /\.[cm]?tsx?$/.test(name));
      const tsx = first?.runner === "tsx" ? 0 : names.indexOf("tsx");
      return (
        (tsx < 0 || (before >= 0 && before < tsx)) && {
          message: `${tsx < 0 ? "The start script does not load tsx" : `The start script loads ${names[before]} before tsx`}, so Node reads the TypeScript by itself, and it cannot read all of it: ${firstLine(errorLine(run))}`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "start-command-unknown",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!crashed(run) || run.outcome.kind !== "exited" || run.outcome.code === 0) return undefined;
      const words =
        /^(?:.*sh: )(?:\d+: |line \d+: )?([\w./@-]+|\$): (?:command )?not found|'([^']+)' is not recognized/m.exec(
          run.stderr,
        );
      const name = words?.[1] ?? words?.[2];
      return (
        name && {
          message:
            name === "$"
              ? "The start script begins with $. A page puts that sign before a command; it is the terminal's own, and not part of it."
              : `The start script calls ${name}, and there is no such program here: neither in backend/node_modules nor on this machine.`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "start-calls-itself",
    learn: LEARN,
    when: (evidence) => {
      const start = startScript(evidence);
      return (
        !running(evidence.run) &&
        callsItself(start) && {
          message: `The start script is ${start}, and that is the start script: it calls itself, again and again.`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "script-not-there",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const name = crashed(run) && /Missing script: "([^"]+)"/.exec(run.stderr)?.[1];
      const asking = manifestScripts(evidence).find(
        (script) => name && script.text.split(/\s+/).includes(name) && /^(pre)?start$/.test(script.name),
      );
      return (
        name && {
          message: `npm start ends at once: it asks for the script "${name}", and backend/package.json has none of that name.`,
          ...scriptPlace(asking),
          remedy: asking?.name === "prestart" ? undefined : toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "node-option-unknown",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const words =
        crashed(run) && /(?:bad option: (\S+)|(\S+) is not allowed in NODE_OPTIONS)/.exec(run.stderr);
      if (!words) return undefined;
      const [, option, inVariable] = words;
      return inVariable
        ? {
            message: `NODE_OPTIONS holds ${inVariable}, and Node refuses it there.`,
            ...originOf(evidence, "NODE_OPTIONS"),
          }
        : {
            message: `Node knows no option ${option}${/^-\w{2}/.test(option ?? "") ? ": long options begin with two hyphens" : /^--import[./]/.test(option ?? "") ? ": a space is missing after --import" : ""}.`,
            ...startPlace(evidence),
            remedy: toLessonStart(evidence),
          };
    },
  },
  {
    id: "tsx-by-loader",
    learn: "start-it-first",
    when: (evidence) => {
      const { run } = evidence;
      return (
        crashed(run) &&
        /tsx must be loaded with --import/.test(run.stderr) && {
          message:
            "The start script gives tsx to --loader, as articles for Node 18 do. tsx refuses that today; it wants --import.",
          ...startPlace(evidence),
          remedy: changeStart(evidence, startScript(evidence).replace(/--loader(?=[ =]tsx)/, "--import")),
        }
      );
    },
  },
  {
    id: "env-file-not-found",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const file = crashed(run) && /^node: (\S+): not found/m.exec(run.stderr)?.[1];
      return (
        file && {
          message: `The start script asks node for the variables in ${file}, and there is no such file in backend/.`,
          ...startPlace(evidence),
          remedy: withoutOption(evidence, file),
        }
      );
    },
  },
];

function scriptPlace(script: ManifestScript | undefined) {
  return { file: "backend/package.json", ...(script && { line: script.line }) };
}

/** How Node says that it cannot read TypeScript, or not all of it. */
const UNREADABLE =
  /ERR_UNKNOWN_FILE_EXTENSION|ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX|ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING|SyntaxError|Cannot use import statement/;

/** The line of the output that names the error. */
function errorLine({ stderr }: RunEvidence): string {
  return /^.*(?:Error|ERR_)[^\n]*$/m.exec(stderr)?.[0].trim() ?? stderr;
}
