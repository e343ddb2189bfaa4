import { delimiter, join } from "node:path";

/** What any program needs to run at all; everything else a container would not have, so it must come from compose. */
const NEEDED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TERM|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMDATA|PROGRAMFILES.*|NODE_EXTRA_CA_CERTS)$/i;

/** The environment of the backend's start script: the bare shell, plus what docker-compose.yml resolves to. */
export function backendEnv(options: {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  readonly variables: ReadonlyMap<string, { readonly value: string }>;
}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.shell)) {
    if (value !== undefined && NEEDED.test(name)) env[name] = value;
  }
  for (const [name, { value }] of options.variables) env[name] = value;
  const path = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const bins = [join(options.root, "backend/node_modules/.bin"), join(options.root, "node_modules/.bin")];
  env[path] = [...bins, env[path] ?? ""].join(delimiter);
  return env;
}
