import { calls, placeOf } from "../../facts/look-in-sources.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { crashed, running } from "../../facts/backend-state.ts";
import { firstLine } from "../../facts/first-line.ts";
import { FLUSH, handlers, setupPlace } from "../../facts/set-up-code.ts";
import { lastSpansLost } from "../../facts/whole-trace.ts";
import { whereIs } from "../../facts/where.ts";
import { programs, startFor, startLine } from "../../facts/start-script.ts";

const LEARN = "the-last-spans";
const LOOP = `for (const signal of ["SIGTERM", "SIGINT"] as const) {\n  process.once(signal, () => ${FLUSH.replace(/;$/, "")});\n}`;

/** Whether the last spans leave before the process ends, and whether it ends at all. */
export const stopMistakes: readonly Mistake[] = [
  {
    id: "signal-cannot-be-caught",
    learn: LEARN,
    when: ({ run, backend }) => {
      const signal = ["SIGKILL", "SIGSTOP"].find((name) => handlers(backend.sources, name).length > 0);
      return (
        signal &&
        crashed(run) &&
        run.uncaught?.message.includes("EINVAL") && {
          message: `The backend ended because it wants to listen to ${signal}. No program can: that signal ends it at once.`,
          ...whereIs(handlers(backend.sources, signal)[0]),
          fix: `The signals that announce the end are these two:\n${LOOP}`,
        }
      );
    },
  },
  {
    id: "does-not-stop",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      // auto-instrumentations-node/register flushes, and leaves the ending to whoever stops the container.
      if (
        !run?.exit?.forced ||
        run.modules.some(({ name }) => name === "@opentelemetry/auto-instrumentations-node")
      )
        return undefined;
      const [handler] = handlers(backend.sources, "SIGTERM");
      const exits = handler && calls([handler.source], /^exit$/).some(({ line }) => line >= handler.line);
      const named = !exits && handler && /=>\s*process\.exit\b(?!\s*\()/.test(handler.source.text);
      return {
        message: `After SIGTERM the backend was still running 3 s later. ${exits ? "Its handler was to call process.exit(), and had not come to that." : named ? "process.exit without () names the function and does not call it." : "Who handles the signal must also end the process."}`,
        ...whereIs(handler),
        fix: `${exits ? "Wait for the spans alone, and end the process then" : "When they are sent, end the process"}:\n${FLUSH}`,
      };
    },
  },
  {
    id: "crashed-while-stopping",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (run?.uncaught?.phase !== "stop") return undefined;
      const words = firstLine(run.uncaught.message);
      const [shutdown] = calls(backend.sources, /^shutdown$/);
      const byExport = /export|unauthorized|not found|ECONN|timed? ?out|OTLP/i.test(run.uncaught.message);
      return {
        message: `The backend was told to stop and died of an error instead: ${words}.${byExport ? " shutdown() fails when the last export does, and then somebody has to catch it." : ""}`,
        ...(run.uncaught.at ?? whereIs(shutdown)),
        fix: `In the handler of the signal:\n${FLUSH}`,
      };
    },
  },
  {
    id: "no-shutdown-handler",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!lastSpansLost(evidence) || !run || run.signals.SIGTERM) return undefined;
      const slip = misspeltSignal(evidence);
      if (slip)
        return {
          message: `The code listens to "${slip.signal}", and the signal is called SIGTERM, in capitals: the last batch of spans is lost.`,
          file: slip.file,
          line: slip.line,
          found: slip.text,
          fix: slip.text.replace(slip.signal, "SIGTERM"),
        };
      const [sigint] = handlers(backend.sources, "SIGINT");
      const other = calls(backend.sources, /^(on|once)$/).find(({ text }) =>
        /^process\.\w+\(\s*["'`](beforeExit|exit|sig\w+)/i.test(text),
      );
      const event = /["'`](\w+)["'`]/.exec(other?.text ?? "")?.[1];
      const place = sigint ?? other;
      return {
        message: sigint
          ? "Only SIGINT (Ctrl-C) is handled. Containers and workspaces stop a program by SIGTERM, and then the last batch of spans is lost."
          : event
            ? `The code listens to ${event}, ${event === "exit" ? "when it is too late to wait for anything" : "and that does not come when a program is stopped by SIGTERM"}: the last batch of spans is lost.`
            : "Nobody waits for the last spans: on SIGTERM the process ends at once, and what the batch processor still holds is lost.",
        ...whereIs(place ?? setupPlace(evidence)),
        ...(place && { found: place.text }),
        fix: `Behind sdk.start(), write:\n${LOOP}`,
      };
    },
  },
  {
    id: "exits-before-the-flush",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!lastSpansLost(evidence) || !run?.signals.SIGTERM) return undefined;
      const [handler] = handlers(backend.sources, "SIGTERM");
      const flushes = calls(backend.sources, /^(shutdown|forceFlush)$/).length > 0;
      const at = run.exitCall?.at;
      const elsewhere =
        at &&
        backend.sources.find(
          ({ path, text }) => path !== at.file && text.includes("SIGTERM") && /\.shutdown\s*\(/.test(text),
        );
      return {
        message: `SIGTERM is handled, but the process ended before the last spans were sent${at ? `: ${at.file}:${at.line} calls process.exit()` : ""}. ${elsewhere ? `${elsewhere.path} listens to the signal too and sends them, but nobody waits for that.` : flushes ? "shutdown() takes a moment, and somebody must wait for it." : "Nobody calls shutdown(), which sends them."}`,
        ...(at ?? whereIs(handler)),
        fix: elsewhere
          ? `Take process.exit() out of ${at?.file}, and let ${elsewhere.path} end the process when the spans are sent:\n${FLUSH}`
          : `In the handler of the signal:\n${FLUSH}`,
      };
    },
  },
];

/** A text of the code that is nearly SIGTERM, and what a program would wait for in vain. */
function misspeltSignal({ backend }: Evidence) {
  for (const source of backend.sources)
    for (const node of nodesOf(source)) {
      if (node.type !== "Literal" || typeof node.value !== "string" || node.value === "SIGTERM") continue;
      if (!/^sig/i.test(node.value) || !nearestWord(node.value.trim(), ["SIGTERM"])) continue;
      const { line } = placeOf(source, node);
      return {
        signal: node.value,
        file: source.path,
        line,
        text: (source.text.split(/\r?\n/)[line - 1] ?? "").trim(),
      };
    }
  return undefined;
}

export const stopAdvice: readonly Mistake[] = [
  {
    id: "workers-of-a-cluster",
    severity: "advice",
    learn: LEARN,
    when: ({ run, backend }) =>
      run?.isWorker && {
        message:
          "Workers of a cluster answer the requests. The check tells each of them to stop; a container tells only the process that started them, and when that one ends, its workers are ended too, with the spans that they still hold.",
        ...whereIs(calls(backend.sources, /^fork$/)[0]),
        fix: "One process is enough for this course. If you keep the workers, let the first process hand SIGTERM on to them, and wait for them.",
      },
  },
  {
    id: "start-script-watches",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const [first] = programs(evidence);
      const watches = /\bnodemon\b|\btsx watch\b|--watch\b/.exec(evidence.run?.command ?? "")?.[0];
      return (
        first &&
        running(evidence.run) &&
        watches && {
          message: `The start script watches the files itself (${watches}); npm start does that already, and each restart costs the spans that wait.`,
          ...startLine(evidence),
          fix: `Leave the watching to npm start:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
];
