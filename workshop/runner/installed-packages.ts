import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Lock {
  readonly packages?: Readonly<
    Record<string, { readonly version?: string; readonly optional?: boolean; readonly link?: boolean }>
  >;
}

/** Whether what lies in `node_modules` is exactly what the folder's lock file asks for. */
export function packagesMatchLock(root: string, folder: string): boolean {
  const wanted = read(join(root, folder, "package-lock.json"));
  const installed = read(join(root, folder, "node_modules/.package-lock.json"));
  if (!wanted?.packages) return installed !== undefined;
  const there = installed?.packages ?? {};
  const names = new Set(
    [...Object.keys(wanted.packages), ...Object.keys(there)].filter((name) => name !== ""),
  );
  return [...names].every((name) => {
    const asked = wanted.packages?.[name];
    // An optional package may rightly be absent: it is for another kind of machine.
    return asked?.version === there[name]?.version || (asked?.optional === true && there[name] === undefined);
  });
}

function read(path: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Lock;
  } catch {
    return undefined;
  }
}
