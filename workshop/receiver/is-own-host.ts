/** Names that only this machine answers to. A page elsewhere that rebinds its own name to 127.0.0.1 still sends that name. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a Host header names this machine, or one of the public workspace's hosts, in which `*` stands for one label.
 * Ports do not matter: they are forwarded.
 */
export function isOwnHost(host: string | undefined, allowedHosts: readonly string[]): boolean {
  const name = hostName(host);
  return name !== undefined && (LOOPBACK.has(name) || isAllowed(name, allowedHosts));
}

/** Whether an Origin header is this very page: same host and port as in Host, or a public host that stands before it. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowedHosts: readonly string[],
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === host?.toLowerCase() || isAllowed(url.hostname, allowedHosts);
}

/** For spans from a browser: any page of this machine may send them, such as the frontend on port 3000. */
export function isLocalOrigin(origin: string, allowedHosts: readonly string[]): boolean {
  return URL.canParse(origin) && isOwnHost(new URL(origin).host, allowedHosts);
}

function isAllowed(name: string, allowedHosts: readonly string[]): boolean {
  const labels = name.split(".");
  return allowedHosts.some((allowed) => {
    const pattern = allowed.split(".");
    return (
      pattern.length === labels.length && pattern.every((label, n) => label === "*" || label === labels[n])
    );
  });
}

function hostName(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:]+\]|[^:/?#@\s]+)(:\d+)?$/i.exec(host ?? "")?.[1]?.toLowerCase();
}
