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

/** Loads each package from `backend/` in a process of its own: what is declared and listed may still not load. */
export async function loadPackages(root: string, names: readonly string[]): Promise<PackageLoad[]> {
  if (names.length === 0) return [];
  const text = await new Promise<string | undefined>((resolve) => {
    const options = { cwd: join(root, "backend"), encoding: "utf8" as const, timeout: 10_000 };
    execFile(process.execPath, ["-e", SCRIPT, ...names], options, (error, stdout) =>
      resolve(error?.killed ? undefined : error ? "" : stdout),
    );
  });
  // A slow machine says nothing about the packages.
  if (text === undefined) return [];
  try {
    return JSON.parse(text) as PackageLoad[];
  } catch {
    return names.map((name) => ({ name, error: "the process that loaded it ended without an answer" }));
  }
}
