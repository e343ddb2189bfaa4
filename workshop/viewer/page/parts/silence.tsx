import type { JSX } from "preact";
import { showAge } from "../model/show-time.ts";
import { status } from "../state/live.ts";
import { now } from "../state/now.ts";
import { AdviceList } from "./advice-list.tsx";

const QUIET_MS = 30_000;

/** After half a minute without any request: why, the most probable reason first. */
export function Silence(): JSX.Element | null {
  const current = status.value;
  if (current === null) return null;
  const { lastRequestMs, startedMs, silence, counts } = current;
  const quiet = now.value - (lastRequestMs ?? startedMs);
  if (quiet < QUIET_MS || silence.length === 0) return null;
  return (
    <section class="card silence">
      <h2>{counts.traces === 0 && lastRequestMs === null ? "Nothing has arrived" : "Nothing new"}</h2>
      <p class="muted">
        {lastRequestMs === null
          ? `No request came to this port in ${showAge(quiet)}. The most probable reasons first:`
          : `The last request came ${showAge(quiet)} ago. If you expected one:`}
      </p>
      <AdviceList advice={silence} />
    </section>
  );
}
