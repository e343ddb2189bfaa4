import { join } from "node:path";
import type { PackageLoad } from "./evidence.ts";
import { spawnWithUs } from "./spawn-with-us.ts";
import { within } from "./within.ts";

const SCRIPT = `
const { createRequire } = require("node:module");
const load = createRequire(process.cwd() + "/package.json");
const results = process.argv.slice(1).map((name) => {
  try { load(name); return { name }; } catch (error) { return { name, error: String(error && error.message || error).split("\\n")[0] }; }
});
process.stdout.write(JSON.stringify(results), () => process.exit(0));
`;

/**
 * Loads each package from `backend/` in a process of its own: what is declared and listed may still not load. Empty where
 * that takes longer than `patience`, in milliseconds.
 */
export async function loadPackages(
  root: string,
  names: readonly string[],
  patience = 10_000,
): Promise<PackageLoad[]> {
  if (names.length === 0) return [];
  const { child, end } = spawnWithUs(process.execPath, ["-e", SCRIPT, ...names], {
    cwd: join(root, "backend"),
    env: process.env,
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (said: string) => (text += said));
  child.stderr.resume();
  const ended = new Promise<number | null>((resolve) =>
    child.once("error", () => resolve(127)).once("close", resolve),
  );
  const late = Symbol("late");
  const code = await within<number | null | typeof late>(patience, ended, late);
  end();
  // A slow machine says nothing about the packages.
  if (code === late) return [];
  try {
    return JSON.parse(code === 0 ? text : "") as PackageLoad[];
  } catch {
    return names.map((name) => ({ name, error: "the process that loaded it ended without an answer" }));
  }
}
