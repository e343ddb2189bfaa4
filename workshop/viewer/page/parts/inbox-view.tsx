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
      <Silence />
      <ForwardingCard />
      {inbox.value !== null && entries.length === 0 && <p class="muted empty">No request yet.</p>}
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
        <b class={status >= 400 || status === 0 ? "bad" : ""}>{status === 0 ? "no HTTP" : status}</b>{" "}
        <bdi>
          {method} {clip(path, 120)}
        </bdi>
        <span class="muted">
          {showTime(timeMs)} · {contentType ? `${clip(contentType, 40)} · ` : ""}
          {showBytes(bytes)} · {outcome === "stored" ? showCount(spans, "span") : outcome}
        </span>
      </p>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      {advice.length > 0 && <AdviceList advice={advice} />}
      {forwarding && forwarding.state !== "not-sent" && <p class="muted">Honeycomb: {forwarding.message}</p>}
    </li>
  );
}
