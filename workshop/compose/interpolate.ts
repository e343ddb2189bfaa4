import { maskKeyShapes } from "./mask-key.ts";

/** Where a value comes from. */
export type Origin = {
  readonly kind: "compose" | "env-file" | "dotenv" | "shell";
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
};

export interface Known {
  readonly value: string;
  readonly origin: Origin;
}

export type Lookup = (name: string) => Known | undefined;

/** One `${NAME…}` or `$NAME` in a value. */
export interface Substitution {
  readonly name: string;
  /** Absent when the name is set nowhere. */
  readonly from?: Origin;
  readonly operator?: ":-" | "-" | ":?" | "?" | ":+" | "+";
  readonly usedDefault: boolean;
  /** Written as `$name` right behind a letter, or in small letters: often a dollar that was meant as a dollar. */
  readonly swallowed: boolean;
}

export type Interpolated =
  | { readonly ok: true; readonly value: string; readonly substitutions: readonly Substitution[] }
  | {
      readonly ok: false;
      readonly kind: "bad-interpolation" | "required-variable";
      /** What is wrong and what to write, in whole sentences. It holds no value. */
      readonly message: string;
      readonly name?: string;
    };

/**
 * Replaces variables as Compose does (compose-spec, "Interpolation"): `$NAME`, `${NAME}`, `${NAME:-default}`,
 * `${NAME-default}`, `${NAME:?error}`, `${NAME?error}`, `${NAME:+other}`, `${NAME+other}`, nested; `$$` is a dollar,
 * and so is a dollar before anything that cannot begin a name.
 */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  const substitutions: Substitution[] = [];
  try {
    return { ok: true, value: replaceIn(text, lookup, substitutions), substitutions };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { kind, message, variable } = error;
    return { ok: false, kind, message, ...(variable !== undefined && { name: variable }) };
  }
}

class Refused extends Error {
  readonly kind: "bad-interpolation" | "required-variable";
  readonly variable: string | undefined;
  constructor(kind: Refused["kind"], message: string, variable?: string) {
    super(message);
    this.kind = kind;
    this.variable = variable;
  }
}

function replaceIn(text: string, lookup: Lookup, seen: Substitution[]): string {
  let value = "";
  let at = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", at)) {
    value += text.slice(at, dollar);
    const behind = text[dollar + 1];
    if (behind === "{") {
      const end = closingBrace(text, dollar + 1);
      value += replaceBraced(text.slice(dollar, end + 1), lookup, seen);
      at = end + 1;
      continue;
    }
    const name = nameAt(text, dollar + 1);
    if (name === "") value += "$";
    else value += replaceBare(name, /\w/.test(text[dollar - 1] ?? ""), lookup, seen);
    at = dollar + 1 + (behind === "$" ? 1 : name.length);
  }
  return value + text.slice(at);
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

function nameAt(text: string, position: number): string {
  NAME.lastIndex = position;
  return NAME.exec(text)?.[0] ?? "";
}

function replaceBare(name: string, glued: boolean, lookup: Lookup, seen: Substitution[]): string {
  const known = lookup(name);
  const swallowed = glued || !/^[A-Z][A-Z0-9_]*$/.test(name);
  seen.push({ name, ...(known && { from: known.origin }), usedDefault: false, swallowed });
  return known?.value ?? "";
}

/** The position of the brace that closes the one at this position; braces in a default count too. */
function closingBrace(text: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Refused(
    "bad-interpolation",
    `${shown(text.slice(opening - 1))} has no closing brace. For a dollar sign write $$.`,
  );
}

function replaceBraced(expression: string, lookup: Lookup, seen: Substitution[]): string {
  // The default stays in the line of its name: Compose takes no line break here.
  const parts = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])(.*))?\}$/.exec(expression);
  if (!parts) throw new Refused("bad-interpolation", whyBraced(expression));
  const [, name = "", sign, rest = ""] = parts;
  const operator = sign as Substitution["operator"];
  const known = lookup(name);
  const there = known !== undefined && (!operator?.startsWith(":") || known.value !== "");
  const usedDefault = operator?.endsWith("-") === true && !there;
  seen.push({
    name,
    ...(known && { from: known.origin }),
    ...(operator && { operator }),
    usedDefault,
    swallowed: false,
  });
  if (operator?.endsWith("?") && !there) {
    const demand = rest === "" ? "" : ` (${maskKeyShapes(rest)})`;
    throw new Refused(
      "required-variable",
      `${name} must have a value${demand}. Write ${name}=… into .env.`,
      name,
    );
  }
  if (usedDefault || (operator?.endsWith("+") && there)) return replaceIn(rest, lookup, seen);
  return known?.value ?? "";
}

function whyBraced(expression: string): string {
  const inside = expression.slice(2, -1);
  const it = shown(expression);
  if (inside.trim() === "") return "there is no name between the braces of ${}.";
  if (/^\s|^\w+\s/.test(inside)) return `no blank may stand beside the name in ${it}. Write \${NAME}.`;
  if (/^\w+:?=/.test(inside)) return `Compose knows no = in ${it}. Write a default as \${NAME:-default}.`;
  return `Compose cannot read ${it}. It knows \${NAME} and \${NAME:-default}; for a dollar sign write $$.`;
}

function shown(expression: string): string {
  const line = maskKeyShapes(expression.split("\n")[0] ?? "");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
