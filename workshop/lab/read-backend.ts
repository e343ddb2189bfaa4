import { readdir } from "node:fs/promises";
import type { BackendEvidence, InstalledPackage, SourceText } from "./evidence.ts";
import { readManifest } from "./read-manifest.ts";
import { readText } from "./read-text.ts";

const SOURCE = /\.[cm]?[jt]sx?$/;
const MOST_SOURCES = 500;
/** Outside `@opentelemetry`, the packages whose presence or version explains something. */
const OTHERS = /^(express|tsx|dd-trace|@sentry\/node|honeycomb-beeline|@honeycombio\/opentelemetry-node)$/;

/** What stands in `backend/`: sources, package.json, and the packages that are really installed. */
export async function readBackend(root: string): Promise<BackendEvidence> {
  const [sources, manifest, installed, inRoot] = await Promise.all([
    readSources(root),
    readText(root, "backend/package.json"),
    readInstalled(root, "backend/node_modules"),
    readInstalled(root, "node_modules"),
  ]);
  return {
    sources,
    manifest: readManifest(manifest),
    installed,
    inRoot: inRoot.map(({ name }) => name).filter((name) => name.startsWith("@opentelemetry/")),
  };
}

async function readSources(root: string): Promise<SourceText[]> {
  const paths: string[] = [];
  const folders = ["backend"];
  for (
    let folder = folders.pop();
    folder !== undefined && paths.length < MOST_SOURCES;
    folder = folders.pop()
  ) {
    for (const entry of await list(root, folder)) {
      if (entry.isDirectory() && !/^(node_modules|dist|\.git|test)$/.test(entry.name))
        folders.push(`${folder}/${entry.name}`);
      if (entry.isFile() && SOURCE.test(entry.name)) paths.push(`${folder}/${entry.name}`);
    }
  }
  return await Promise.all(
    paths.sort().map(async (path) => ({ path, text: (await readText(root, path)) ?? "" })),
  );
}

/** Every copy of an interesting package below a node_modules folder, nested ones too. */
async function readInstalled(root: string, folder: string): Promise<InstalledPackage[]> {
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
  const own = { name, version: json.version ?? "unknown", folder, peers: json.peerDependencies ?? {} };
  return [
    own,
    ...(name.startsWith("@opentelemetry/") ? await readInstalled(root, `${folder}/node_modules`) : []),
  ];
}

async function list(root: string, folder: string) {
  return await readdir(`${root}/${folder}`, { withFileTypes: true }).catch(() => []);
}
