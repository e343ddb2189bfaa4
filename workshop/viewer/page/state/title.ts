import { effect } from "@preact/signals";
import { openTrace } from "./open-trace.ts";
import { route, type Route } from "./route.ts";

/** Keeps the window's title on what is shown. */
export function followTitle(): void {
  effect(() => {
    document.title = titleOf(route.value, openTrace.value?.summary.name);
  });
}

function titleOf({ view }: Route, traceName: string | undefined): string {
  switch (view) {
    case "query":
      return "Query · Traces";
    case "inbox":
      return "Inbox · Traces";
    case "course":
      return "Course · Traces";
    case "trace":
      return traceName === undefined ? "Traces" : `${traceName.slice(0, 80) || "(no name)"} · Traces`;
    case "traces":
      return "Traces";
  }
}
