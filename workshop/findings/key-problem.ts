import { maskKey, maskKeyShapes } from "../compose/mask-key.ts";

export interface KeyProblem {
  readonly kind: keyof typeof LOOKS;
  /** Without a full stop; it holds nothing that could be used. */
  readonly sentence: string;
}

const INGEST = /^hc[a-z]i[kc]_[0-9a-z]{58}$/;
const OLDER = /^[0-9A-Za-z]{22}$/;
const CLASSIC = /^[0-9a-f]{32}$/;
const PRACTICE = /^practice-[a-z]{8}$/;
const INGEST_BEGINS = /^hc[a-z]i[kc]_/;
/** A key of an ingest key's length, with something behind it. */
const INGEST_AND_MORE = /^hc[a-z]i[kc]_[0-9a-z]{58}(.+)$/s;

/**
 * Why a value cannot be a key that sends traces; nothing when it can. Shapes from Honeycomb's documentation
 * (docs.honeycomb.io, "API keys"): an ingest key is `hc?ik_` and 58 letters or digits, id and secret in one.
 */
export function keyProblem(value: string): KeyProblem | undefined {
  if (canSend(value)) return undefined;
  for (const [kind, look] of Object.entries(LOOKS)) {
    const sentence = look(value);
    if (sentence) return { kind: kind as KeyProblem["kind"], sentence };
  }
  return undefined;
}

function canSend(value: string): boolean {
  return INGEST.test(value) || OLDER.test(value) || CLASSIC.test(value) || PRACTICE.test(value);
}

type Look = (value: string) => string | false | undefined;

/** In this order: what stands around a key comes before what the key itself is. */
const LOOKS = {
  empty: (value) => value.trim() === "" && "the value is empty",
  "name-again": (value) =>
    /^\s*((export|set|setx|gp env)\s+)?HONEYCOMB_API_KEY\s*[=:]/i.test(value) &&
    "the name HONEYCOMB_API_KEY stands in the value once more",
  "whole-header": (value) =>
    /^\s*x-honeycomb-team\s*[=:]/i.test(value) &&
    "it is the whole header; the key is only what stands behind x-honeycomb-team",
  address: (value) => /^[a-z]+:\/\//i.test(value) && "it is an address, not a key",
  bracketed: (value) =>
    /^[<[{(].*[>\]})]$/s.test(value) &&
    canSend(value.slice(1, -1)) &&
    `the brackets ${value.at(0)} and ${value.at(-1)} are part of the value`,
  quoted: (value) =>
    /^["'`“”‘’]|["'`“”‘’]$/.test(value) && `quotation marks are part of the value (${masked(value)})`,
  unexpanded: (value) =>
    /\$\{?\w+|\$\(/.test(value) && "the value is the text of a variable, not its content",
  placeholder: (value) =>
    isPlaceholder(value.trim()) && `${clip(maskKeyShapes(value.trim()))} is a placeholder, not a key`,
  shortened: (value) =>
    /^(hc[a-z]|practi|[0-9a-z]{3,})\w*-?(…|\.{2,}|\*{2,}|•+|x{4,})/i.test(value) &&
    "most of its letters are left out, as on a screen that hides a key",
  "blank-around": (value) =>
    value !== value.trim() &&
    canSend(value.trim()) &&
    `a blank or a line break stands ${value === value.trimStart() ? "behind" : "before"} the key`,
  "blank-inside": (value) => /\s/.test(value.trim()) && "there is a blank or a line break in it",
  "odd-character": (value) => {
    const at = value.search(/[^\x21-\x7e]/);
    return at >= 0 && `character ${at + 1} is none that a key can have, perhaps an invisible one`;
  },
  management: (value) =>
    /^hc[a-z]mk_/.test(value) && "it is a management key (hc?mk_…), which cannot send traces",
  "configuration-id": (value) =>
    /^hc[a-z]lk_/.test(value) && "it begins with hc?lk_, as the id of a configuration key does",
  "ingest-id-only": (value) =>
    /^hc[a-z]i[kc]_[0-9a-z]{26}$/.test(value) &&
    "it is only the id of an ingest key, 32 characters long; the secret part is missing",
  "joined-with-colon": (value) =>
    /^hc[a-z]i[kc]_[0-9a-z]+:/.test(value) &&
    "there is a colon in it: id and secret of an ingest key follow each other directly",
  "in-capitals": (value) =>
    value !== value.toLowerCase() &&
    INGEST.test(value.toLowerCase()) &&
    "it has capital letters, and an ingest key has small ones only",
  "too-long": (value) => {
    const rest = INGEST_AND_MORE.exec(value)?.[1];
    if (rest === undefined) return false;
    return INGEST_BEGINS.test(rest)
      ? "two keys stand there, one right behind the other"
      : `“${clip(maskKeyShapes(rest))}” stands behind the 64 characters of the key`;
  },
  "cut-short": (value) =>
    INGEST_BEGINS.test(value) &&
    (value.length < 64
      ? `an ingest key has 64 characters, this one has ${value.length}`
      : "an ingest key has small letters and digits only"),
  "practice-shape": (value) =>
    value.startsWith("practice-") && "a practice key is `practice-` and eight small letters",
  "unknown-shape": (value) => `${value.length} characters (${masked(value)}) are no shape of a Honeycomb key`,
} as const satisfies Record<string, Look>;

function isPlaceholder(value: string): boolean {
  const plain = value.toLowerCase().replaceAll(/[\s_-]/g, "");
  return (
    /^<.*>$|^\{\{.*\}\}$|^\[.*\]$/s.test(value) ||
    /^(x{3,}|\.{3}|…|\*+)$/i.test(value) ||
    /^(\w*your\w*|(my|the)?(honeycomb)?(ingest|team|write)?(api)?(key|token)(here|goeshere)?)$/.test(plain) ||
    /^(changeme|abc123|abcdef\d*|123456\d*|paste\w*|insert\w*|put\w*here|todo|tbd|secret|example\w*|undefined|null|none)$/.test(
      plain,
    )
  );
}

function masked(value: string): string {
  return maskKey(value.replaceAll(/\s+/g, " "));
}

function clip(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
