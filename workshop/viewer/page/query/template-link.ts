/**
 * A link that opens a query in Honeycomb: the address of a dataset, or of a whole environment, with the query in it
 * (docs.honeycomb.io, Query Template Links). Undefined for any other address.
 */
export function templateLink(address: string, spec: object): string | undefined {
  const url = URL.parse(address.trim());
  if (url === null || url.protocol !== "https:") return undefined;
  if (!/^ui([.-]eu1)?\.honeycomb\.io$/.test(url.hostname)) return undefined;
  const [place] =
    /^\/[^/]+(\/environments\/[^/]+(\/datasets\/[^/]+)?|\/datasets\/[^/]+)/.exec(url.pathname) ?? [];
  if (place === undefined) return undefined;
  return `https://${url.hostname}${place}?query=${encodeURIComponent(JSON.stringify(spec))}`;
}
