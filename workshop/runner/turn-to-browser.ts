import { publicUrl } from "./public-url.ts";

type Variables = Readonly<Record<string, string>>;

const PAGE_PORT = 3000;
const BACKEND_PORT = 4567;

/**
 * The variables with the addresses that a browser really sees. `localhost` in the compose file is meant for a machine of
 * one's own and the usual ports; any other address stays as it was written.
 */
export function turnToBrowser(
  variables: Variables,
  backendPort: number,
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  const seen: [string, string, string][] = [
    ["FRONTEND_URL", `http://localhost:${PAGE_PORT}`, publicUrl(PAGE_PORT, env)],
    ["BACKEND_URL", `http://localhost:${BACKEND_PORT}`, publicUrl(backendPort, env)],
  ];
  const turned = seen.filter(([name, usual, url]) => url !== usual && (variables[name] ?? usual) === usual);
  return { ...variables, ...Object.fromEntries(turned.map(([name, , url]) => [name, url])) };
}
