import type { JSX } from "preact";
import type { ComparedSpan, Comparison } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";
import { comparisonStory, STATES } from "../model/comparison-story.ts";
import { countNames } from "../model/count-names.ts";
import { comparison } from "../state/comparison.ts";
import { openTrace, rows } from "../state/open-trace.ts";
import { go, hrefOf, route } from "../state/route.ts";
import { traces } from "../state/trace-list.ts";
import { focusRow } from "../state/waterfall.ts";
import { Icon } from "./icon.tsx";

/** The tree that the current step expects, and what became of each of its spans in this trace. */
export function Beside(): JSX.Element | null {
  const now = comparison.value;
  if (!route.value.beside || now === null) return null;
  return (
    <section class="beside" aria-label="Expected">
      <header class="panel-head">
        <h2>{typeof now === "string" ? "Nothing to compare" : `Expected in step ${now.step.number}`}</h2>
        <button
          class="quiet"
          type="button"
          aria-label="Close the comparison"
          onClick={() => go({ beside: false }, { replace: true })}
        >
          <Icon name="close" />
        </button>
      </header>
      {typeof now === "string" ? <p>{now}</p> : <Compared now={now} />}
    </section>
  );
}

function Compared({ now }: { now: Comparison }): JSX.Element {
  const isOther = now.otherRequest !== null;
  return (
    <>
      <p role="status">{comparisonStory(now)}</p>
      {isOther && <Right name={now.expected.name} />}
      <ul class="expected-tree">
        <Expected span={now.expected} plain={isOther} />
      </ul>
      {!isOther && now.extra.length > 0 && <Extra ids={now.extra} />}
      <p class="learn">
        The check decides: <code>npm run check:step {now.step.number}</code>
      </p>
    </>
  );
}

/** The way to a trace that can be compared. */
function Right({ name }: { name: string }): JSX.Element {
  const right = traces.value.find((trace) => trace.name === name);
  if (!right) return <p>Send such a request, and open its trace.</p>;
  return (
    <p>
      <a href={hrefOf({ view: "trace", traceId: right.traceId, beside: true, run: right.run })}>
        Open the latest trace of it
      </a>
    </p>
  );
}

function Expected({ span, plain }: { span: ComparedSpan; plain: boolean }): JSX.Element {
  const { sign, word } = STATES[span.state];
  const name = <bdi>{clip(span.name, 120)}</bdi>;
  return (
    <li class={plain ? "expected" : `expected is-${span.state}`}>
      <div class="expected-line">
        {!plain && (
          <span class="sign" aria-hidden="true">
            {sign}
          </span>
        )}
        {span.spanId === null || plain ? (
          name
        ) : (
          <button type="button" title="Go to its row" onClick={() => goTo(span.spanId)}>
            {name}
          </button>
        )}
        {!plain && <span class={`expected-state is-${span.state}`}>{word}</span>}
      </div>
      {!plain &&
        span.notes.map((note) => (
          <p key={note} class="expected-notes">
            {clip(note, 400)}
          </p>
        ))}
      {span.children.length > 0 && (
        <ul>
          {span.children.map((child) => (
            <Expected key={child.name} span={child} plain={plain} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Spans that the step does not mention; the learner may wonder whether they are wrong. */
function Extra({ ids }: { ids: readonly string[] }): JSX.Element {
  const columns = openTrace.value?.columns;
  const laid = rows.value;
  const names = ids.flatMap((id) => columns?.name[laid?.span[laid.rowOf(id)] ?? -1] ?? []);
  const counted = countNames(names);
  return (
    <section class="extra-spans">
      <h3>Also in this trace, and that is fine</h3>
      <ul>
        {counted.slice(0, MOST_NAMES).map(([name, count]) => (
          <li key={name}>
            <bdi>{clip(name, 100) || "(no name)"}</bdi>
            {count > 1 && ` × ${count}`}
          </li>
        ))}
        {counted.length > MOST_NAMES && <li>and {counted.length - MOST_NAMES} more names</li>}
      </ul>
    </section>
  );
}

const MOST_NAMES = 8;

function goTo(spanId: string | null): void {
  focusRow(rows.peek()?.rowOf(spanId ?? "") ?? -1);
  document.querySelector<HTMLElement>("[role=treegrid]")?.focus();
}
