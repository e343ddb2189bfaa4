import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { Capture } from "../capture.ts";
import { openControlLine } from "../control-line.ts";
import { freePort } from "../free-port.ts";
import type { ViteEvidence } from "../page-evidence.ts";
import { readRecords, type RecordedEvidence } from "../read-records.ts";
import type { ScratchFolder } from "../scratch-folder.ts";
import { spawnWithUs } from "../spawn-with-us.ts";

/** The learner's dev server, on a port of the lab's. */
export interface ServedPage extends AsyncDisposable {
  /** Where it listens, or why it does not. */
  readonly listening: Promise<{ readonly port: number } | { readonly because: string }>;
  readonly output: string;
  /** It never had the time to listen. */
  readonly starved: boolean;
  /** What Vite made of its configuration; nothing where it did not get as far. */
  config(): Promise<ViteEvidence | undefined>;
  /** What its process asked of Honeycomb, once it has ended. */
  end(): Promise<Pick<RecordedEvidence, "exchanges" | "spans">>;
}

/**
 * Vite with the learner's configuration. A cache and a port of its own keep it apart from the one of `npm start`, and
 * the lab's preload keeps its process on this machine.
 */
const SCRIPT = `
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { writeFileSync } from "node:fs";
const { CHECKED_PORT, CHECKED_CACHE, CHECKED_CONFIG } = process.env;
const vite = createRequire(process.cwd() + "/package.json").resolve("vite");
const { createServer } = await import(pathToFileURL(vite).href);
const server = await createServer({
  cacheDir: CHECKED_CACHE,
  clearScreen: false,
  logLevel: "warn",
  server: { host: "127.0.0.1", port: Number(CHECKED_PORT), strictPort: true, open: false, watch: null },
});
const { configFile = "", server: { proxy } } = server.config;
const entry = (given) => {
  const { target, rewrite, bypass, headers } = typeof given === "string" ? { target: given } : given ?? {};
  return {
    ...(target !== undefined && { target: String(target.href ?? target) }),
    rewrites: typeof rewrite === "function",
    bypasses: typeof bypass === "function",
    headerNames: Object.keys(headers ?? {}),
  };
};
writeFileSync(CHECKED_CONFIG, JSON.stringify({
  configFile,
  proxy: Object.entries(proxy ?? {}).map(([path, given]) => ({ path, ...entry(given) })),
}));
await server.listen();
`;

export interface ServeOptions {
  readonly root: string;
  /** For what its process records. */
  readonly scratch: ScratchFolder;
  /** The shell's bare variables, and what the page's server is told. */
  readonly env: Readonly<Record<string, string>>;
  readonly preload: string;
  /** Ports of this machine that lead elsewhere while the lab runs, such as the receiver's. */
  readonly turns: Readonly<Record<number, number>>;
  readonly patienceMs?: number;
}

export async function servePage({
  root,
  scratch,
  env,
  preload,
  turns,
  patienceMs = 8_000,
}: ServeOptions): Promise<ServedPage> {
  const folder = scratch.path;
  const [line, port] = await Promise.all([openControlLine(folder), freePort()]);
  const output = new Capture();
  const configPath = join(folder, "vite-config.json");
  const { child, end: kill } = spawnWithUs(process.execPath, ["--input-type=module", "--eval", SCRIPT], {
    cwd: join(root, "frontend"),
    env: {
      ...env,
      NODE_OPTIONS: `--require "${preload.replaceAll("\\", "\\\\")}"`,
      CHECKED_PORT: String(port),
      CHECKED_CONFIG: configPath,
      CHECKED_CACHE: join(root, "frontend/node_modules/.vite-check"),
      WORKSHOP_LAB_FOLDER: folder,
      WORKSHOP_LAB_ROOT: root,
      WORKSHOP_LAB_PORT: String(line.port),
      WORKSHOP_LAB_TOKEN: line.token,
      WORKSHOP_LAB_TURNS: JSON.stringify(turns),
    },
    mark: scratch.mark,
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => output.add(text));
  const ended = new Promise<void>((resolve) =>
    child.once("error", () => resolve()).once("close", () => resolve()),
  );
  const end = async () => {
    kill();
    await ended;
  };
  return {
    listening: line.patiently<{ port: number } | { because: string }>(
      patienceMs,
      Promise.race([
        line.listening(port).then((heard) => ({ port: heard.port })),
        ended.then(() => ({ because: "it ended by itself" })),
      ]),
      { because: `it did not listen within ${patienceMs / 1000} s` },
    ),
    get starved() {
      return line.starved;
    },
    get output() {
      return output.text;
    },
    config: async () => await readConfig(configPath, root),
    async end() {
      await end();
      return await readRecords({ folder, token: line.token }, Number.POSITIVE_INFINITY);
    },
    async [Symbol.asyncDispose]() {
      await end();
      await line[Symbol.asyncDispose]();
    },
  };
}

async function readConfig(path: string, root: string): Promise<ViteEvidence | undefined> {
  try {
    const { configFile, proxy } = JSON.parse(await readFile(path, "utf8")) as ViteEvidence;
    const file = configFile && relative(root, configFile).replaceAll(sep, "/");
    return { ...(file && { configFile: file }), proxy };
  } catch {
    return undefined;
  }
}
