import type { JSX } from "preact";
import type { InboxEntry } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";
import { showBytes, showCount } from "../model/show-number.ts";
import { showTime } from "../model/show-time.ts";
import { inbox } from "../state/inbox.ts";
import { go, route } from "../state/route.ts";
import { AdviceList } from "./advice-list.tsx";
import { ForwardingCard } from "./forwarding-card.tsx";
import { Silence } from "./silence.tsx";

/** Every request that reached the port, refused ones too, each with what to change. */
export function InboxView(): JSX.Element {
  const { refused } = route.value;
  const entries = (inbox.value ?? []).filter(({ outcome }) => !refused || outcome === "refused");
  return (
    <div class="page">
      <header class="page-head">
        <h1>Inbox</h1>
        <label class="check">
          <input
            type="checkbox"
            checked={refused}
            onChange={(event) => go({ refused: event.currentTarget.checked })}
          />
          Refused only
        </label>
      </header>
      <p class="muted">
        Each request that reached this port, newest first. What was refused says what to change.
      </p>
      <Silence />
      <ForwardingCard />
      {inbox.value !== null && entries.length === 0 && (
        <p class="muted empty">
          {refused
            ? "No request was refused."
            : "No request yet. The backend sends one a moment after it answered."}
        </p>
      )}
      <ol class="inbox">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry }: { entry: InboxEntry }): JSX.Element {
  const { method, path, status, outcome, spans, bytes, timeMs, problems, advice, forwarding, contentType } =
    entry;
  return (
    <li class={`entry entry-${outcome}`}>
      <p class="entry-head">
        <span class={status >= 400 || status === 0 ? "entry-status bad" : "entry-status"}>
          {status === 0 ? "no HTTP" : status}
        </span>
        <span class="entry-path">
          <bdi>
            {method} {clip(path, 120)}
          </bdi>
        </span>
        <span class="entry-facts">
          {contentType ? `${clip(contentType, 40)} · ` : ""}
          {showBytes(bytes)} · {OUTCOMES[outcome] ?? showCount(spans, "span")}
        </span>
        <span class="entry-time">{showTime(timeMs)}</span>
      </p>
      <div class="entry-more">
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
        {advice.length > 0 && <AdviceList advice={advice} />}
        {forwarding && forwarding.state !== "not-sent" && (
          <p class={forwarding.state === "refused" || forwarding.state === "failed" ? "bad" : "muted"}>
            Honeycomb: {forwarding.message}
          </p>
        )}
      </div>
    </li>
  );
}

const OUTCOMES: Partial<Record<InboxEntry["outcome"], string>> = {
  "partly-stored": "stored in part",
  counted: "only counted",
  empty: "no spans in it",
  refused: "refused",
};
