import { spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatBytes } from "../runner/format-bytes.ts";
import { COURSE } from "./course-folder.ts";

/**
 * `npm run measure:install`: what `npm ci` costs a learner, in a fresh clone of what is committed and with an empty
 * cache: seconds, bytes that came over the network, and bytes on the disk. The README's figures are from here.
 */
const scratch = mkdtempSync(join(tmpdir(), "workshop-install-"));
try {
  const clone = join(scratch, "clone");
  const cache = join(scratch, "cache");
  run("git", ["clone", "--quiet", "--depth", "1", `file://${COURSE}`, clone], scratch);
  const started = performance.now();
  await npmCi(clone, cache);
  const seconds = (performance.now() - started) / 1000;
  console.log(`npm ci        ${seconds.toFixed(1)} s, on an empty cache, with the Node that it brings`);
  console.log(`downloaded    ${formatBytes(bytesIn(join(cache, "_cacache/content-v2")))}, as npm keeps it`);
  for (const folder of ["", "backend", "frontend"]) {
    const modules = join(clone, folder, "node_modules");
    if (existsSync(modules))
      console.log(`${join(folder, "node_modules").padEnd(22)}${formatBytes(bytesIn(modules))}`);
  }
  const largest = packagesIn(join(clone, "node_modules")).sort((a, b) => b.bytes - a.bytes);
  for (const { name, bytes } of largest.slice(0, 8))
    console.log(`  ${formatBytes(bytes).padStart(8)}  ${name}`);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(command, [...args], { cwd, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

/** As in a learner's terminal: without the pinned Node of this clone on the path. */
async function npmCi(cwd: string, cache: string): Promise<void> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) || /^npm_config_registry$/i.test(name),
  );
  const paths = (process.env["PATH"] ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
  const env = { ...Object.fromEntries(kept), PATH: paths.join(":"), npm_config_cache: cache };
  const child = spawn("npm", ["ci"], { cwd, env, stdio: "inherit" });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`npm ci ended with ${String(code)}`);
}

function bytesIn(path: string): number {
  const stats = lstatSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

function packagesIn(modules: string): { name: string; bytes: number }[] {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith(".")) return [];
    const inside = name.startsWith("@")
      ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`)
      : [name];
    return inside.map((each) => ({ name: each, bytes: bytesIn(join(modules, each)) }));
  });
}
