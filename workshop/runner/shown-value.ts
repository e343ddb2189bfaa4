import { maskKey } from "../compose/mask-key.ts";

const SECRET = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/i;
const SECRET_HEADER = /team|key|token|secret|auth|cookie/i;
/** Anything with the shape of one of Honeycomb's keys, wherever it stands. */
const KEY_SHAPE = /\bhc[a-z][a-z]k_[0-9A-Za-z]{20,}|\bpractice-[a-z]{8}\b/g;

/** A variable's value as it may be printed: keys inside it are masked. */
export function shownValue(name: string, value: string): string {
  if (value === "") return "(empty)";
  if (SECRET.test(name)) return maskKey(value);
  const told = /HEADERS/i.test(name) ? value.split(",").map(maskHeader).join(",") : value;
  return told.replace(KEY_SHAPE, maskKey);
}

function maskHeader(pair: string): string {
  const equals = pair.indexOf("=");
  if (equals < 0) return pair;
  const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
  return SECRET_HEADER.test(name) ? `${name}=${value === "" ? "(empty)" : maskKey(value)}` : pair;
}
