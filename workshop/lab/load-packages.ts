import { execFile } from "node:child_process";
import { join } from "node:path";
import type { PackageLoad } from "./evidence.ts";

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
  const started = performance.now();
  const text = await new Promise<string>((resolve) => {
    const options = { cwd: join(root, "backend"), encoding: "utf8" as const, timeout: patience };
    execFile(process.execPath, ["-e", SCRIPT, ...names], options, (error, stdout) =>
      resolve(error ? "" : stdout),
    );
  });
  // A slow machine says nothing about the packages. Whoever is told to end may do so without an error, and in silence.
  if (text === "" && performance.now() - started >= patience) return [];
  try {
    return JSON.parse(text) as PackageLoad[];
  } catch {
    return names.map((name) => ({ name, error: "the process that loaded it ended without an answer" }));
  }
}
