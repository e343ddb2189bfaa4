import type { JSX } from "preact";
import { status } from "../state/live.ts";
import { postJson } from "../state/api.ts";
import { notice } from "../state/sheets.ts";
import { Icon } from "./icon.tsx";

/** Lines above every view: what the store says, what an import brought, that a run is being recorded. */
export function Notices(): JSX.Element {
  const recording = status.value?.recording ?? null;
  return (
    <div role="status" class="notices">
      {recording !== null && (
        <p class="banner">
          <span class="dot dot-recording" /> New traces go into the run <b>{recording}</b>.
          <button class="text" type="button" onClick={() => void postJson("/api/recording", { run: null })}>
            Stop
          </button>
        </p>
      )}
      {status.value?.notices.map((text) => (
        <p key={text} class="banner">
          {text}
        </p>
      ))}
      {notice.value.length > 0 && (
        <p class="banner">
          <span>
            {notice.value.slice(0, 4).join(" ")}
            {notice.value.length > 4 && ` And ${notice.value.length - 4} problems more.`}
          </span>
          <button
            class="quiet"
            type="button"
            aria-label="Close this line"
            onClick={() => (notice.value = [])}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
