import { maskKey } from "../compose/mask-key.ts";

export type KeyProblemKind =
  | "empty"
  | "quoted"
  | "blank-inside"
  | "placeholder"
  | "unexpanded"
  | "management"
  | "configuration-id"
  | "ingest-id-only"
  | "joined-with-colon"
  | "cut-short"
  | "unknown-shape";

export interface KeyProblem {
  readonly kind: KeyProblemKind;
  readonly sentence: string;
}

const INGEST = /^hc[a-z]i[kc]_[0-9a-z]{58}$/;
const OLDER = /^[0-9A-Za-z]{22}$/;
const CLASSIC = /^[0-9a-f]{32}$/;
const PRACTICE = /^practice-[a-z]{8}$/;
const PLACEHOLDER = /your|api[-_ ]?key|<.*>|^x{3,}$|change.?me|abc123|paste|example|todo|^\.{3}$|^…$/i;

/**
 * Why a value cannot be a key that sends traces; nothing when it can. Shapes from Honeycomb's documentation
 * (docs.honeycomb.io, "API keys"): an ingest key is `hc?ik_` and 58 letters or digits, id and secret in one.
 */
export function keyProblem(value: string): KeyProblem | undefined {
  const masked = maskKey(value);
  const says = (kind: KeyProblemKind, sentence: string): KeyProblem => ({ kind, sentence });
  if (INGEST.test(value) || OLDER.test(value) || CLASSIC.test(value) || PRACTICE.test(value))
    return undefined;
  if (value.trim() === "") return says("empty", "the value is empty");
  if (/^["'“”‘’]|["'“”‘’]$/.test(value))
    return says("quoted", `quotation marks are part of the value (${masked})`);
  if (/\$\{?\w+|\$\(/.test(value))
    return says("unexpanded", "the value is the text of a variable, not its content");
  if (PLACEHOLDER.test(value)) return says("placeholder", "the value is the placeholder, not a key");
  if (/\s/.test(value)) return says("blank-inside", `there is white space in the value (${masked})`);
  if (/^hc[a-z]mk_/.test(value))
    return says("management", "it is a management key (hc?mk_…), which cannot send traces");
  if (/^hc[a-z]lk_/.test(value))
    return says("configuration-id", "it is the id of a configuration key (hc?lk_…)");
  if (value.includes(":"))
    return says(
      "joined-with-colon",
      "there is a colon in it: id and secret of an ingest key follow each other directly",
    );
  if (/^hc[a-z]i[kc]_[0-9a-z]{26}$/.test(value))
    return says("ingest-id-only", "it is only the id of an ingest key; the secret part is missing");
  if (/^hc[a-z]i[kc]_/.test(value))
    return says("cut-short", `an ingest key has 64 characters, this one has ${value.length}`);
  if (value.startsWith("practice-"))
    return says("unknown-shape", "a practice key is `practice-` and eight small letters");
  return says("unknown-shape", `${value.length} characters (${masked}) are no shape of a Honeycomb key`);
}
