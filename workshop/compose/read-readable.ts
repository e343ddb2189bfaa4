import { ComposeStop } from "./compose-problem.ts";

type ReadText = (path: string) => string | undefined;

/** Reads files so that one which is there and cannot be read stops the resolution with a sentence. */
export function readReadable(readText: ReadText): ReadText {
  return (path) => {
    try {
      return readText(path);
    } catch (error) {
      const { code } = error as { code?: unknown };
      // Compose overlooks a folder of this name.
      if (code === "EISDIR" && path === ".env") return undefined;
      throw new ComposeStop({ kind: "unreadable-file", file: path, message: why(path, code) });
    }
  };
}

function why(path: string, code: unknown): string {
  if (code === "EISDIR") return `${path} is a folder, where a file is needed.`;
  if (code === "EACCES" || code === "EPERM")
    return `${path} may not be read by you. Allow it: chmod u+r ${JSON.stringify(path)}`;
  return `${path} cannot be read (${typeof code === "string" ? code : "no reason was given"}).`;
}
