import type { FieldValue, Span, SpanKind } from "./span.ts";
import type { TraceNode, TraceTree } from "./trees.ts";

/** A literal must be equal; a RegExp must match the value as text; a function judges for itself. */
export type FieldMatcher =
  | string
  | number
  | boolean
  | RegExp
  | { readonly type: "string" | "number" | "boolean" | "time" }
  | ((value: FieldValue) => boolean);

/** What a lesson promises about one span and what hangs below it. */
export interface ExpectedSpan {
  readonly name: string | RegExp;
  /** What people call it, when the name is a pattern. */
  readonly label?: string;
  /** The tracer's name. */
  readonly scope?: string | RegExp;
  readonly kind?: SpanKind;
  readonly fields?: { readonly [name: string]: FieldMatcher };
  readonly children?: readonly ExpectedSpan[];
  /** When its fields may well be missing, as in `the request was nobody's`: the spans do not tell. */
  readonly mayLackFieldsWhen?: string;
  /** Not missed when absent. */
  readonly optional?: boolean;
  /** May sit deeper below the expected parent, with other spans between. */
  readonly anyDepth?: boolean;
}

export interface WrongParent {
  readonly expected: ExpectedSpan;
  readonly span: Span;
  /** Absent when it is a root or an orphan. */
  readonly parent?: Span;
  /** Absent when it should have been the root. */
  readonly expectedParent?: ExpectedSpan;
}

export interface WrongField {
  readonly expected: ExpectedSpan;
  readonly span: Span;
  /** A field's name, or `scope` or `kind` when that is what differs. */
  readonly what: "field" | "scope" | "kind";
  readonly name: string;
  /** Absent when the field is not there at all. */
  readonly found?: FieldValue;
  /** As a person would say it: `"andrewbrown"`, `a number`, `text like /^\d+$/`. */
  readonly wanted: string;
}

export interface TreeMatch {
  readonly matched: readonly { readonly expected: ExpectedSpan; readonly span: Span }[];
  readonly missing: readonly { readonly expected: ExpectedSpan; readonly expectedParent?: ExpectedSpan }[];
  /** Spans that nothing expected: mostly fine. */
  readonly extra: readonly Span[];
  readonly wrongParent: readonly WrongParent[];
  readonly wrongField: readonly WrongField[];
}

/** Lays the expected tree over the received one. A span in the wrong place or with a wrong field still counts as matched. */
export function matchTree(expected: ExpectedSpan, tree: TraceTree): TreeMatch {
  const matching = new Matching(tree);
  const tops = [...tree.roots, ...tree.orphans, ...tree.leftovers];
  matching.place({ expected }, undefined, [...tops, ...matching.entries()]);
  return matching.result();
}

interface Wanted {
  readonly expected: ExpectedSpan;
  readonly expectedParent?: ExpectedSpan;
}

class Matching {
  readonly #nodes: TraceNode[] = [];
  readonly #parents = new Map<TraceNode, TraceNode>();
  readonly #claimed = new Set<TraceNode>();
  readonly #tree: TraceTree;
  readonly #result = {
    matched: [] as { expected: ExpectedSpan; span: Span }[],
    missing: [] as Wanted[],
    wrongParent: [] as WrongParent[],
    wrongField: [] as WrongField[],
  };

  constructor(tree: TraceTree) {
    this.#tree = tree;
    const open = [...tree.roots, ...tree.orphans, ...tree.leftovers].reverse();
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      this.#nodes.push(node);
      for (const child of node.children.toReversed()) {
        this.#parents.set(child, node);
        open.push(child);
      }
    }
  }

  /** Finds the span for `wanted` among the right places first, then anywhere; then does the same for its children. */
  place(wanted: Wanted, under: TraceNode | undefined, places: readonly TraceNode[]): void {
    const { expected } = wanted;
    const right = this.#best(expected, expected.anyDepth === true && under ? descendants(under) : places);
    const node = right ?? this.#best(expected, this.#nodes);
    if (node === undefined) {
      if (expected.optional !== true) this.#result.missing.push(wanted);
    } else {
      this.#claimed.add(node);
      this.#result.matched.push({ expected, span: node.span });
      this.#result.wrongField.push(...differences(expected, node.span));
      if (right === undefined || this.#notARoot(node, under)) this.#noteParent(wanted, node);
    }
    for (const child of expected.children ?? []) {
      this.place({ expected: child, expectedParent: expected }, node, node?.children ?? []);
    }
  }

  /** Where a request enters a service from another one: there a tree may begin as it does at a root. */
  entries(): TraceNode[] {
    return this.#nodes.filter((node) => this.#isEntry(node));
  }

  result(): TreeMatch {
    const claimed = new Set([...this.#claimed].map(({ span }) => span));
    return { ...this.#result, extra: this.#tree.spans.filter((span) => !claimed.has(span)) };
  }

  /** The expected root was found among the tops, but as an orphan of this very process or in a loop. */
  #notARoot(node: TraceNode, under: TraceNode | undefined): boolean {
    if (under !== undefined || node.span.parentSpanId === undefined) return false;
    return node.missingParent !== "remote" && !this.#isEntry(node);
  }

  #isEntry(node: TraceNode): boolean {
    return node.span.kind === "server" && this.#parents.get(node)?.span.kind === "client";
  }

  #noteParent({ expected, expectedParent }: Wanted, node: TraceNode): void {
    const parent = this.#parents.get(node)?.span;
    this.#result.wrongParent.push({
      expected,
      span: node.span,
      ...(parent === undefined ? {} : { parent }),
      ...(expectedParent === undefined ? {} : { expectedParent }),
    });
  }

  /** Of the free spans with the right name, the one with the fewest differences; the earliest of equals. */
  #best(expected: ExpectedSpan, nodes: Iterable<TraceNode>): TraceNode | undefined {
    let best: TraceNode | undefined;
    let fewest = Infinity;
    for (const node of nodes) {
      if (this.#claimed.has(node) || !textMatches(expected.name, node.span.name)) continue;
      const count = differences(expected, node.span).length;
      if (count < fewest) [best, fewest] = [node, count];
    }
    return best;
  }
}

function* descendants(top: TraceNode): Iterable<TraceNode> {
  const open = top.children.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (const child of node.children.toReversed()) open.push(child);
  }
}

function differences(expected: ExpectedSpan, span: Span): WrongField[] {
  const wrong: WrongField[] = [];
  const { scope, kind, fields = {} } = expected;
  if (scope !== undefined && !textMatches(scope, span.scope.name)) {
    wrong.push({ expected, span, what: "scope", name: "scope", found: span.scope.name, wanted: say(scope) });
  }
  if (kind !== undefined && kind !== span.kind) {
    wrong.push({ expected, span, what: "kind", name: "kind", found: span.kind, wanted: say(kind) });
  }
  for (const [name, matcher] of Object.entries(fields)) {
    const found = Object.hasOwn(span.fields, name) ? span.fields[name] : undefined;
    if (found !== undefined && fieldMatches(matcher, found)) continue;
    wrong.push({
      expected,
      span,
      what: "field",
      name,
      ...(found === undefined ? {} : { found }),
      wanted: say(matcher),
    });
  }
  return wrong;
}

function fieldMatches(matcher: FieldMatcher, found: FieldValue): boolean {
  if (typeof matcher === "function") return matcher(found);
  if (matcher instanceof RegExp) return textMatches(matcher, String(found));
  if (typeof matcher !== "object") return matcher === found;
  if (matcher.type === "time") return typeof found === "string" && ISO_TIME.test(found);
  return matcher.type === (typeof found === "bigint" ? "number" : typeof found);
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function textMatches(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === "string" ? wanted === text : text.search(wanted) !== -1;
}

function say(matcher: FieldMatcher): string {
  if (typeof matcher === "function") return "another value";
  if (matcher instanceof RegExp) return `text like ${matcher}`;
  if (typeof matcher !== "object") return JSON.stringify(matcher);
  return WANTED[matcher.type];
}

const WANTED = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  time: "a time as text, such as 2026-11-24T09:30:00.000Z",
};
