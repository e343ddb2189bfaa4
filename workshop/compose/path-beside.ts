import { posix } from "node:path";

/** The path, from the repository's root, of what a file there names by a path of its own. */
export function pathBeside(file: string, written: string): string {
  return written.startsWith("/") ? written : posix.join(posix.dirname(file), written);
}
