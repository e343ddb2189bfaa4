import type { JSX } from "preact";
import { countDone } from "../model/count-done.ts";
import { connection, status } from "../state/live.ts";
import { hrefOf, route } from "../state/route.ts";
import type { View } from "../state/route.ts";
import { sheet } from "../state/sheets.ts";
import { theme, toggleTheme } from "../state/theme.ts";
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";

export function TopBar(): JSX.Element {
  const refused = status.value?.counts.refusedRequests ?? 0;
  const course = status.value?.course;
  return (
    <header class="top-bar">
      <a class="brand" href="/" aria-label="Traces, the start page">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect x="1" y="2" width="14" height="3" rx="1.5" />
          <rect x="4" y="6.5" width="8" height="3" rx="1.5" />
          <rect x="7" y="11" width="5" height="3" rx="1.5" />
        </svg>
      </a>
      <nav aria-label="Pages">
        <Tab view="traces" label="Traces" />
        <Tab view="query" label="Query" />
        <Tab view="inbox" label="Inbox" badge={refused > 0 ? String(refused) : ""} about="refused requests" />
        <Tab
          view="course"
          label="Course"
          badge={course ? `${countDone(course.steps)}/${course.steps.length}` : ""}
          about="steps done"
          calm
        />
      </nav>
      <div class="top-tools">
        <Forwarding />
        <span class={`live live-${connection.value}`} role="status">
          <span class="dot" /> <span class="live-word">{LIVE[connection.value]}</span>
        </span>
        <button
          class="quiet"
          type="button"
          onClick={toggleTheme}
          aria-label="Dark or light"
          title="Dark or light (t)"
        >
          <Icon name="theme" />
          <span class="visually-hidden">{theme.value}</span>
        </button>
        <button
          class="quiet key-button"
          type="button"
          onClick={() => (sheet.value = "keys")}
          aria-label="Keys"
          title="Keys (?)"
        >
          ?
        </button>
        <Menu />
      </div>
    </header>
  );
}

const LIVE = { connecting: "Connecting", live: "Live", lost: "Not connected" };

interface TabProps {
  readonly view: View;
  readonly label: string;
  readonly badge?: string;
  readonly about?: string;
  readonly calm?: boolean;
}

function Tab({ view, label, badge = "", about = "", calm = false }: TabProps): JSX.Element {
  const here = route.value.view === view || (view === "traces" && route.value.view === "trace");
  return (
    <a class="tab" href={hrefOf({ view })} {...(here ? { "aria-current": "page" } : {})}>
      {label}
      {badge !== "" && (
        <span class={calm ? "badge badge-calm" : "badge"}>
          {badge}
          <span class="visually-hidden"> {about}</span>
        </span>
      )}
    </a>
  );
}

/** Whether Honeycomb takes the spans too, in two words; the inbox tells more. */
function Forwarding(): JSX.Element | null {
  const forwarding = status.value?.forwarding;
  if (forwarding === undefined || forwarding.state === "not-configured") return null;
  const { state, last } = forwarding;
  const bad = state === "on" && (last?.state === "refused" || last?.state === "failed");
  const word = state === "off" ? "off" : state === "practice-key" ? "practice key" : (last?.state ?? "ready");
  return (
    <a class={bad ? "chip chip-bad" : "chip"} href="/inbox" title="What Honeycomb answered">
      Honeycomb: {word}
    </a>
  );
}
