import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { maskKeyShapes } from "../compose/mask-key.ts";
import type { CheckReport } from "../findings/report.ts";
import { withoutKeys } from "../findings/without-keys.ts";
import type { Evidence } from "../lab/evidence.ts";
import { learnerEntries } from "./project.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** Written by `check:step --report`: everything that somebody needs to understand a verdict on another machine. */
export interface HelpFile {
  readonly course: string;
  readonly node: string;
  readonly platform: string;
  readonly report: CheckReport;
  /** The learner's files, by path from the root; what they hold is in the evidence, as far as a check reads it. */
  readonly files: readonly string[];
  /** Absent where the check could not gather any. */
  readonly evidence?: unknown;
}

/** Writes the file, with every key masked, and gives its path. A relative one counts from where the command was run. */
export function writeHelpFile(
  { root, env }: { readonly root: string; readonly env: NodeJS.ProcessEnv },
  name: string,
  { report, evidence }: { readonly report: CheckReport; readonly evidence?: Evidence },
): string {
  const path = resolve(env["INIT_CWD"] ?? root, name);
  const file: HelpFile = {
    course: (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    report,
    files: learnerEntries(root).map((entry) => entry.path),
    ...(evidence && { evidence: withoutKeys(plain(evidence), evidence) }),
  };
  writeFileAtomically(path, `${maskKeyShapes(JSON.stringify(file, undefined, 1))}\n`, 0o600);
  return path;
}

/** What JSON has no form for: a time in nanoseconds becomes its digits, a map its entries. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]));
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
