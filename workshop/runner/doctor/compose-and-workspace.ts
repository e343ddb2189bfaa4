import type { Resolution } from "../../compose/resolve-service.ts";
import type { Workspace } from "../../lab/evidence.ts";
import { endpointProblem, tracesEndpoint } from "../../facts/traces-endpoint.ts";
import { publicUrl } from "../public-url.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { PORTS } from "./ports.ts";

/** Whether the compose files resolve, and where the backend's traces would go. */
export function diagnoseCompose(compose: Resolution): Diagnosis {
  const line = { id: "compose", about: "Compose" };
  if (!compose.ok) {
    const { message, file, line: at } = compose.problem;
    const place = at === undefined || message.includes(`${file}:${at}`) ? "" : ` (${file}:${at})`;
    return {
      ...line,
      state: "wrong",
      says: `${message}${place}`,
      fix: "Mend that line; npm run env then shows what the backend gets.",
      next: "npm run env",
    };
  }
  const value = (name: string) => compose.variables.get(name)?.value ?? "";
  const endpoint = tracesEndpoint(value);
  const count = `${compose.file} gives the backend ${compose.variables.size} variables`;
  const [problem] = compose.problems;
  if (problem)
    return {
      ...line,
      state: "advice",
      says: `${count}, but: ${problem.message}`,
      fix: "See each of them, and where it comes from:\nnpm run env",
    };
  if (!endpoint)
    return { ...line, state: "ok", says: `${count}; where the traces go is not among them yet (step 2)` };
  const wrong = endpointProblem(endpoint);
  if (wrong)
    return {
      ...line,
      state: "advice",
      says: `${count}, but ${wrong}`,
      fix: `Look at ${endpoint.variable}. If you mean it so, leave it.`,
    };
  return { ...line, state: "ok", says: `${count}; its traces go to ${URL.parse(endpoint.url ?? "")?.host}` };
}

const NAMES = { gitpod: "Gitpod", codespaces: "Codespaces", ona: "Ona", local: "this computer" } as const;
const TOLD_BY =
  /^(GITPOD_(WORKSPACE_URL|WORKSPACE_ID|ENVIRONMENT_ID)|ONA_ENVIRONMENT_ID|CODESPACES|CODESPACE_NAME|GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN)$/;

/** Which kind of workspace this is, by which variables, and where a browser finds its ports. */
export function diagnoseWorkspace(workspace: Workspace, env: NodeJS.ProcessEnv): Diagnosis {
  const line = { id: "workspace", about: "Workspace" };
  const seen = Object.keys(env)
    .filter((name) => TOLD_BY.test(name) && env[name])
    .sort();
  const urls = PORTS.map(({ number }) => publicUrl(number, env)).join(", ");
  const told = seen.length > 0 ? ` (${seen.join(", ")})` : "";
  const says = `${NAMES[workspace.kind]}${told}; a browser finds the ports at ${urls}`;
  if (workspace.kind !== "gitpod" || workspace.persisted) {
    const keeps =
      workspace.persisted &&
      (workspace.persisted["HONEYCOMB_API_KEY"]
        ? "; gp env keeps a key for the next workspace"
        : "; gp env keeps no key for the next workspace");
    return { ...line, state: "ok", says: says + (keeps ?? "") };
  }
  return {
    ...line,
    state: "advice",
    says: `${says}; gp env did not answer, so nothing can be said about what it keeps`,
    fix: "Try it by hand:\ngp env",
  };
}
