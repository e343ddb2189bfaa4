import type { Finding } from "../findings/finding.ts";
import type { Look } from "./terminal.ts";
import { clean } from "./clean.ts";
import { indent, wrap } from "./wrap.ts";

/** What was done and where, what is there now, what to write instead, and the place in the lesson that says why. */
export function renderFinding(finding: Finding, look: Look, by: string): string {
  return `${renderCause(finding, look, by)}\n${renderFix(finding, look, by)}`;
}

/** What was done, where, and what is there now. */
export function renderCause({ message, file, line, found }: Finding, look: Look, by: string): string {
  const text = (words: string) => wrap(clean(words), { width: look.width, first: by, rest: by });
  const where = file && `${file}${line ? `:${line}` : ""}`;
  const place = where && !message.includes(where) ? where : undefined;
  return [
    text(message),
    ...(place ? [text(`Where: ${place}`)] : []),
    ...(found ? [renderFound(found, look, by)] : []),
  ].join("\n");
}

/** What to change, whether that was tried, and where the lesson explains it. */
export function renderFix({ fix, effect, learn }: Finding, look: Look, by: string): string {
  const [advice = "", ...lines] = fix?.split("\n") ?? [];
  const text = (words: string, rest = by) => wrap(clean(words), { width: look.width, first: by, rest });
  return [
    ...(fix ? [look.paint.cyan(text(`Fix: ${advice}`, `${by}  `))] : []),
    ...(lines.length > 0 ? [indent(clean(lines.join("\n")), `${by}  `)] : []),
    ...(effect ? [look.paint.green(text(TRIED[effect]))] : []),
    look.paint.dim(text(`Why: ${learn}`)),
  ].join("\n");
}

const TRIED = {
  "item-passes": "Tried on a copy of your files: with this change the item passes.",
  "gets-further": "Tried on a copy of your files: with this change the check gets further.",
};

/** A line of code or a drawing stays as it is; a value fits behind its label. */
function renderFound(found: string, look: Look, by: string): string {
  const text = clean(found);
  const short = !text.includes("\n") && by.length + "You have: ".length + text.length <= look.width;
  return short ? `${by}You have: ${text}` : `${by}You have:\n${indent(text, `${by}  `)}`;
}
