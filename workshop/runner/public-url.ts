type Env = NodeJS.ProcessEnv;

/** Whoever knows better than these rules where a port is reached may say so. */
const TOLD: Readonly<Record<number, string>> = {
  3000: "FRONTEND_URL",
  4318: "RECEIVER_URL",
  4567: "BACKEND_URL",
};

/**
 * The address at which a browser reaches a port of this machine, also in Gitpod and Codespaces. Ona gives a port its
 * address only when it is opened, and in no variable; until then its editor forwards `localhost`.
 */
export function publicUrl(port: number, env: Env): string {
  const told = URL.parse(env[TOLD[port] ?? ""] ?? "");
  if (told && /^https?:$/.test(told.protocol)) return told.origin;
  const gitpod = env["GITPOD_WORKSPACE_URL"];
  if (gitpod?.startsWith("https://"))
    return gitpod.replace("https://", `https://${port}-`).replace(/\/$/, "");
  const codespace = env["CODESPACE_NAME"];
  const domain = env["GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"];
  if (codespace && domain) return `https://${codespace}-${port}.${domain}`;
  return `http://localhost:${port}`;
}

/** The host names under which a browser may see a port; `*` stands for the region, which Ona puts there. */
export function publicHosts(port: number, env: Env): string[] {
  const environment = onaEnvironment(env);
  return [
    new URL(publicUrl(port, env)).hostname,
    ...(environment ? [`${port}--${environment.toLowerCase()}.*.gitpod.dev`] : []),
  ];
}

/** Whether this workspace forwards ports only from programs that listen on every address: Gitpod and Ona do. */
export function needsEveryAddress(env: Env): boolean {
  return Boolean(env["GITPOD_WORKSPACE_URL"] || onaEnvironment(env));
}

function onaEnvironment(env: Env): string | undefined {
  return env["ONA_ENVIRONMENT_ID"] || env["GITPOD_ENVIRONMENT_ID"];
}
