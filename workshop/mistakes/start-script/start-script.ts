import { crashed, running } from "../../facts/backend-state.ts";
import { manifestScript, manifestScripts } from "../../facts/manifest-scripts.ts";
import { aliasesOf } from "../../facts/program/loaded-sources.ts";
import { createProgram, programOf } from "../../facts/program/program.ts";
import { setUpFile } from "../../facts/set-up-file.ts";
import { fromBackend, programs, startScript } from "../../facts/start-script.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { parseFile } from "../../facts/program/parse-file.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { editSource, replaceIn } from "../edits/edit-source.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { changeStart, lessonStart, startPlace, toLessonStart } from "./edit-start.ts";

const CURLY = /[“”„‘’«»]/g;
const UNSEEN = /[\u00a0\u2000-\u200a\u202f\u3000]|[\u200b\u2060\ufeff]/g;

/** What the start script says, and what it leaves out. */
export const startMistakes: readonly Mistake[] = [
  {
    id: "start-script-missing",
    learn: "it-does-not-start",
    when(evidence) {
      const { manifest } = evidence.backend;
      if (!manifest.ok || manifest.start) return undefined;
      const name = nearestWord("start", Object.keys(manifest.scripts));
      const near = name === undefined ? undefined : manifestScript(evidence, name);
      return {
        message: `backend/package.json has no "start" script${near ? `: it is called "${near.name}" there` : ""}, so nothing says how to start the backend.`,
        file: "backend/package.json",
        ...(near && { line: near.line }),
        remedy: near
          ? edits(replaceIn(near.source, { start: near.member.start, end: near.value.start }, '"start": '))
          : {
              kind: "command",
              command: `npm pkg set scripts.start=${JSON.stringify(lessonStart(evidence))}`,
              folder: "backend",
            },
      };
    },
  },
  {
    id: "start-script-twice",
    learn: "it-does-not-start",
    when(evidence) {
      const all = manifestScripts(evidence).filter(({ name }) => name === "start");
      const last = all.at(-1);
      const setUp = setUpFile(evidence);
      const meant = all.find((script) => script !== last && setUp && namesFile(script.text, setUp));
      return (
        last &&
        meant &&
        setUp &&
        !namesFile(last.text, setUp) && {
          message: `backend/package.json has "start" twice, in lines ${meant.line} and ${last.line}. Only the last one counts, and it does not load ${setUp}.`,
          ...startPlace(evidence),
          remedy: changeStart(evidence, meant.text),
        }
      );
    },
  },
  {
    id: "windows-words-in-start-script",
    learn: "it-does-not-start",
    when(evidence) {
      const start = startScript(evidence);
      if (process.platform === "win32" || !evidence.run) return undefined;
      const [, set, path] =
        /(?:^|&\s*)(set (?:NODE_OPTIONS|OTEL_\w+|PORT)=[^&]*)|(\S*[.\w]\\\w\S*)/.exec(start) ?? [];
      const words = (set ?? path)?.trim();
      return (
        words && {
          message: `The start script says ${words}, which only the command line of Windows understands: elsewhere, ${set ? "set gives no program a variable" : "the shell drops the backslash"}. The container that this backend is made for runs Linux.`,
          ...startPlace(evidence),
          remedy: set ? toLessonStart(evidence) : changeStart(evidence, start.replaceAll("\\", "/")),
        }
      );
    },
  },
  {
    id: "instrumentation-missing",
    severity: "open",
    learn: "your-task",
    when: (evidence) =>
      running(evidence.run) &&
      !evidence.run.sdk.apiVersion &&
      !setUpFile(evidence) &&
      programs(evidence).every(({ preloads }) => preloads.every(({ name }) => name === "tsx")) && {
        message: "Nothing in backend/ sets up OpenTelemetry yet.",
        file: "backend/src",
      },
  },
  {
    id: "instrumentation-empty",
    learn: "your-task",
    when(evidence) {
      if (!running(evidence.run) || evidence.run.sdk.provider || setUpFile(evidence)) return undefined;
      const named = programs(evidence).flatMap(({ preloads }) =>
        preloads.map(({ name }) => fromBackend(name)),
      );
      const empty = evidence.backend.sources.find(
        (source) => named.includes(source.path) && parseFile(source).tree?.body.length === 0,
      );
      return (
        empty && {
          message: `${empty.path} is loaded, and has no code in it${empty.text.trim() ? ", only comments" : ""}. Is it saved?`,
          file: empty.path,
        }
      );
    },
  },
  {
    id: "api-without-sdk",
    learn: "nothing-arrives",
    when(evidence) {
      const { run } = evidence;
      if (!running(run) || run.sdk.provider || setUpFile(evidence) || run.sdk.calls.length > 0)
        return undefined;
      const [tracer] = programOf(evidence).callsOf({
        from: "@opentelemetry/api",
        path: ["trace", "getTracer"],
      });
      return (
        tracer && {
          message:
            "The code asks the API for a tracer, and nothing makes an SDK. Without one the API gives out empty spans, with 32 zeros for an id.",
          file: tracer.file,
          line: tracer.line,
          found: tracer.text,
        }
      );
    },
  },
  {
    id: "long-dash-in-start-script",
    learn: "start-it-first",
    when(evidence) {
      const start = startScript(evidence);
      const dash = /(?:^|\s)([–—−][\w-]+)/.exec(start)?.[1];
      return (
        dash &&
        !running(evidence.run) && {
          message: `In the start script, ${dash} begins with a long dash, as chats and word processors write it. Node takes it for the name of a file.`,
          ...startPlace(evidence),
          remedy: changeStart(evidence, start.replace(/(^|\s)[–—−](?=\w)/g, "$1--")),
        }
      );
    },
  },
  {
    id: "odd-letter-in-start-script",
    learn: "start-it-first",
    when(evidence) {
      const start = startScript(evidence);
      const curly = start.match(CURLY)?.[0];
      const at = start.search(UNSEEN);
      if ((!curly && at < 0) || running(evidence.run)) return undefined;
      const before = start.slice(0, at).trim().split(/\s/).at(-1);
      return {
        message: curly
          ? `The start script has the curly quotation mark ${curly}, as chats and word processors write it. The shell takes it for a letter of the name.`
          : `In the start script, the space after ${before} is a special one, as web pages have it. The shell takes it for a letter: to it, that and the next word are one.`,
        ...startPlace(evidence),
        remedy: changeStart(
          evidence,
          start.replace(CURLY, "").replace(UNSEEN, (odd) => (/[\u200b\u2060\ufeff]/.test(odd) ? "" : " ")),
        ),
      };
    },
  },
  {
    id: "flag-behind-the-program",
    learn: "start-it-first",
    when(evidence) {
      const { run } = evidence;
      const late = programs(evidence).find(({ rest }) => rest.some(isPreload));
      return (
        late?.file !== undefined &&
        running(run) &&
        !run.sdk.provider && {
          message: `${late.rest.find(isPreload)} comes after ${late.file}. What comes there is for the program, which ignores it; node itself loads only what comes before.`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "instrumentation-in-another-process",
    learn: "start-it-first",
    when(evidence) {
      const setUp = setUpFile(evidence);
      const all = programs(evidence);
      const own = all.find(({ file }) => file !== undefined && fromBackend(file) === setUp);
      const server = all.find((program) => program !== own && program.file !== undefined);
      return (
        own &&
        server &&
        !server.preloads.some(({ name }) => fromBackend(name) === setUp) && {
          message: `The start script runs ${own.file} as a program of its own, and ${server.file} as another one. Each has its own memory: what the first one sets up, the second one never sees.`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "server-not-started",
    symptom: true,
    learn: "it-does-not-start",
    when(evidence) {
      const { run } = evidence;
      const ended = crashed(run) && run.outcome.kind === "exited" && run.outcome.code === 0;
      const [only, ...more] = programs(evidence);
      if ((!ended && run?.outcome.kind !== "never-listened") || !only || more.length > 0 || run?.uncaught)
        return undefined;
      const isSetUp = only.file !== undefined && fromBackend(only.file) === setUpFile(evidence);
      return (
        (isSetUp || (only.file === undefined && only.preloads.length > 0)) && {
          message: `The start script ${isSetUp ? `runs ${only.file}` : "loads files"}, and no server after it.`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        }
      );
    },
  },
  {
    id: "import-removed",
    learn: "start-it-first",
    when(evidence) {
      const setUp = notLoaded(evidence);
      if (!setUp) return undefined;
      const program = createProgram(evidence.backend.sources, "backend", aliasesOf(evidence));
      const loaded = new Set(evidence.run?.modules.map(({ name }) => name));
      const removed = program.imports.find(
        ({ target, file, isTypeOnly, isUsed }) =>
          target === setUp && loaded.has(file) && !isTypeOnly && !isUsed,
      );
      const source = evidence.backend.sources.find(({ path }) => path === removed?.file);
      return (
        removed &&
        source && {
          message: `${removed.file} imports ${removed.names.map(({ local }) => local).join(", ")} from ${setUp}, and uses it nowhere as a value. The compiler removes such an import, so the file never runs.`,
          file: removed.file,
          line: removed.line,
          found: removed.text,
          remedy: edits(replaceIn(source, removed, `import ${JSON.stringify(removed.specifier)};`)),
        }
      );
    },
  },
  {
    id: "start-script-does-not-load-it",
    symptom: true,
    learn: "start-it-first",
    when(evidence): Told | undefined {
      const { run } = evidence;
      const setUp = notLoaded(evidence);
      if (!setUp || !run) return undefined;
      const launcher = programs(evidence).find(({ preloads }) =>
        preloads.some(({ name }) => fromBackend(name) === setUp),
      );
      if (launcher)
        return {
          message: `The start script loads ${setUp} into ${launcher.file ?? "one process"}, but the process that answers is another one, started from there, and it did not load the file.`,
          ...startPlace(evidence),
          remedy: toLessonStart(evidence),
        };
      const other = manifestScripts(evidence).find(
        ({ name, text }) => name !== "start" && namesFile(text, setUp),
      );
      return {
        message: `${setUp} sets up the SDK, but nothing loaded it: the backend was started with ${run.command}${other ? `; only the script "${other.name}" loads it` : ""}`,
        ...startPlace(evidence),
        remedy: loadFirst(evidence, setUp),
      };
    },
  },
  {
    id: "container-starts-without-it",
    severity: "advice",
    learn: "start-it-first",
    when(evidence) {
      const image = evidence.nearby.files.find(({ path }) => path === "backend/Dockerfile");
      const start = image && commandOf(image.text);
      const setUp = setUpFile(evidence);
      if (!image || !start || !setUp) return undefined;
      const npm = /\bnpm\b/.test(start.says);
      if (!npm && (namesFile(start.says, setUp) || /\bstart\.sh\b/.test(start.says))) return undefined;
      return {
        message: npm
          ? `The image starts npm (${start.says}), and npm does not pass SIGTERM on: when the container stops, the last spans are lost.`
          : `The image starts the backend in a way of its own (${start.says}), which does not load ${setUp}: in a container there would be no traces.`,
        file: image.path,
        line: image.text.slice(0, start.start).split("\n").length,
        remedy: edits(editSource(image, { ...start, text: 'ENTRYPOINT ["sh", "start.sh"]' })),
      };
    },
  },
];

function isPreload(word: string): boolean {
  return /^(--import|--require|-r|--experimental-loader)(=|$)/.test(word);
}

/** Whether a command names a file of the backend's. */
function namesFile(command: string, file: string): boolean {
  return command.includes(file.split("/").at(-1) ?? file);
}

/** The file that sets up OpenTelemetry, where the process that answered did not load it. */
function notLoaded(evidence: Evidence): string | undefined {
  const { run } = evidence;
  const setUp = setUpFile(evidence);
  if (!running(run) || run.sdk.provider || !setUp || run.modules.length === 0) return undefined;
  return run.modules.some(({ name }) => name === setUp) ? undefined : setUp;
}

/** The learner's own start script, with the file before the program. */
function loadFirst(evidence: Evidence, setUp: string): Remedy | undefined {
  const [only, ...more] = programs(evidence);
  const isPlain =
    more.length === 0 && only?.runner === "node" && only.preloads.some(({ name }) => name === "tsx");
  const file = only?.file;
  if (!isPlain || file === undefined) return toLessonStart(evidence);
  const at = startScript(evidence).lastIndexOf(` ${file}`);
  const start = startScript(evidence);
  return changeStart(
    evidence,
    `${start.slice(0, at)} --import ./${setUp.slice("backend/".length)}${start.slice(at)}`,
  );
}

/** The command that an image starts. */
function commandOf(text: string): { says: string; start: number; end: number } | undefined {
  const found = /^[ \t]*(?:CMD|ENTRYPOINT)[ \t]+(.*(?:node|npm|tsx).*)$/im.exec(text);
  return found?.[1] === undefined
    ? undefined
    : { says: found[1].trim(), start: found.index, end: found.index + found[0].length };
}
