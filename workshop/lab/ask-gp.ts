import { execFile } from "node:child_process";

/** What Gitpod's `gp` prints; nothing where it is not there or fails. Only for a Gitpod workspace: elsewhere `gp` is another program. */
export async function askGp(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return await new Promise((resolve) => {
    execFile("gp", args, { env, timeout: 2_000, encoding: "utf8" }, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });
}
