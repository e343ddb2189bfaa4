import type { PackageDrift } from "../installed-packages.ts";
import type { Diagnosis } from "./diagnosis.ts";

export interface PackageFacts {
  /** `.` is the repository's own folder. */
  readonly folder: "." | "backend" | "frontend";
  readonly hasManifest: boolean;
  readonly installed: boolean;
  /** Absent without a lock file that can be read. */
  readonly drift?: PackageDrift;
  /** The page's packages are no use before its step. */
  readonly needed: boolean;
}

/** Whether a folder's installed packages are those that it asks for. */
export function diagnosePackages(facts: PackageFacts): Diagnosis {
  const { folder, hasManifest, installed, drift, needed } = facts;
  const line = { id: folder === "." ? "packages" : `packages-${folder}`, about: "Packages" };
  const where = folder === "." ? "this folder" : `${folder}/`;
  const command = folder === "." ? "npm ci" : `cd ${folder} && npm ci`;
  const mend = { fix: `Install them from the lock file:\n${command}`, next: command };
  if (!hasManifest) {
    const file = folder === "." ? "package.json" : `${folder}/package.json`;
    const next = `git checkout -- ${file}`;
    return { ...line, state: "wrong", says: `${file} is not there`, fix: `Bring it back:\n${next}`, next };
  }
  if (!installed && !needed) return { ...line, state: "ok", says: `those of ${where} come with its step` };
  if (!installed) return { ...line, state: "unable", says: `those of ${where} are not installed`, ...mend };
  if (drift === undefined) {
    const next = `${folder === "." ? "" : `cd ${folder} && `}npm install`;
    return {
      ...line,
      state: "advice",
      says: `${where} has no package-lock.json that can be read, so nothing says which versions belong there`,
      fix: `Let npm write one:\n${next}`,
    };
  }
  return { ...line, ...judgeDrift(drift, where, folder, mend) };
}

function judgeDrift(
  { missing, other, extra, unlocked }: PackageDrift,
  where: string,
  folder: string,
  mend: Pick<Diagnosis, "fix" | "next">,
): Pick<Diagnosis, "state" | "says" | "fix" | "next"> {
  if (unlocked.length > 0) {
    const next = folder === "." ? "npm install" : `cd ${folder} && npm install`;
    return {
      state: "wrong",
      says: `package.json of ${where} asks for ${list(unlocked)} otherwise than package-lock.json does`,
      fix: `Let npm bring both together:\n${next}`,
      next,
    };
  }
  const parts = [
    missing.length > 0 && `${list(missing)} ${missing.length === 1 ? "is" : "are"} missing`,
    other.length > 0 && `${list(other)} ${other.length === 1 ? "has" : "have"} another version`,
  ].filter((part) => part !== false);
  if (parts.length > 0)
    return {
      state: folder === "." ? "unable" : "wrong",
      says: `those of ${where} are not what its package-lock.json asks for: ${parts.join("; ")}`,
      ...mend,
    };
  if (extra.length > 0)
    return {
      state: "advice",
      says: `${where} also holds ${list(extra)}, which its package-lock.json does not know`,
      fix: "That is right while step 3 tries the API alone. Else npm ci takes it away again.",
    };
  return { state: "ok", says: `those of ${where} are what its package-lock.json asks for` };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
