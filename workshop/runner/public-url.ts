/** The address at which a browser reaches a port of this machine, also in Gitpod, Codespaces and Ona. */
export function publicUrl(port: number, env: NodeJS.ProcessEnv): string {
  const gitpod = env["GITPOD_WORKSPACE_URL"];
  if (gitpod?.startsWith("https://"))
    return gitpod.replace("https://", `https://${port}-`).replace(/\/$/, "");
  const codespace = env["CODESPACE_NAME"];
  const domain = env["GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"];
  if (codespace && domain) return `https://${codespace}-${port}.${domain}`;
  return `http://localhost:${port}`;
}

/** Whether this workspace forwards ports only from programs that listen on every address: Gitpod and Ona do. */
export function needsEveryAddress(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env["GITPOD_WORKSPACE_URL"] || env["GITPOD_ENVIRONMENT_ID"] || env["ONA_ENVIRONMENT_ID"]);
}
