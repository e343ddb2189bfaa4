import type { Finding } from "../findings/finding.ts";
import type { Look } from "./terminal.ts";
import { clean } from "./clean.ts";
import { indent, wrap } from "./wrap.ts";

/** What was done and where, what stands there, what to write instead, and the place in the lesson that says why. */
export function renderFinding(finding: Finding, look: Look, by: string): string {
  const { message, file, line, found, fix, learn } = finding;
  const text = (words: string, rest = by) => wrap(clean(words), { width: look.width, first: by, rest });
  const where = file && `${file}${line ? `:${line}` : ""}`;
  const place = where && !message.includes(where) ? where : undefined;
  const [advice = "", ...lines] = fix?.split("\n") ?? [];
  return [
    text(message),
    ...(place ? [text(`Where: ${place}`)] : []),
    ...(found ? [renderFound(found, look, by)] : []),
    ...(fix ? [look.paint.cyan(text(`Fix: ${advice}`, `${by}  `))] : []),
    ...(lines.length > 0 ? [indent(clean(lines.join("\n")), `${by}  `)] : []),
    look.paint.dim(text(`Why: ${learn}`)),
  ].join("\n");
}

/** A line of code or a drawing stays as it is; a value fits behind its label. */
function renderFound(found: string, look: Look, by: string): string {
  const text = clean(found);
  const short = !text.includes("\n") && by.length + "You have: ".length + text.length <= look.width;
  return short ? `${by}You have: ${text}` : `${by}You have:\n${indent(text, `${by}  `)}`;
}
