import { maskKeysIn } from "../compose/mask-key.ts";
import type { Evidence } from "../lab/evidence.ts";
import { keyProblem } from "../facts/key-problem.ts";

/** The same value with every key that the evidence knows masked, wherever in it one stands: whatever a learner wrote may hold it. */
export function withoutKeys<Value>(value: Value, evidence: Evidence): Value {
  const keys = keysOf(evidence)
    .filter((each) => !isHarmless(each) && !COMMAND.includes(each.trim()))
    .flatMap((each) => [each.trim(), each.trim().toLowerCase()]);
  return mask(value, [...new Set(keys)]) as Value;
}

/** Every key that the evidence knows, whole: print none of them. */
export function keysOf({ key, workspace }: Evidence): string[] {
  const known = [
    key.shell,
    key.dotenv?.value,
    key.effective?.value,
    workspace.persisted?.["HONEYCOMB_API_KEY"],
  ];
  return known.flatMap((each) => (each ? [each] : []));
}

/** What everybody may read: it can send nothing, and the finding says what it is. */
const HARMLESS: ReadonlySet<string | undefined> = new Set(["placeholder", "a-name"]);

/** A key whose kind cannot be told is masked. */
function isHarmless(key: string): boolean {
  try {
    return HARMLESS.has(keyProblem(key)?.kind);
  } catch {
    return false;
  }
}

/** A fix names it, and must stand there whole, whatever was copied from it. */
const COMMAND = "npm run practice-key";

function mask(value: unknown, keys: readonly string[]): unknown {
  if (typeof value === "string") return maskKeysIn(value, keys);
  if (Array.isArray(value)) return value.map((each) => mask(each, keys));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mask(each, keys)]));
}
