import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Lock {
  readonly packages?: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Where what is installed parts from what is written: by the packages' names, in the lock file's order. */
export interface PackageDrift {
  /** In the lock file, and not installed. */
  readonly missing: readonly string[];
  /** Installed in another version than the lock file asks for. */
  readonly other: readonly string[];
  /** Installed, and not in the lock file. */
  readonly extra: readonly string[];
  /** In package.json, and not in the lock file: `npm ci` refuses that. */
  readonly unlocked: readonly string[];
}

/** Whether what lies in `node_modules` is exactly what the folder's lock file asks for. */
export function packagesMatchLock(root: string, folder: string): boolean {
  const wanted = read<Lock>(join(root, folder, "package-lock.json"));
  const installed = read<Lock>(join(root, folder, "node_modules/.package-lock.json"));
  if (!wanted?.packages) return installed !== undefined;
  const { missing, other, extra } = compare(wanted.packages, installed?.packages ?? {});
  return missing.length + other.length + extra.length === 0;
}

/** Compares package.json, lock file and what really lies there; nothing where there is no lock file that can be read. */
export function packageDrift(root: string, folder: string): PackageDrift | undefined {
  const at = (path: string) => join(root, folder, path);
  const wanted = read<Lock>(at("package-lock.json"))?.packages;
  if (!wanted) return undefined;
  const noted = read<Lock>(at("node_modules/.package-lock.json"))?.packages ?? {};
  // npm's note of what it installed outlives a folder that somebody deleted.
  const there = Object.fromEntries(Object.entries(noted).filter(([path]) => existsSync(at(path))));
  return {
    ...compare(wanted, there),
    unlocked: unlockedIn(read<LockedPackage>(at("package.json")), wanted[""]),
  };
}

function compare(
  wanted: Readonly<Record<string, LockedPackage>>,
  there: Readonly<Record<string, LockedPackage>>,
): Omit<PackageDrift, "unlocked"> {
  const asked = Object.entries(wanted).filter(([path]) => path !== "");
  // An optional package may rightly be absent: it is for another kind of machine.
  const missing = asked.filter(([path, { optional }]) => there[path] === undefined && !optional);
  const other = asked.filter(([path, { version }]) => there[path] && there[path].version !== version);
  const extra = Object.keys(there).filter((path) => path !== "" && wanted[path] === undefined);
  const names = (paths: readonly string[]) => paths.map((path) => path.replace(/^.*node_modules\//, ""));
  return {
    missing: names(missing.map(([path]) => path)),
    other: names(other.map(([path]) => path)),
    extra: names(extra),
  };
}

function unlockedIn(manifest: LockedPackage | undefined, locked: LockedPackage | undefined): string[] {
  const declared = { ...manifest?.dependencies, ...manifest?.devDependencies };
  const known = { ...locked?.dependencies, ...locked?.devDependencies };
  return Object.keys(declared).filter((name) => declared[name] !== known[name]);
}

function read<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}
