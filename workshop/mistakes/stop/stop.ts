import { crashed, running } from "../../facts/backend-state.ts";
import { foundAt } from "../../facts/found-at.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { eachOf } from "../../facts/program/value.ts";
import { startLine } from "../../facts/start-script.ts";
import { editSource } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { removeItem } from "../edits/edit-code.ts";
import { changeStartScript } from "../edits/without-variable.ts";
import { crashedWhileStopping } from "./crashed-while-stopping.ts";
import { doesNotStop } from "./does-not-stop.ts";
import { exitsBeforeTheFlush } from "./exits-before-the-flush.ts";
import { noShutdownHandler } from "./no-shutdown-handler.ts";

const LEARN = "the-last-spans";

/** Whether the last spans leave before the process ends, and whether it ends at all. */
export const stopMistakes: readonly Mistake[] = [
  {
    id: "signal-cannot-be-caught",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      if (!crashed(run) || !run.uncaught?.message.includes("EINVAL")) return undefined;
      const program = programOf(evidence);
      const handler = program.handlersOf().find(({ event = "" }) => /^SIG(KILL|STOP)$/.test(event));
      const [first] = handler?.node.arguments ?? [];
      const word =
        first &&
        eachOf(program.valueOf(first)).find((each) => each.kind === "string" && each.value === handler?.event)
          ?.node;
      const isListed =
        word && parentOf(word)?.type === "ArrayExpression" && program.handlersOf("SIGTERM").length > 0;
      return (
        handler && {
          message: `The backend ended because it asked to handle ${handler.event}. No program can: that signal ends it at once. SIGTERM announces the end.`,
          ...foundAt(handler.node),
          remedy:
            word?.type === "Literal"
              ? edits(
                  isListed
                    ? removeItem(word)
                    : editSource(fileOf(word), { start: word.start + 1, end: word.end - 1, text: "SIGTERM" }),
                )
              : undefined,
        }
      );
    },
  },
  doesNotStop,
  crashedWhileStopping,
  noShutdownHandler,
  exitsBeforeTheFlush,
];

export const stopAdvice: readonly Mistake[] = [
  {
    id: "workers-of-a-cluster",
    severity: "advice",
    learn: LEARN,
    when(evidence) {
      const [fork] = programOf(evidence).callsOf({ from: /^(node:)?cluster$/, path: ["fork"] });
      return (
        evidence.run?.isWorker && {
          message:
            "Workers of a cluster answer the requests. The check stops each of them; a container stops only the process that started them, and its workers end with it, before they can send their last spans.",
          ...foundAt(fork?.node),
          remedy: {
            kind: "ask",
            ask: "Decide whether you need the workers: one process is enough here. To keep them, let the first process pass SIGTERM on to each and wait for them.",
          },
        }
      );
    },
  },
  {
    id: "start-script-watches",
    severity: "advice",
    learn: LEARN,
    when(evidence) {
      const { run } = evidence;
      const watches = running(run) && /\bnodemon\b|\btsx watch\b|--watch\b/.exec(run.command)?.[0];
      return (
        watches && {
          message: `The start script watches the files itself (${watches}). npm start does that already, and each restart loses the spans that were not sent yet.`,
          ...startLine(evidence),
          remedy: edits(changeStartScript(evidence, withoutWatching)),
        }
      );
    },
  },
];

function withoutWatching(script: string): string {
  return script.replace(/\btsx watch\b/, "tsx").replace(/\s--watch(-path=\S+|-preserve-output)?(?=\s)/g, "");
}
