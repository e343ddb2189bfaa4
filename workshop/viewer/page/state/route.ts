import { signal } from "@preact/signals";

export type View = "traces" | "trace" | "query" | "inbox" | "course";

/** All that a link can say; the address bar holds it, so every place on the page can be shared. */
export interface Route {
  readonly view: View;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly find: string;
  /** The trace stands beside the expected one. */
  readonly beside: boolean;
  /** A named run; null for the traces outside of runs. */
  readonly run: string | null;
  /** The inbox shows only what was refused. */
  readonly refused: boolean;
}

const PAGES = ["query", "inbox", "course"] as const;

export const START: Route = {
  view: "traces",
  traceId: null,
  spanId: null,
  find: "",
  beside: false,
  run: null,
  refused: false,
};

export const route = signal<Route>(readRoute(location.pathname, location.search));

window.addEventListener("popstate", () => {
  route.value = readRoute(location.pathname, location.search);
});

/** Goes there with a step that the back button takes back, or without one. */
export function go(to: Partial<Route>, { replace = false }: { replace?: boolean } = {}): void {
  const next = { ...route.value, ...to };
  const href = hrefOf(next);
  if (href === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  route.value = next;
}

export function hrefOf(to: Partial<Route>): string {
  const { view, traceId, spanId, find, beside, run, refused } = { ...START, ...to };
  const words = new URLSearchParams();
  if (spanId !== null && view === "trace") words.set("span", spanId);
  if (find !== "" && view === "trace") words.set("find", find);
  if (beside && view === "trace") words.set("beside", "expected");
  if (run !== null) words.set("run", run);
  if (refused && view === "inbox") words.set("show", "refused");
  const path = view === "traces" ? "/" : view === "trace" ? `/trace/${traceId ?? ""}` : `/${view}`;
  const query = words.toString();
  return query === "" ? path : `${path}?${query}`;
}

export function readRoute(path: string, search: string): Route {
  const words = new URLSearchParams(search);
  const traceId = /^\/trace\/([0-9a-f]{32})$/.exec(path)?.[1] ?? null;
  const page = PAGES.find((each) => path === `/${each}`);
  const view: View = traceId !== null ? "trace" : (page ?? "traces");
  return {
    view,
    traceId,
    spanId: words.get("span"),
    find: words.get("find") ?? "",
    beside: words.get("beside") === "expected",
    run: words.get("run"),
    refused: words.get("show") === "refused",
  };
}
