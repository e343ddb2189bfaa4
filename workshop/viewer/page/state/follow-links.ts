import { go, readRoute } from "./route.ts";

/** Links within the page change its place without loading it anew; with a modifier key the browser does as usual. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest("a");
    if (link === null || link.origin !== location.origin || link.hasAttribute("download")) return;
    event.preventDefault();
    go(readRoute(link.pathname, link.search));
  });
}
