import { createHash, type Hash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
} from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Evidence } from "../lab/evidence.ts";
import type { Scenario } from "../lab/scenario.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import { COURSE } from "./course-folder.ts";

/** What gathers evidence: when it changes, nothing that was kept holds any more. */
const LAB = ["workshop/trace", "workshop/course", "workshop/compose", "workshop/lab", "package-lock.json"];

let lab: string | undefined;

/**
 * While rules are written, the same answers are judged again and again: with EVIDENCE=folder set, what the same lab has
 * gathered of the same files before is taken from there. Without it, evidence is always gathered, as a proof should.
 */
export async function keptEvidence(
  { root, shell, scenario }: { root: string; shell: NodeJS.ProcessEnv; scenario: Scenario },
  gather: () => Promise<Evidence>,
): Promise<Evidence> {
  const folder = process.env["EVIDENCE"];
  // A commit's hash and date are never the same twice.
  if (!folder || existsSync(join(root, ".git"))) return await gather();
  const file = join(folder, `${keyOf(root, shell, scenario)}.bin`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as Evidence;
  const evidence = await gather();
  mkdirSync(folder, { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, serialize(evidence));
  renameSync(own, file);
  return evidence;
}

function keyOf(root: string, shell: NodeJS.ProcessEnv, scenario: Scenario): string {
  lab ??= LAB.reduce((hash, path) => addTree(hash, COURSE, path), createHash("sha256")).digest("hex");
  const hash = createHash("sha256").update(lab).update(JSON.stringify(scenario));
  for (const name of readdirSync(root).toSorted()) if (name !== ".workshop") addTree(hash, root, name);
  hash.update(JSON.stringify(shell).replaceAll(root, "$ROOT"));
  const { week2 } = readRecorded(root);
  hash.update(
    JSON.stringify(week2 ?? null, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
  );
  return hash.digest("hex");
}

function addTree(hash: Hash, root: string, path: string): Hash {
  const full = join(root, path);
  const found = lstatSync(full);
  hash.update(`${path}\0`);
  if (found.isSymbolicLink()) return hash.update(readlinkSync(full).replace(COURSE, ""));
  if (found.isFile() && !path.endsWith(".test.ts")) return hash.update(readFileSync(full));
  if (found.isDirectory())
    for (const name of readdirSync(full).toSorted()) addTree(hash, root, `${path}/${name}`);
  return hash;
}
