import { GRID_KEYS } from "./grid-keys.ts";
import { goToError, goToFound } from "./find.ts";
import { openTraceId } from "./open-trace.ts";
import { go, route, START } from "./route.ts";
import { sheet } from "./sheets.ts";
import { remembered } from "./remembered.ts";
import { toggleTheme } from "./theme.ts";
import { showWaiting, traces } from "./trace-list.ts";
import { foldAll, moveBy } from "./waterfall.ts";

export interface Key {
  readonly keys: string;
  readonly does: string;
}

/** The `?` sheet. */
export const KEY_GROUPS: readonly { readonly title: string; readonly keys: readonly Key[] }[] = [
  {
    title: "Anywhere",
    keys: [
      { keys: "1 2 3 4", does: "Traces, Query, Inbox, Course" },
      { keys: "l", does: "Show the new traces" },
      { keys: "[ ]", does: "Open the newer, the older trace" },
      { keys: "t", does: "Dark or light" },
      { keys: "m", does: "The menu: import, export, record, clear" },
      { keys: "Esc", does: "Close, or go back to the list" },
      { keys: "?", does: "This sheet" },
    ],
  },
  {
    title: "In the list",
    keys: [
      { keys: "↓ ↑ or j k", does: "Next, previous trace" },
      { keys: "Enter", does: "Open it" },
    ],
  },
  {
    title: "In a trace",
    keys: [
      { keys: "↓ ↑ or j k", does: "Next, previous span" },
      { keys: "→ ←", does: "Unfold, fold; to the child, to the parent" },
      { keys: "Home End", does: "First, last span" },
      { keys: "PgDn PgUp", does: "A screen further, back" },
      { keys: "Enter", does: "Open the span's panel" },
      { keys: "Space", does: "Fold or unfold" },
      { keys: "- +", does: "Fold all, unfold all" },
      { keys: "/", does: "Find" },
      { keys: "n N", does: "Next, previous hit" },
      { keys: "e E", does: "Next, previous error" },
      { keys: "c", does: "Compare with what the step expects" },
    ],
  },
];

/** Some input methods send letters that nobody typed: single keys can be turned off in the sheet. */
export const singleKeys = remembered("single-keys", ["on", "off"]);

export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (sheet.peek() !== null) return;
    if (event.key === "Escape") return escape(event);
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function actOf({ key, target }: KeyboardEvent): (() => void) | undefined {
  if (isTyping(target)) return undefined;
  const inTrace = openTraceId.peek() !== null;
  if (inTrace && !isControl(target) && GRID_KEYS[key]) return GRID_KEYS[key];
  if (singleKeys.peek() === "off") return undefined;
  return (inTrace ? IN_TRACE[key] : IN_LIST[key]) ?? ANYWHERE[key];
}

const ANYWHERE: Readonly<Record<string, () => void>> = {
  "1": () => go({ ...START }),
  "2": () => go({ ...START, view: "query" }),
  "3": () => go({ ...START, view: "inbox" }),
  "4": () => go({ ...START, view: "course" }),
  "?": () => void (sheet.value = "keys"),
  m: openMenu,
  t: toggleTheme,
  l: showWaiting,
  "[": () => openNeighbour(-1),
  "]": () => openNeighbour(1),
};

const IN_LIST: Readonly<Record<string, () => void>> = {
  ArrowDown: () => focusListRow(1),
  ArrowUp: () => focusListRow(-1),
  j: () => focusListRow(1),
  k: () => focusListRow(-1),
};

const IN_TRACE: Readonly<Record<string, () => void>> = {
  j: () => moveBy(1),
  k: () => moveBy(-1),
  n: () => goToFound(1),
  N: () => goToFound(-1),
  e: () => goToError(1),
  E: () => goToError(-1),
  c: () => go({ beside: !route.peek().beside }),
  "-": () => foldAll(true),
  "+": () => foldAll(false),
  "/": () => document.querySelector<HTMLInputElement>("#find")?.focus(),
};

/** Typing ends first, then the panel closes, then the trace. */
function escape(event: KeyboardEvent): void {
  if (document.querySelector(":popover-open") !== null) return;
  if (isTyping(event.target)) {
    if (route.peek().find !== "") go({ find: "" }, { replace: true });
    const grid = document.querySelector<HTMLElement>("[role=treegrid]");
    if (grid) grid.focus();
    else (event.target as HTMLElement).blur();
    return;
  }
  const { view, spanId, beside } = route.peek();
  if (view === "trace" && spanId !== null) go({ spanId: null });
  else if (view === "trace" && beside) go({ beside: false });
  else if (view !== "traces") go({ ...START, run: route.peek().run });
}

/** By its own button, which gets the focus back. */
function openMenu(): void {
  const button = document.querySelector<HTMLElement>("[popovertarget=menu]");
  button?.focus();
  button?.click();
}

function openNeighbour(step: 1 | -1): void {
  const list = traces.peek();
  const here = list.findIndex(({ traceId }) => traceId === openTraceId.peek());
  const next = list[here === -1 ? 0 : here + step];
  if (next !== undefined) go({ view: "trace", traceId: next.traceId, spanId: null, find: "" });
}

function focusListRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(".trace-list a.trace")];
  const here = links.indexOf(document.activeElement as HTMLElement);
  links[here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select");
}

/** Enter, Space and the arrows mean something of their own there. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary, [popover], pre") !== null;
}
