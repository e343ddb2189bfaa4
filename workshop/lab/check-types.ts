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
  ...["--ignoreConfig", "--noEmit", "--pretty", "false", "--locale", "en", "--types", ""],
  ...["--strict", "--isolatedModules", "--allowImportingTsExtensions", "--skipLibCheck"],
  ...["--allowJs", "--checkJs"],
  // More of them only get in each other's way: with so few files, most of the time goes into reading.
  ...["--checkers", "1"],
];
const BACKEND = ["--target", "es2024", "--lib", "es2024,esnext.disposable", "--module", "node20"];
const FRONTEND = ["--target", "es2022", "--lib", "es2022,dom", "--module", "esnext"];
const BUNDLER = ["--moduleResolution", "bundler"];

const require = createRequire(import.meta.url);

/**
 * Asks TypeScript about the learner's files that ran, and those that they import. It takes a third of a second, so it is
 * for after a failure. Undefined where nothing ran, and where tsc itself cannot: it explains, and decides nothing.
 */
export async function checkTypes(root: string, evidence: Evidence): Promise<TypesEvidence | undefined> {
  const [backend, frontend] = await Promise.all([
    check(root, backendFiles(evidence), "backend/node_modules/@types/node/index.d.ts", BACKEND),
    check(root, pageFiles(evidence), "frontend/node_modules/vite/client.d.ts", [...FRONTEND, ...BUNDLER]),
  ]);
  return backend || frontend ? { backend: backend ?? [], frontend: frontend ?? [] } : undefined;
}

async function check(
  root: string,
  files: readonly string[],
  globals: string,
  settings: readonly string[],
): Promise<TypeDiagnostic[] | undefined> {
  const around = existsSync(join(root, globals)) ? globals : nodeTypes();
  const compiler = nativeCompiler();
  if (files.length === 0 || !around || !compiler) return undefined;
  const real = realpathSync(root);
  const output = await run(compiler, [...SHARED, ...settings, around, ...files], real);
  const own = new RegExp(`^${files[0]?.split("/")[0]}/(?!node_modules/)`);
  return output === undefined
    ? undefined
    : readTypeErrors(output, real)?.filter(({ file }) => own.test(file));
}

/** What tsc printed; undefined where it did not come to an end of its own. */
async function run(compiler: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  const options = { cwd, timeout: PATIENCE_MS, killSignal: "SIGKILL", maxBuffer: 2 ** 24 } as const;
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

function nodeTypes(): string | undefined {
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
