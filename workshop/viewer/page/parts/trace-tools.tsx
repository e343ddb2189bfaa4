import type { JSX } from "preact";
import { showCount } from "../model/show-number.ts";
import { found, foundRows, goToFound } from "../state/find.ts";
import { status } from "../state/live.ts";
import { go, route } from "../state/route.ts";
import { foldAll } from "../state/waterfall.ts";
import { Icon } from "./icon.tsx";

/** Find, fold, compare. */
export function TraceTools(): JSX.Element {
  const { find, beside } = route.value;
  return (
    <div class="trace-tools">
      <label class="find">
        <Icon name="search" />
        <input
          id="find"
          type="search"
          placeholder="Find in this trace"
          aria-label="Find in this trace"
          value={find}
          onInput={(event) => go({ find: event.currentTarget.value }, { replace: true })}
          onKeyDown={(event) => event.key === "Enter" && goToFound(event.shiftKey ? -1 : 1)}
        />
      </label>
      {find !== "" && <Hits />}
      <button type="button" class="text" onClick={() => foldAll(true)} title="Fold all (-)">
        Fold all
      </button>
      <button type="button" class="text" onClick={() => foldAll(false)} title="Unfold all (+)">
        Unfold all
      </button>
      {status.value?.course && (
        <button
          type="button"
          class="beside-button"
          aria-pressed={beside}
          title="Compare with what the step expects (c)"
          onClick={() => go({ beside: !beside }, { replace: true })}
        >
          Compare with the step
        </button>
      )}
    </div>
  );
}

function Hits(): JSX.Element {
  const isNone = foundRows.value.length === 0;
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label="Previous hit"
        title="Previous hit (N)"
        disabled={isNone}
        onClick={() => goToFound(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="quiet"
        aria-label="Next hit"
        title="Next hit (n)"
        disabled={isNone}
        onClick={() => goToFound(1)}
      >
        <Icon name="down" />
      </button>
      <span class="hits" role="status">
        {found.value === null ? "" : isNone ? "no span" : showCount(foundRows.value.length, "span")}
      </span>
    </>
  );
}
