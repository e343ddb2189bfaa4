import { statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { UserFacingError } from "./user-facing-error.ts";

const SAYS: Readonly<Record<string, string>> = {
  EACCES: "may not be read or written",
  EPERM: "may not be changed",
  EROFS: "is on a disk that cannot be written",
  ENOSPC: "cannot be written, because the disk is full",
  EISDIR: "is a folder, where a file belongs",
  EEXIST: "is a file, where a folder belongs",
  ENOTDIR: "is a file, where a folder belongs",
  ELOOP: "is a link that leads in a circle",
  EMFILE: "cannot be opened, because too many files are open",
  EBUSY: "is in use by another program",
};

/** Node names no path when it reads a folder as if it were a file; it is one of those that we read whole. */
const READ_WHOLE = [".env", ".env.example", "docker-compose.yml", "journal/week2.md", "backend/package.json"];

/** A file or a disk at fault is the machine's matter: says which. Any other error is the workshop's own. */
export function explainSystemError(error: unknown, root: string): UserFacingError | undefined {
  const { code = "", path } = (error ?? {}) as NodeJS.ErrnoException;
  const says = SAYS[code];
  const at = path ?? (code === "EISDIR" ? READ_WHOLE.find((name) => isFolder(join(root, name))) : undefined);
  if (!says || !at) return undefined;
  const inside = relative(root, resolve(root, at));
  const shown = inside.startsWith("..") ? at : inside.replaceAll("\\", "/");
  return new UserFacingError({
    what: `${shown} ${says} (${code}).`,
    next: `ls -ld ${JSON.stringify(shown)}`,
    exitCode: 2,
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
