import { nearestWord } from "../compose/nearest-word.ts";
import { matchTree } from "../trace/match-tree.ts";
import type { ExpectedSpan, TreeMatch, WrongField } from "../trace/match-tree.ts";
import type { Span } from "../trace/span.ts";
import type { TraceTree } from "../trace/trees.ts";
import type { ComparedSpan, Comparison } from "./page-api.ts";

export interface ExpectedTrace {
  readonly step: { readonly number: number; readonly title: string };
  readonly root: ExpectedSpan;
}

/** The expected tree with what became of each of its spans, ready to be drawn beside the trace. */
export function compareTrace({ step, root }: ExpectedTrace, tree: TraceTree): Comparison {
  const match = matchTree(root, tree);
  return {
    step,
    expected: compareSpan(root, match),
    extra: fineExtras(match).map(({ spanId }) => spanId),
    otherRequest: otherRequest(root, match, tree),
  };
}

/** The name of a trace that is plainly about something else: laid over it, the tree would only confuse. */
function otherRequest(expected: ExpectedSpan, match: TreeMatch, { roots }: TraceTree): string | null {
  if (match.matched.some((one) => one.expected === expected)) return null;
  const name = roots[0]?.span.name ?? "";
  const [verb, route] = name.split(" ");
  if (!/^[A-Z]+$/.test(verb ?? "")) return null;
  // A request that lost its route, or the browser's own span, is called just GET.
  return route?.startsWith("/") || (route === undefined && verb !== nameOf(expected).split(" ")[0])
    ? name
    : null;
}

function compareSpan(expected: ExpectedSpan, match: TreeMatch): ComparedSpan {
  const span = match.matched.find((one) => one.expected === expected)?.span;
  const parent = match.wrongParent.find((one) => one.expected === expected);
  const wrong = match.wrongField.filter((one) => one.expected === expected);
  return {
    name: nameOf(expected),
    state: stateOf(expected, span !== undefined, parent !== undefined, wrong),
    spanId: span?.spanId ?? null,
    notes: [
      ...(span === undefined ? aboutMissing(expected, match) : []),
      ...(parent === undefined ? [] : [aboutParent(parent)]),
      ...wrong.map(aboutField),
    ],
    children: (expected.children ?? []).map((child) => compareSpan(child, match)),
  };
}

function stateOf(
  expected: ExpectedSpan,
  here: boolean,
  strayed: boolean,
  wrong: readonly WrongField[],
): ComparedSpan["state"] {
  if (!here) return expected.optional === true ? "optional-missing" : "missing";
  if (strayed) return "wrong-parent";
  if (wrong.length === 0) return "matched";
  if (wrong.some(({ found }) => found !== undefined)) return "wrong-field";
  return expected.mayLackFieldsWhen === undefined ? "missing-field" : "perhaps-missing-field";
}

function nameOf({ name, label }: ExpectedSpan): string {
  return label ?? (typeof name === "string" ? name : `like ${name}`);
}

/** What is probably the missing span is not called fine. */
function fineExtras(match: TreeMatch): readonly Span[] {
  const meant = match.missing.flatMap(({ expected }) => meantFor(expected, match) ?? []);
  return match.extra.filter(({ name }) => !meant.includes(name));
}

function aboutMissing(expected: ExpectedSpan, match: TreeMatch): string[] {
  const meant = meantFor(expected, match);
  if (meant !== undefined && isMethodOf(meant, expected))
    return [`This trace has ${meant} alone: the Express instrumentation adds the route.`];
  if (meant !== undefined) return [`This trace has ${meant}: is that the one?`];
  return typeof expected.scope === "string" ? [`Its tracer should be ${expected.scope}.`] : [];
}

/** The name in the trace that most often stands for the missing one: one that comes near, or the method without its route. */
function meantFor(expected: ExpectedSpan, { extra }: TreeMatch): string | undefined {
  if (typeof expected.name !== "string") return undefined;
  const names = [...new Set(extra.map(({ name }) => name))]
    .filter(({ length }) => length < 100)
    .slice(0, 200);
  return nearestWord(expected.name, names) ?? names.find((name) => isMethodOf(name, expected));
}

function isMethodOf(name: string, { kind, name: wanted }: ExpectedSpan): boolean {
  return kind === "server" && typeof wanted === "string" && wanted.startsWith(`${name} /`);
}

function aboutParent({ parent, expectedParent, span }: TreeMatch["wrongParent"][number]): string {
  const wanted =
    expectedParent === undefined ? "should be the root" : `should be below ${nameOf(expectedParent)}`;
  if (parent !== undefined) return `It is below ${parent.name}, but ${wanted}.`;
  return span.parentSpanId === undefined
    ? `It is a root, but ${wanted}.`
    : `Its parent never came; it ${wanted}.`;
}

function aboutField({ expected, what, name, found, wanted, span }: WrongField): string {
  const label = what === "field" ? name : what === "scope" ? "Its tracer" : "Its kind";
  if (found === undefined) {
    const near = what === "field" && nearestWord(name, Object.keys(span.fields).slice(0, 200));
    const excuse = expected.mayLackFieldsWhen;
    const missing = excuse
      ? `is missing. That is right if ${excuse}; else it should be ${wanted}.`
      : `is missing; it should be ${wanted}.`;
    return `${label} ${missing}${near ? ` This span has ${near}: is that the one?` : ""}`;
  }
  const shown =
    typeof found === "object" && found !== null
      ? "a list or a map"
      : typeof found === "string"
        ? `"${found}"`
        : String(found);
  return `${label} is ${shown}; it should be ${wanted}.`;
}
