import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Nearby, SourceText } from "./evidence.ts";
import { readText } from "./read-text.ts";

const FILES =
  /^\.?e(nv|vn)(rc|\..*)?$|\.env$|compose.*\.ya?ml$|^Dockerfile|^(instrumentation|tracing|telemetry|otel)\.[cm]?[jt]s(\.txt)?$|^(latency|recent)[\w .-]*$/i;
const QUERIES = "journal/queries/";
const FOLDERS = ["", "backend/", "backend/src/", "frontend/", "journal/", QUERIES, "queries/"];
const NOTES =
  /\.md$|^\.(gitpod\.yml|npmrc|bashrc|profile|bash_profile|zshrc)$|^devcontainer\.json$|^key.*\.txt$/i;
const NOTED = ["", "journal/", ".devcontainer/", "backend/"];
const VARIABLES = /^_?(OTEL|OTLP|OTEP|OPENTELEMETRY)|HONEY|HNY|HC_API|^VITE_|^API_KEY$/i;
const KEY = /^hc[a-z]{3}_[0-9a-z]{26,}$/;
const MOST_FILES = 40;
const MOST_BYTES = 100_000;

/** Texts and variables near the ones that count, to say where something stands that is missing in its place. */
export async function readNearby(root: string, shell: NodeJS.ProcessEnv): Promise<Nearby> {
  const within = await foldersIn(root, QUERIES);
  const [files, notes] = await Promise.all([
    Promise.all([...FOLDERS, ...within].map((folder) => readFiles(root, folder, FILES))),
    Promise.all(NOTED.map((folder) => readFiles(root, folder, NOTES))),
  ]);
  const variables = Object.entries(shell).filter(
    (pair): pair is [string, string] =>
      pair[1] !== undefined && (VARIABLES.test(pair[0]) || KEY.test(pair[1])),
  );
  return { files: files.flat(), notes: notes.flat(), shell: Object.fromEntries(variables) };
}

async function foldersIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}${name}/`);
}

async function readFiles(root: string, folder: string, wanted: RegExp): Promise<SourceText[]> {
  const names = await readdir(join(root, folder)).catch(() => []);
  const paths = names
    .filter((name) => wanted.test(name) && `${folder}${name}` !== ".env")
    .sort()
    .slice(0, MOST_FILES)
    .map((name) => `${folder}${name}`);
  const texts = await Promise.all(paths.map((path) => readSmall(root, path)));
  return texts.flatMap((text, index) => (text === undefined ? [] : [{ path: paths[index] as string, text }]));
}

/** What cannot be read, or is too large to be written by hand, tells nothing. */
async function readSmall(root: string, path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(join(root, path));
    return size <= MOST_BYTES ? await readText(root, path) : undefined;
  } catch {
    return undefined;
  }
}
