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
  /** Written without braces, as in `$5` or `$name`: often a dollar that was meant as a dollar. */
  readonly bare: boolean;
}

export type Interpolated =
  | { readonly ok: true; readonly value: string; readonly substitutions: readonly Substitution[] }
  | {
      readonly ok: false;
      readonly kind: "bad-interpolation" | "required-variable";
      readonly message: string;
      readonly name?: string;
    };

class Refused extends Error {
  readonly kind: "bad-interpolation" | "required-variable";
  readonly variable: string | undefined;
  constructor(kind: Refused["kind"], message: string, variable?: string) {
    super(message);
    this.kind = kind;
    this.variable = variable;
  }
}

/**
 * Replaces variables as Compose does (compose-spec, "Interpolation"): `$NAME`, `${NAME}`, `${NAME:-default}`,
 * `${NAME-default}`, `${NAME:?error}`, `${NAME?error}`, `${NAME:+other}`, `${NAME+other}`, nested; `$$` is a dollar.
 */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  const substitutions: Substitution[] = [];
  try {
    const { value } = read(text, 0, false, lookup, substitutions);
    return { ok: true, value, substitutions };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      ok: false,
      kind: error.kind,
      message: error.message,
      ...(error.variable && { name: error.variable }),
    };
  }
}

function read(
  text: string,
  start: number,
  nested: boolean,
  lookup: Lookup,
  seen: Substitution[],
): { value: string; end: number } {
  let value = "";
  let at = start;
  while (at < text.length) {
    const letter = text[at];
    if (nested && letter === "}") return { value, end: at };
    if (letter !== "$") {
      value += letter;
      at += 1;
      continue;
    }
    const next = text[at + 1];
    if (next === "$") {
      value += "$";
      at += 2;
    } else if (next === "{") {
      const found = readBraced(text, at, lookup, seen);
      value += found.value;
      at = found.end + 1;
    } else {
      const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 1))?.[0];
      if (name === undefined) {
        throw new Refused(
          "bad-interpolation",
          `a single $ stands before ${JSON.stringify(next ?? "the end")}; write $$ for a dollar sign`,
        );
      }
      const known = lookup(name);
      seen.push({ name, ...(known && { from: known.origin }), usedDefault: false, bare: true });
      value += known?.value ?? "";
      at += 1 + name.length;
    }
  }
  if (nested) throw new Refused("bad-interpolation", `a \${ is not closed in ${text.slice(0, 60)}`);
  return { value, end: at };
}

function readBraced(
  text: string,
  start: number,
  lookup: Lookup,
  seen: Substitution[],
): { value: string; end: number } {
  const head = /^\$\{([A-Za-z_]\w*)(:-|-|:\?|\?|:\+|\+)?/.exec(text.slice(start));
  if (!head)
    throw new Refused(
      "bad-interpolation",
      `${text.slice(start, start + 24)} does not begin with the name of a variable`,
    );
  const [whole, name = "", operator] = head as unknown as [string, string, Substitution["operator"]];
  const known = lookup(name);
  const isSet = known !== undefined && (operator?.startsWith(":") ? known.value !== "" : true);
  const index =
    seen.push({
      name,
      ...(known && { from: known.origin }),
      ...(operator && { operator }),
      usedDefault: false,
      bare: false,
    }) - 1;
  const inner: Substitution[] = [];
  // A default is only replaced where it is used, but it has to be read to find its end.
  const needed = operator === undefined ? false : operator.endsWith("+") ? isSet : !isSet;
  const rest = operator
    ? read(
        text,
        start + whole.length,
        true,
        needed && !operator.endsWith("?") ? lookup : () => ({ value: "", origin: { kind: "shell" } }),
        inner,
      )
    : { value: "", end: start + whole.length };
  if (text[rest.end] !== "}")
    throw new Refused("bad-interpolation", `${text.slice(start, start + 40)} is not closed by }`);
  if (operator?.endsWith("?") && !isSet)
    throw new Refused("required-variable", rest.value || `${name} is required`, name);
  if (needed && operator !== undefined) {
    seen[index] = { ...(seen[index] as Substitution), usedDefault: operator.endsWith("-") };
    seen.push(...inner);
    return { value: rest.value, end: rest.end };
  }
  return { value: operator?.endsWith("+") ? "" : (known?.value ?? ""), end: rest.end };
}
