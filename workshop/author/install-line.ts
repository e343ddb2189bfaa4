import { exec } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Line } from "../mistakes/example-files/otel-line.ts";

/** The same of the frontend. */
export type WebLine = "web-3x" | "web-2x";

/** A folder beside this file with a lock file of its own. */
type Locked = Line | WebLine | "schemas";

const CACHE = join(import.meta.dirname, "../../node_modules/.cache/workshop");

const installing = new Map<Locked, Promise<string>>();

/**
 * A `node_modules` folder with the backend's or the frontend's packages on one of OpenTelemetry's lines, installed once
 * from the line's lock file, however many ask for it at once. Outside of both, so that nothing of a learner's finds it by
 * walking up.
 */
export async function installLine(line: Locked): Promise<string> {
  const asked = installing.get(line) ?? install(line);
  installing.set(line, asked);
  return await asked;
}

async function install(line: Locked): Promise<string> {
  const source = join(import.meta.dirname, line);
  const lock = await readFile(join(source, "package-lock.json"));
  const folder = join(CACHE, `${line}-${createHash("sha256").update(lock).digest("hex").slice(0, 12)}`);
  const modules = join(folder, "node_modules");
  if (existsSync(modules)) return modules;
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  await cp(source, draft, { recursive: true });
  await promisify(exec)("npm ci --prefer-offline --no-audit --no-fund", { cwd: draft });
  await rename(draft, folder).catch(async () => await rm(draft, { recursive: true, force: true }));
  return modules;
}
