import { readdir } from "node:fs/promises";
import type { BackendEvidence, InstalledPackage, LockEvidence, SourceText } from "./evidence.ts";
import { readManifest } from "./read-manifest.ts";
import { readText } from "./read-text.ts";

const SOURCE = /\.[cm]?[jt]sx?$/;
const MOST_SOURCES = 500;
/** Outside `@opentelemetry`, the packages whose presence or version explains something. */
const OTHERS = /^(express|tsx|dd-trace|@sentry\/node|honeycomb-beeline|@honeycombio\/opentelemetry-node)$/;

/** Folders in which an install may go astray, beside those of the steps. */
const ELSEWHERE = ["frontend", "backend/src", "journal"];
/** Yarn's, pnpm's and Bun's. */
const OTHER_LOCK = /^(yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

/** What stands in `backend/`: sources, package.json, and the packages that are really installed. */
export async function readBackend(root: string): Promise<BackendEvidence> {
  const steps = (await list(root, "steps")).map(({ name }) => `steps/${name}`);
  const folders = [...ELSEWHERE, ...steps];
  const [sources, manifest, lock, installed, inRoot, names, ...elsewhere] = await Promise.all([
    readSources(root, "backend"),
    readText(root, "backend/package.json"),
    readText(root, "backend/package-lock.json").then(readLock),
    readInstalled(root, "backend/node_modules"),
    readInstalled(root, "node_modules"),
    list(root, "backend"),
    ...folders.map((folder) => readInstalled(root, `${folder}/node_modules`)),
  ]);
  return {
    sources,
    manifest: readManifest(manifest),
    ...(lock && { lock }),
    installed,
    inRoot: inRoot.map(({ name }) => name).filter((name) => name.startsWith("@opentelemetry/")),
    elsewhere: elsewhere.flatMap((found, index) =>
      found
        .filter(({ name }) => name.startsWith("@opentelemetry/"))
        .map(({ name }) => ({ name, folder: folders[index] as string })),
    ),
    otherLocks: names.flatMap(({ name }) => (OTHER_LOCK.test(name) ? [`backend/${name}`] : [])),
  };
}

/** The code below a folder, by path, and other files there whose name is wanted. */
export async function readSources(root: string, top: string, others = /^$/): Promise<SourceText[]> {
  const paths: string[] = [];
  const folders = [top];
  for (
    let folder = folders.pop();
    folder !== undefined && paths.length < MOST_SOURCES;
    folder = folders.pop()
  ) {
    for (const entry of await list(root, folder)) {
      if (entry.isDirectory() && !/^(node_modules|dist|\.git|test)$/.test(entry.name))
        folders.push(`${folder}/${entry.name}`);
      if (entry.isFile() && (SOURCE.test(entry.name) || others.test(entry.name)))
        paths.push(`${folder}/${entry.name}`);
    }
  }
  return await Promise.all(
    paths.sort().map(async (path) => ({ path, text: (await readText(root, path)) ?? "" })),
  );
}

/** Every copy of an interesting package below a node_modules folder, nested ones too. */
export async function readInstalled(root: string, folder: string): Promise<InstalledPackage[]> {
  const names = (await list(root, folder)).map(({ name }) => name);
  const scoped = names.includes("@opentelemetry") ? await list(root, `${folder}/@opentelemetry`) : [];
  const candidates = [
    ...names.filter((name) => OTHERS.test(name)),
    ...scoped.map(({ name }) => `@opentelemetry/${name}`),
  ];
  const nested = names.includes("@sentry") ? ["@sentry/node"] : [];
  const honeycomb = names.includes("@honeycombio") ? ["@honeycombio/opentelemetry-node"] : [];
  const found = await Promise.all(
    [...candidates, ...nested, ...honeycomb].map((name) => readPackage(root, folder, name)),
  );
  return found.flat();
}

async function readPackage(root: string, parent: string, name: string): Promise<InstalledPackage[]> {
  const folder = `${parent}/${name}`;
  const text = await readText(root, `${folder}/package.json`);
  if (text === undefined) return [];
  let json: { version?: string; peerDependencies?: Record<string, string> } = {};
  try {
    json = JSON.parse(text) as typeof json;
  } catch {
    // A package.json cut short by a broken install: the version stays unknown.
  }
  const instruments = await readInstrumented(root, name, folder);
  const own = {
    name,
    version: json.version ?? "unknown",
    folder,
    peers: json.peerDependencies ?? {},
    ...(instruments && { instruments }),
  };
  return [
    own,
    ...(name.startsWith("@opentelemetry/") ? await readInstalled(root, `${folder}/node_modules`) : []),
  ];
}

/** The ranges in the code of the instrumentation for Express, as the 2.x and the 3.x line build it. */
async function readInstrumented(root: string, name: string, folder: string): Promise<string[] | undefined> {
  if (name !== "@opentelemetry/instrumentation-express") return undefined;
  const built = await Promise.all(
    ["build/src/instrumentation.js", "dist/instrumentation.cjs"].map((path) =>
      readText(root, `${folder}/${path}`),
    ),
  );
  const ranges = /ModuleDefinition\(\s*["']express["'],\s*\[([^\]]*)\]/.exec(built.join("\n"))?.[1];
  return ranges === undefined
    ? undefined
    : [...ranges.matchAll(/["']([^"']+)["']/g)].map(([, range]) => range ?? "");
}

function readLock(text: string | undefined): LockEvidence | undefined {
  try {
    const { packages } = JSON.parse(text ?? "") as {
      packages?: Record<string, { dependencies?: Record<string, string> }>;
    };
    return packages?.[""] && { dependencies: packages[""].dependencies ?? {} };
  } catch {
    return undefined;
  }
}

async function list(root: string, folder: string) {
  return await readdir(`${root}/${folder}`, { withFileTypes: true }).catch(() => []);
}
