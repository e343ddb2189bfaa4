import { firstLine } from "../../facts/first-line.ts";
import { foundAt } from "../../facts/found-at.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { isSame } from "../../facts/program/value.ts";
import { callAt, stoppingOf } from "../../facts/stopping.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { editSource, replaceIn } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { catchAfter } from "./ending.ts";

export const crashedWhileStopping: Mistake = {
  id: "crashed-while-stopping",
  learn: "the-last-spans",
  explains: /^the last spans/,
  when(evidence) {
    const { run } = evidence;
    if (run?.uncaught?.phase !== "stop") return undefined;
    const words = firstLine(run.uncaught.message);
    const { flush } = stoppingOf(evidence);
    const error = flush?.ended?.outcome === "rejected" ? firstLine(flush.ended.error ?? "") : "";
    const isRejected = run.uncaught.isRejection && error !== "" && words.includes(error);
    const place = run.uncaught.at ?? flush?.at;
    return {
      message: `When it got SIGTERM, the backend died of an error: ${words}.${isRejected ? ` ${flush?.call}() rejects when the last export fails, and nothing catches that.` : ""}`,
      ...(isRejected ? flush?.at : place),
      ...foundAt(programOf(evidence).nodesAt((isRejected ? flush?.at : place) ?? NOWHERE)[0]),
      remedy: isRejected ? caught(evidence) : asShutdown(evidence),
    };
  },
};

const NOWHERE = { file: "", line: 0 };

function caught(evidence: Evidence): Remedy | undefined {
  const sdk = liveSdk(evidence);
  const called = stoppingOf(evidence).flush;
  const uses = sdk && called ? programOf(evidence).methodCalls(sdk, called.call) : [];
  const call = callAt(
    uses.map(({ node }) => node),
    called?.at,
  );
  return call && edits(editSource(fileOf(call), catchAfter(call)));
}

/** The SDK has no other method that stops it. */
function asShutdown(evidence: Evidence): Remedy | undefined {
  const program = programOf(evidence);
  const sdk = liveSdk(evidence);
  const { at, message = "" } = evidence.run?.uncaught ?? {};
  const name = /(\w+) is not a function/.exec(message)?.[1];
  if (!sdk || !at || !name) return undefined;
  for (const node of program.nodes("MemberExpression")) {
    const { property, object } = node;
    if (
      property.type !== "Identifier" ||
      property.name !== name ||
      !isSame(program.valueOf(object), sdk.value)
    )
      continue;
    return edits(replaceIn(fileOf(node), property, "shutdown"));
  }
  return undefined;
}
