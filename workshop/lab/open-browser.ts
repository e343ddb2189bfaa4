import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Browser, LaunchOptions } from "playwright-core";

/** No browser can run on this machine; says what would help. */
export class NoBrowserError extends Error {
  override readonly name = "NoBrowserError";
}

export interface BrowserOptions {
  /** Asks for nothing but through it, not even on this machine. */
  readonly proxy?: string;
  /** The path of an installed Chrome or Chromium, in the place of the one that would be taken. */
  readonly executable?: string | undefined;
  /** Where its profile is kept, and what it is found by when we are killed, see `spawnWithUs`. */
  readonly scratch?: { readonly path: string; readonly mark: string };
}

/**
 * A headless Chromium: on Linux the one that npm installed, unpacked once into `cache` (a private folder);
 * elsewhere the Chrome of this machine. Rejects with `NoBrowserError`.
 */
export async function openBrowser(
  cache: string,
  { proxy, executable, scratch }: BrowserOptions = {},
): Promise<Browser> {
  try {
    const { chromium } = await import("playwright-core");
    const options: LaunchOptions = executable ? { executablePath: executable } : await launchOptions(cache);
    const launch = async () =>
      await chromium.launch({
        ...options,
        ...(scratch && { env: { ...(options.env ?? process.env), WORKSHOP_MARK: scratch.mark } }),
        ...(proxy && { proxy: { server: proxy, bypass: "<-loopback>" } }),
      });
    return await (scratch ? withTemporaryFolder(scratch.path, launch) : launch());
  } catch (error) {
    throw new NoBrowserError(
      `No browser could be started (${firstLine(error)}). On Linux, npm ci brings one; elsewhere install Google Chrome.`,
    );
  }
}

/** Playwright asks the system for a folder for the profile, and leaves it there when we are killed. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = launching;
  const ended = Promise.withResolvers<void>();
  // The variable belongs to the whole process, so that two browsers cannot be launched at once.
  launching = ended.promise;
  await before;
  const name = process.platform === "win32" ? "TEMP" : "TMPDIR";
  const usual = process.env[name];
  process.env[name] = folder;
  try {
    return await work();
  } finally {
    if (usual === undefined) delete process.env[name];
    else process.env[name] = usual;
    ended.resolve();
  }
}

let launching = Promise.resolve();

async function launchOptions(cache: string): Promise<LaunchOptions> {
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome" };
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const folder = await unpack(entry, cache);
  const { default: packed } = await import("@sparticuz/chromium");
  const { env } = process;
  return {
    executablePath: join(folder, "chromium"),
    args: packed.args.filter((arg) => !UNWANTED.has(arg)),
    env: {
      ...env,
      TMPDIR: folder,
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: [join(folder, "al2023/lib"), env["LD_LIBRARY_PATH"]].filter(Boolean).join(delimiter),
    },
  };
}

/** Made for a function in a cloud; a test wants a browser as people have it. */
const UNWANTED = new Set([
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--allow-running-insecure-content",
]);

/** In a process of its own, because the package takes its folder and its libraries from the environment. */
async function unpack(entry: string, cache: string): Promise<string> {
  const folder = join(cache, `chromium-${await versionOf(entry)}`);
  if (await exists(join(folder, "chromium"))) return folder;
  await mkdir(cache, { recursive: true });
  // A folder for each: two that unpack into one leave a browser that never starts.
  const draft = await mkdtemp(`${folder}.`);
  const script = `import packed from ${JSON.stringify(pathToFileURL(entry).href)}; await packed.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" },
  });
  await writeFile(join(draft, "fonts.conf"), FONTS);
  await rename(draft, folder).catch(async () => await rm(draft, { recursive: true, force: true }));
  return folder;
}

/** The one font that comes along, before those of this machine. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

async function versionOf(entry: string): Promise<string> {
  const text = await readFile(join(dirname(entry), "../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n", 1)[0] ?? "";
}
