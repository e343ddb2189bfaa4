import { askGp } from "../lab/ask-gp.ts";
import { readWorkspace } from "../lab/read-workspace.ts";

type Env = NodeJS.ProcessEnv;

interface Ports {
  readonly backend: number;
  /** All that a browser opens. */
  readonly shown: readonly number[];
  /** Whether a page in the browser asks the backend by itself. */
  readonly fetches: boolean;
}

/** What a public workspace still wants before a browser gets to these ports; nothing on a machine of one's own. */
export async function portAdvice({ backend, shown, fetches }: Ports, env: Env): Promise<string[]> {
  const { kind } = await readWorkspace(env);
  switch (kind) {
    case "ona":
      return [
        "Ona gives a port its address when you open it:",
        ...shown.map((port) => `  gitpod environment port open ${port}`),
        ...(fetches
          ? [
              "The page has to know these addresses: export FRONTEND_URL=… BACKEND_URL=…, then npm start again.",
            ]
          : []),
      ];
    case "gitpod":
      if (!fetches || !(await isPrivate(backend, env))) return [];
      return [
        `The page fetches from the backend, so its port must be public: gp ports visibility ${backend}:public`,
      ];
    case "codespaces":
      if (!fetches) return [];
      return [
        `The page fetches from the backend, so its port must be public: gh codespace ports visibility ${backend}:public -c $CODESPACE_NAME`,
      ];
    case "local":
      return [];
  }
}

/** `gp ports list` prints a table: | PORT | open (private) | URL | name |. */
async function isPrivate(port: number, env: Env): Promise<boolean> {
  const rows = (await askGp(["ports", "list", "--no-color"], env))?.split("\n") ?? [];
  return rows.some((row) => new RegExp(`^[|\\s]*${port}\\s*\\|[^|]*\\bprivate\\b`).test(row));
}
