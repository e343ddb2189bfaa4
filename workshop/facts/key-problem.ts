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
/** A whole key, with something around it. */
const SURROUNDED = /^(.*?)(?:hc[a-z]i[kc]_[0-9a-z]{58}|(?<![a-z])practice-[a-z]{8}(?![a-z]))(.*)$/s;
/** Whose keys look like that. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^(gh[oprsu]|github_pat)_\w+$/, "GitHub"],
  [/^\w+NRAL$|^NRAK-/, "New Relic"],
  [/^gl[cs]a?_/, "Grafana"],
  [/^AKIA[0-9A-Z]{16}$/, "AWS"],
  [/^sk[-_]\w+/, "another service"],
];

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

/** In this order: what is around a key comes before what the key itself is. */
const LOOKS = {
  empty: (value) => value.trim() === "" && "the value is empty",
  "name-again": (value) =>
    /^\s*((export|set|setx|gp env)\s+)?HONEYCOMB_API_KEY\s*[=:]/i.test(value) &&
    "the value contains the name HONEYCOMB_API_KEY again",
  "whole-header": (value) =>
    /^\s*x-honeycomb-team\s*[=:]/i.test(value) &&
    "it is the whole header; the key is only the part after x-honeycomb-team",
  address: (value) => /^[a-z]+:\/\//i.test(value) && "it is an address, not a key",
  bracketed: (value) =>
    /^[<[{(].*[>\]})]$/s.test(value) &&
    canSend(value.slice(1, -1)) &&
    `the brackets ${value.at(0)} and ${value.at(-1)} are part of the value`,
  quoted: (value) =>
    /^["'`“”‘’]|["'`“”‘’]$/.test(value) && `quotation marks are part of the value (${masked(value)})`,
  unexpanded: (value) =>
    /\$\(|^`.*`$/.test(value)
      ? "the value is a command, and no command is run there"
      : /\$\{?\w+|%\w+%/.test(value) && "it is the name of a variable, and nothing replaces it there",
  placeholder: (value) =>
    isPlaceholder(value.trim()) && `${clip(maskKeyShapes(value.trim()))} is a placeholder, not a key`,
  shortened: (value) =>
    /^(hc[a-z]|practi|[0-9a-z]{3,})\w*-?(…|\.{2,}|\*{2,}|•+|x{4,})|^(…|\*{3,}|•+|x{4,})\w+$/i.test(value) &&
    "most of its characters are missing, as on a page that hides a key",
  "blank-around": (value) =>
    value !== value.trim() &&
    canSend(value.trim()) &&
    `there is a space or a line break ${value === value.trimStart() ? "after" : "before"} the key`,
  surrounded: (value) => {
    const [, before = "", behind = ""] = SURROUNDED.exec(value) ?? [];
    if (/^[\u00ad\u200b-\u200f\u2060\ufeff]*$/.test(before + behind)) return false;
    if (INGEST_BEGINS.test(behind)) return "it is two keys in a row";
    const said = [
      before.trim() && `“${clip(maskKeyShapes(before.trim()))}” comes before the key`,
      behind.trim() && `“${clip(maskKeyShapes(behind.trim()))}” comes after it`,
    ].filter(Boolean);
    return said.join(", and ").replace(/^(“.*”) comes after it$/s, "$1 comes after the key");
  },
  "blank-inside": (value) => /\s/.test(value.trim()) && "there is a space or a line break in it",
  "odd-character": (value) => {
    const at = value.search(/[^\x21-\x7e]/);
    if (at >= 0) return `its character ${at + 1} cannot be part of a key, and may be invisible`;
    const odd = value.slice(6).search(/[^0-9A-Za-z]/);
    return (
      value.length === 64 &&
      INGEST_BEGINS.test(value) &&
      odd >= 0 &&
      `“${value[odd + 6]}” is character ${odd + 7}, and an ingest key has only letters and digits there`
    );
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
    "there is a colon in it: the id and the secret of an ingest key have nothing between them",
  "in-capitals": (value) =>
    value !== value.toLowerCase() &&
    INGEST.test(value.toLowerCase()) &&
    "it has capital letters, and an ingest key is all lower case",
  "cut-short": (value) =>
    INGEST_BEGINS.test(value) &&
    (value.length < 64
      ? `an ingest key has 64 characters, this one has ${value.length}`
      : "after hc…ik_, an ingest key has 58 lower-case letters and digits"),
  "practice-shape": (value) =>
    /^practice\W|^practice_/i.test(value) && "a practice key is `practice-` and eight lower-case letters",
  foreign: (value) => {
    const whose = FOREIGN.find(([shape]) => shape.test(value))?.[1];
    return whose && `it has the shape of a key of ${whose} (${masked(value)}), not of Honeycomb`;
  },
  "an-id": (value) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) &&
    "it has the shape of an id (a UUID), not of a key",
  "a-name": (value) =>
    /^[a-z]{1,15}([-_/.@ ][a-z]{1,15})*$/i.test(value) &&
    value.length <= 40 &&
    `“${value}” looks like a name; an ingest key begins with hcaik_ or a similar hc…ik_`,
  "unknown-shape": (value) =>
    `${value.length} characters (${masked(value)}) do not look like any Honeycomb key`,
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
