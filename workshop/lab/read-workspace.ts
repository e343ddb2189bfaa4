import { askGp } from "./ask-gp.ts";
import type { Workspace } from "./evidence.ts";

/** Which kind of workspace this is, by the variables that each documents, and what Gitpod keeps for the next one. */
export async function readWorkspace(shell: NodeJS.ProcessEnv): Promise<Workspace> {
  if (shell["GITPOD_WORKSPACE_URL"] || shell["GITPOD_WORKSPACE_ID"]) {
    const persisted = await persistedBy(shell);
    return { kind: "gitpod", ...(persisted && { persisted }) };
  }
  if (shell["CODESPACES"] === "true" || shell["CODESPACE_NAME"]) return { kind: "codespaces" };
  if (shell["ONA_ENVIRONMENT_ID"] || shell["GITPOD_ENVIRONMENT_ID"]) return { kind: "ona" };
  return { kind: "local" };
}

/** `gp env` prints one NAME=VALUE a line. */
async function persistedBy(shell: NodeJS.ProcessEnv): Promise<Record<string, string> | undefined> {
  const text = await askGp(["env"], shell);
  if (text === undefined) return undefined;
  const pairs = text.split("\n").map((line) => /^(?:export\s+)?([A-Za-z_]\w*)=(.*?)\r?$/.exec(line));
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair ? [[pair[1] as string, unquote(pair[2] as string)]] : [])),
  );
}

function unquote(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}
