import { programOf } from "../../facts/program/program.ts";
import { placeOf, statementOf } from "../../facts/program/places.ts";
import type { LostAnswer } from "../../facts/lost-answer.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Returns what a call drops, or what a function has worked out in its last statement. */
export function returnLostAnswer(evidence: Evidence, lost: LostAnswer): Remedy | undefined {
  const node = lost.how === "dropped" ? lost.call : lastExpression(lost.work);
  const source = node && programOf(evidence).files.find(({ path }) => path === placeOf(node).file);
  return source && edits(replaceIn(source, { start: statementOf(node).start, end: node.start }, "return "));
}

/** The expression that is a function's last statement, also inside a try. */
function lastExpression({ body }: Extract<LostAnswer, { how: "gives-nothing" }>["work"]) {
  let last = body?.type === "BlockStatement" ? body.body.at(-1) : undefined;
  while (last?.type === "TryStatement") last = last.block.body.at(-1);
  return last?.type === "ExpressionStatement" ? last.expression : undefined;
}
