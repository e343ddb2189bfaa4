import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { privateFolder } from "../lab/private-folder.ts";
import { spawnWithUs } from "../lab/spawn-with-us.ts";

export type Installed =
  | { readonly ok: true }
  | { readonly ok: false; readonly offline: boolean; readonly saying: string; readonly command: string };

export interface InstallOptions {
  readonly root: string;
  /** The folder with the package.json, from the root. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Patient enough for a slow network, not so patient that being offline takes a minute to notice. */
const RETRIES = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000"];
const QUIET = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
const OFFLINE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

/** Installs a folder's packages from its lock file, from npm's cache where it can. A failure leaves the former ones. */
export async function installPackages(options: InstallOptions): Promise<Installed> {
  const { root, folder } = options;
  const verb = existsSync(join(root, folder, "package-lock.json")) ? "ci" : "install";
  const aside = setAside(root, folder);
  const { code, output } = await npm([verb, "--prefer-offline", ...RETRIES, ...QUIET], options);
  if (code === 0) {
    aside.forget();
    return { ok: true };
  }
  aside.bringBack();
  const saying = output.split("\n").filter((line) => /^npm (error|ERR!)(?! A complete log)/.test(line));
  const command = `cd ${folder} && npm ${verb}`;
  return {
    ok: false,
    offline: OFFLINE.test(output),
    saying: saying.slice(0, 6).join("\n") || output.trim(),
    command,
  };
}

/** `npm ci` first deletes what is there; without a network that would leave nothing. */
function setAside(root: string, folder: string): { forget: () => void; bringBack: () => void } {
  const modules = join(root, folder, "node_modules");
  const kept = join(privateFolder(root, "packages"), folder);
  rmSync(kept, { recursive: true, force: true });
  try {
    renameSync(modules, kept);
  } catch {
    // There is none yet, or it lies on a disk of its own: then npm does with it what it does.
    return { forget: () => undefined, bringBack: () => undefined };
  }
  return {
    forget: () => rmSync(kept, { recursive: true, force: true }),
    bringBack() {
      rmSync(modules, { recursive: true, force: true });
      mkdirSync(join(root, folder), { recursive: true });
      renameSync(kept, modules);
    },
  };
}

async function npm(
  args: readonly string[],
  options: InstallOptions,
): Promise<{ code: number | null; output: string }> {
  const env = withPinnedNode(options.root, options.env);
  const cwd = join(options.root, options.folder);
  const script = options.env["npm_execpath"];
  const byNode = script !== undefined && /\.c?js$/.test(script) && existsSync(script);
  const { child, end } = byNode
    ? spawnWithUs(process.execPath, [script, ...args], { cwd, env })
    : spawnWithUs("npm", args, { cwd, env, shell: process.platform === "win32" });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output = `npm error ${error.message}`;
      resolve(127);
    });
    child.once("close", resolve);
  });
  end();
  return { code, output };
}

/** npm picks versions by the Node that it runs on, and install scripts use the one on the path. */
function withPinnedNode(root: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [path]: [join(root, "node_modules/.bin"), env[path] ?? ""].join(delimiter) };
}
