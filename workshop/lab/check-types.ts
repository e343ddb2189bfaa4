import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import type { Evidence, SourceText } from "./evidence.ts";
import { readTypeErrors } from "./read-type-errors.ts";
import type { TypeDiagnostic, TypesEvidence } from "./types-evidence.ts";

const PATIENCE_MS = 6_000;
/** The starter's own settings: a learner's tsconfig.json may be damaged, and tsx hardly reads it. */
const SHARED = [
  ..."--ignoreConfig --noEmit --pretty false --locale en".split(" "),
  ..."--strict --isolatedModules --allowImportingTsExtensions --skipLibCheck --allowJs --checkJs".split(" "),
  // More of them get in each other's way: with so few files, most of the time goes into reading.
  ..."--checkers 1".split(" "),
  // Packages that are there without an import are named one by one.
  "--types",
  "",
];
const BACKEND = "--target es2024 --lib es2024,esnext.disposable --module node20 --esModuleInterop".split(" ");
const FRONTEND = "--target es2022 --lib es2022,dom --module esnext --moduleResolution bundler".split(" ");

const require = createRequire(import.meta.url);

/**
 * Asks TypeScript about the learner's files that ran, and those that they import. It takes a third of a second, so it is
 * for after a failure. Undefined where nothing ran, and where tsc itself cannot: it explains, and decides nothing.
 */
export async function checkTypes(
  root: string,
  evidence: Evidence,
  patienceMs = PATIENCE_MS,
): Promise<TypesEvidence | undefined> {
  const nodeTypes = inRoot(root, "backend/node_modules/@types/node/index.d.ts") ?? ownNodeTypes();
  const pageTypes = inRoot(root, "frontend/node_modules/vite/client.d.ts");
  const [backend, frontend] = await Promise.all([
    check({ root, patienceMs, files: backendFiles(evidence), globals: nodeTypes, settings: BACKEND }),
    check({ root, patienceMs, files: pageFiles(evidence), globals: pageTypes, settings: FRONTEND }),
  ]);
  return backend || frontend ? { backend: backend ?? [], frontend: frontend ?? [] } : undefined;
}

async function check(options: {
  readonly root: string;
  readonly patienceMs: number;
  readonly files: readonly string[];
  /** The file that declares what is there without an import; without it, much would seem not to exist. */
  readonly globals: string | undefined;
  readonly settings: readonly string[];
}): Promise<TypeDiagnostic[] | undefined> {
  const { files, globals, settings, patienceMs } = options;
  const compiler = nativeCompiler();
  if (files.length === 0 || !globals || !compiler) return undefined;
  const root = realpathSync(options.root);
  const output = await run(compiler, [...SHARED, ...settings, globals, ...files], root, patienceMs);
  if (output === undefined) return undefined;
  return readTypeErrors(output, root)?.filter(({ file }) => !/^\.\.|(^|\/)node_modules\//.test(file));
}

/** What tsc printed; undefined where it did not come to an end of its own. */
async function run(
  compiler: string,
  args: readonly string[],
  cwd: string,
  timeout: number,
): Promise<string | undefined> {
  const options = { cwd, timeout, killSignal: "SIGKILL", maxBuffer: 2 ** 24 } as const;
  return await new Promise((resolve) => {
    execFile(compiler, args, { ...options, windowsHide: true }, (error, stdout) => {
      const ended = !error || error.code === 1 || error.code === 2;
      resolve(ended ? stdout : undefined);
    });
  });
}

function backendFiles({ run, backend }: Evidence): string[] {
  if (!run) return [];
  const started = run.command.split(/[\s"'=]+/).map((word) => posix.join("backend", word));
  return ownFiles(backend.sources, [...run.modules.map(({ name }) => name), ...started]);
}

function pageFiles({ frontend, page }: Evidence): string[] {
  if (!frontend || !page) return [];
  const asked = page.requests.map(({ url }) => posix.join("frontend", new URL(url).pathname));
  return ownFiles(frontend.sources, [...asked, "frontend/src/main.ts"]);
}

function ownFiles(sources: readonly SourceText[], names: readonly string[]): string[] {
  const wanted = new Set(names);
  return sources.map(({ path }) => path).filter((path) => /\.[cm]?[jt]sx?$/.test(path) && wanted.has(path));
}

/** `tsc` without the Node process around it, which would take as long again. */
function nativeCompiler(): string | undefined {
  const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const folder = resolved(name, resolved("typescript/package.json"));
  return folder && join(dirname(folder), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

function inRoot(root: string, file: string): string | undefined {
  return existsSync(join(root, file)) ? file : undefined;
}

/** The workshop's, where the backend's packages came without them. */
function ownNodeTypes(): string | undefined {
  const manifest = resolved("@types/node/package.json");
  return manifest && join(dirname(manifest), "index.d.ts");
}

function resolved(name: string, from?: string): string | undefined {
  try {
    return (from ? createRequire(from) : require).resolve(name);
  } catch {
    return undefined;
  }
}
