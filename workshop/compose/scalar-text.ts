import { isScalar, type Scalar } from "yaml";

/** What Compose passes on for a value in the file. */
export type ScalarText =
  | {
      readonly kind: "text";
      readonly text: string;
      /** The number that was read, when its text came out another way. */
      readonly rewritten?: true;
      /** Written without quotation marks, and read as a number or a truth value. */
      readonly typed?: true;
    }
  | { readonly kind: "null" }
  /** Compose refuses a date that stands without quotation marks. */
  | { readonly kind: "date" };

/**
 * Makes a text of a scalar as Compose's YAML reader does (go-yaml: YAML 1.2 with the octal numbers and underscores of
 * YAML 1.1; Go's shortest form for floating point). So `1.10` becomes `1.1`, and `0777` becomes `511`.
 */
export function scalarText(node: unknown): ScalarText | undefined {
  if (!isScalar(node)) return undefined;
  const plain = node.type === "PLAIN" ? (node.source ?? "") : undefined;
  if (plain === undefined || node.tag === "tag:yaml.org,2002:str") return textOf(node);
  if (/^(~|null|Null|NULL|)$/.test(plain)) return { kind: "null" };
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(plain)) return typed(plain.toLowerCase(), plain);
  if (/^\d{4}-\d\d?-\d\d?(?:$|[Tt ]\d\d?:\d\d?:\d\d?)/.test(plain)) return { kind: "date" };
  const number = numberText(plain);
  return number === undefined ? { kind: "text", text: plain } : typed(number, plain);
}

function textOf(node: Scalar): ScalarText {
  return node.value === null ? { kind: "null" } : { kind: "text", text: String(node.value) };
}

function typed(text: string, plain: string): ScalarText {
  const rewritten = text.toLowerCase() !== plain.toLowerCase();
  return { kind: "text", text, typed: true, ...(rewritten && { rewritten }) };
}

function numberText(plain: string): string | undefined {
  if (!/^[-+.\d]/.test(plain)) return undefined;
  const special = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(plain);
  if (special) return special[1] === "-" ? "-Inf" : "+Inf";
  if (/^\.(nan|NaN|NAN)$/.test(plain)) return "NaN";
  const digits = plain.replaceAll("_", "");
  return integerText(digits) ?? floatText(digits);
}

function integerText(digits: string): string | undefined {
  const [, sign = "", prefix = "", rest = ""] =
    /^([-+]?)(0[xX](?=[\da-fA-F]+$)|0[bB](?=[01]+$)|0[oO]?(?=[0-7]+$))?(\w+)$/.exec(digits) ?? [];
  if (rest === "" || (prefix === "" && !/^(?:0|[1-9]\d*)$/.test(rest))) return undefined;
  const radix = { x: "0x", b: "0b", "": "", o: "0o", "0": "0o" }[prefix.slice(-1).toLowerCase()];
  const value = BigInt(`${radix}${rest}`) * (sign === "-" ? -1n : 1n);
  const fits = value >= -(2n ** 63n) && value < 2n ** 64n;
  return fits ? String(value) : undefined;
}

/** Go writes an exponent from a million on, and below a ten-thousandth. */
function floatText(digits: string): string | undefined {
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) return undefined;
  const value = Number(digits);
  if (!Number.isFinite(value)) return undefined;
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return Object.is(value, -0) ? "-0" : String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
