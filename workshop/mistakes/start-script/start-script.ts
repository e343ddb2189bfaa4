import { lineWith } from "../../facts/look-in-sources.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import { tracerCalls } from "../../facts/span-code.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { crashed, running } from "../../facts/backend-state.ts";
import { fromBackend, programs, START, startFor, startLine, startScript } from "../../facts/start-script.ts";
import { lineInFile, whereIs } from "../../facts/where.ts";
import { setupPlace } from "../../facts/set-up-code.ts";

/** What the start script says, and what it leaves out. */
export const startMistakes: readonly Mistake[] = [
  {
    id: "start-script-missing",
    learn: "it-does-not-start",
    when: ({ backend: { manifest } }) => {
      if (!manifest.ok || manifest.start) return undefined;
      const near = nearestWord("start", Object.keys(manifest.scripts));
      const why = near
        ? `: it is called "${near}" there`
        : /"start"\s*:/.test(manifest.text)
          ? ': its "start" does not stand inside "scripts"'
          : "";
      const line = lineWith(manifest.text, near ? `"${near}"` : '"start"');
      return {
        message: `backend/package.json has no "start" script${why}, so nobody knows how to start the backend.`,
        file: "backend/package.json",
        ...(line && { line }),
        fix: `Write it inside "scripts":\n${START}`,
      };
    },
  },
  {
    id: "start-script-twice",
    learn: "it-does-not-start",
    when: (evidence) => {
      const { manifest } = evidence.backend;
      const lines = manifest.ok ? manifest.text.split(/\r?\n/) : [];
      const places = lines.flatMap((line, index) => (/^\s*"start"\s*:/.test(line) ? [index + 1] : []));
      const name = setupPlace(evidence)?.file.split("/").at(-1) ?? "instrumentation.ts";
      const meant = places.find((line) => lines[line - 1]?.includes(name));
      const [last = 0] = places.slice(-1);
      return (
        meant !== undefined &&
        meant < last &&
        !startScript(evidence).includes(name) && {
          message: `backend/package.json has "start" twice, in lines ${meant} and ${last}. Only the last one counts, and it does not load ${name}.`,
          file: "backend/package.json",
          line: last,
          found: (lines[last - 1] ?? "").trim(),
          fix: `Take that line away, and keep the other one:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "windows-words-in-start-script",
    learn: "it-does-not-start",
    when: (evidence) => {
      const start = startScript(evidence);
      const words =
        process.platform !== "win32" &&
        /(?:^|&\s*)(set (?:NODE_OPTIONS|OTEL_\w+|PORT)=[^&]*)|(\S*[.\w]\\\w\S*)/.exec(start);
      const [, set, path] = words || [];
      return (
        (set ?? path) &&
        evidence.run && {
          message: `The start script says ${(set ?? path)?.trim()}, which only the command line of Windows understands: elsewhere, ${set ? "set gives no program a variable" : "a backslash swallows itself"}. The container that this backend is made for runs Linux.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(start)}`,
          fix: `Write it so that both understand it:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "instrumentation-missing",
    symptom: true,
    learn: "your-task",
    when: (evidence) =>
      running(evidence.run) &&
      !evidence.run.sdk.apiVersion &&
      !mentionsOtel(evidence) &&
      programs(evidence).every(({ preloads }) => preloads.every(({ name }) => name === "tsx")) && {
        message:
          "Nothing in backend/ sets up OpenTelemetry yet: no file of it speaks of an OpenTelemetry package.",
        file: "backend/src",
        fix: `Write backend/src/instrumentation.ts as the lesson shows, and load it first in backend/package.json:\n${START}`,
      },
  },
  {
    id: "instrumentation-empty",
    learn: "your-task",
    when: (evidence) => {
      if (!running(evidence.run) || evidence.run.sdk.provider || setupPlace(evidence)) return undefined;
      const named = programs(evidence).flatMap(({ preloads }) =>
        preloads.map(({ name }) => fromBackend(name)),
      );
      const empty = evidence.backend.sources.find(
        (source) => named.includes(source.path) && !nodesOf(source).some(isStatement),
      );
      return (
        empty && {
          message: `${empty.path} is loaded, and holds no code${empty.text.trim() ? ": all of it is a comment" : ""}. Is it saved?`,
          file: empty.path,
          fix: "Write the lesson's instrumentation.ts into it, and save it.",
        }
      );
    },
  },
  {
    id: "api-without-sdk",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || run.sdk.provider || setupPlace(evidence)) return undefined;
      const [tracer] = tracerCalls(backend.sources);
      return (
        tracer && {
          message:
            "The code asks the API for a tracer, and no file builds an SDK. Without one the API hands out blank spans, with 32 zeros for an id.",
          ...whereIs(tracer),
          fix: `Write backend/src/instrumentation.ts as the lesson shows, and load it first:\n${START}`,
        }
      );
    },
  },
  {
    id: "long-dash-in-start-script",
    learn: "start-it-first",
    when: (evidence) => {
      const dash = /(?:^|\s)([–—−][\w-]+)/.exec(startScript(evidence))?.[1];
      return (
        dash &&
        !running(evidence.run) && {
          message: `In the start script, ${dash} begins with a long dash, as chats and word processors make it. Node takes it for the name of a file.`,
          ...startLine(evidence),
          fix: `Type two hyphens instead:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "odd-letter-in-start-script",
    learn: "start-it-first",
    when: (evidence) => {
      const start = startScript(evidence);
      const odd = /[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff]|[“”„‘’«»]/.exec(start)?.[0];
      const before = start
        .slice(0, start.indexOf(odd ?? ""))
        .trim()
        .split(/\s/)
        .at(-1);
      return (
        odd &&
        !running(evidence.run) && {
          message: /[“”„‘’«»]/.test(odd)
            ? `The start script holds the curly quotation mark ${odd}, as chats and word processors make it. The shell takes it for a letter of the name.`
            : `In the start script, behind ${before}, stands a blank of web pages, which the shell takes for a letter: to it, that and the next word are one.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(start)}`,
          fix: `Type the line anew:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "flag-behind-the-program",
    learn: "start-it-first",
    when: (evidence) => {
      const late = programs(evidence).find(({ rest }) =>
        rest.some((word) => /^(--import|--require|-r|--experimental-loader)(=|$)/.test(word)),
      );
      return (
        late &&
        running(evidence.run) &&
        !evidence.run.sdk.provider && {
          message: `${late.rest[0]} stands behind ${late.file}. What stands there is handed to the program, which does not look at it; node itself loads only what stands before.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startScript(evidence))}`,
          fix: `First tsx, then your file, then the backend:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "instrumentation-in-another-process",
    learn: "start-it-first",
    when: (evidence) => {
      const setup = setupPlace(evidence);
      const all = programs(evidence);
      const own = all.find(({ file }) => file !== undefined && fromBackend(file) === setup?.file);
      const server = all.find((program) => program !== own && program.file !== undefined);
      return (
        own &&
        server &&
        !server.preloads.some(({ name }) => fromBackend(name) === setup?.file) && {
          message: `The start script runs ${own.file} as a program of its own, and ${server.file} as another one. Each has its own memory: what the first one sets up, the second one never sees.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startScript(evidence))}`,
          fix: `Let one node load both, your file first:\n${startFor(setup?.file)}`,
        }
      );
    },
  },
  {
    id: "server-not-started",
    symptom: true,
    learn: "it-does-not-start",
    when: (evidence) => {
      const { run } = evidence;
      const setup = setupPlace(evidence);
      const ended =
        (crashed(run) && run.outcome.kind === "exited" && run.outcome.code === 0) || idle(evidence);
      const all = programs(evidence);
      const [only] = all;
      if (!ended || all.length !== 1 || !only || run?.uncaught) return undefined;
      const isSetup = only.file !== undefined && fromBackend(only.file) === setup?.file;
      return (
        (isSetup || (only.file === undefined && only.preloads.length > 0)) && {
          message: `The start script ${isSetup ? `runs ${only.file}` : "loads files"}, and no server behind it.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startScript(evidence))}`,
          fix: `Load your file with --import, and name the server last:\n${startFor(setup?.file)}`,
        }
      );
    },
  },
  {
    id: "start-script-does-not-load-it",
    symptom: true,
    learn: "start-it-first",
    when: (evidence) => {
      const { run } = evidence;
      const setup = setupPlace(evidence);
      if (!running(run) || run.sdk.provider || !setup || run.modules.length === 0) return undefined;
      if (run.modules.some(({ name }) => name === setup.file)) return undefined;
      const other = scriptThatLoads(evidence, setup.file);
      const launcher = programs(evidence).find(({ preloads }) =>
        preloads.some(({ name }) => fromBackend(name) === setup.file),
      );
      if (launcher)
        return {
          message: `The start script loads ${setup.file} into ${launcher.file ?? "one process"}, but the process that answers is another one, started from there, and it did not load the file.`,
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(run.command)}`,
          fix: `Let the start script run the server itself:\n${startFor(setup.file)}`,
        };
      return {
        message: `${setup.file} sets up the SDK, but nothing loaded it: the backend was started with ${run.command}${other ? `; only the script "${other}" loads it` : ""}`,
        ...startLine(evidence),
        found: `"start": ${JSON.stringify(run.command)}`,
        fix: `Load it before everything else, in backend/package.json:\n${startFor(setup.file)}`,
      };
    },
  },
  {
    id: "container-starts-without-it",
    severity: "advice",
    learn: "start-it-first",
    when: (evidence) => {
      const image = evidence.nearby.files.find(({ path }) => path === "backend/Dockerfile");
      const command = /^\s*(?:CMD|ENTRYPOINT)\s+(.*(?:node|npm|tsx).*)$/im.exec(image?.text ?? "");
      const setup = setupPlace(evidence);
      if (!image || !command?.[1] || !setup) return undefined;
      const [whole, says] = command;
      const npm = /\bnpm\b/.test(says);
      if (!npm && (says.includes(setup.file.split("/").at(-1) ?? "") || /\bstart\.sh\b/.test(says)))
        return undefined;
      return {
        message: npm
          ? `The image starts npm (${says.trim()}), and npm does not hand SIGTERM on: when the container stops, the last spans are lost.`
          : `The image starts the backend in a way of its own (${says.trim()}), which does not load ${setup.file}: in a container there would be no traces.`,
        file: image.path,
        ...lineInFile(
          { ...evidence, backend: { ...evidence.backend, sources: [image] } },
          image.path,
          whole.trim(),
        ),
        fix: 'Let it start what package.json says, as it came with the course:\nENTRYPOINT ["sh", "start.sh"]',
      };
    },
  },
];

function mentionsOtel({ backend }: Evidence): boolean {
  return backend.sources.some(({ text }) => /opentelemetry|auto-instrumentations-node/i.test(text));
}

function isStatement({ type }: { readonly type: string }): boolean {
  return type !== "Program";
}

/** It opened no port, and nothing said why. */
function idle({ run }: Evidence): boolean {
  return run?.outcome.kind === "never-listened";
}

function scriptThatLoads({ backend: { manifest } }: Evidence, file: string): string | undefined {
  if (!manifest.ok) return undefined;
  const name = file.split("/").at(-1) ?? file;
  return Object.entries(manifest.scripts).find(
    ([script, text]) => script !== "start" && text.includes(name),
  )?.[0];
}
