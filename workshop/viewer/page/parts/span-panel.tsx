import type { ComponentChildren, JSX } from "preact";
import type { SpanDetail } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";
import { resourceFieldStory, spanFieldStory } from "../model/field-story.ts";
import { madeBy } from "../model/maker-of.ts";
import { odditiesOf } from "../model/odd-story.ts";
import { orphanStory } from "../model/orphan-story.ts";
import { showDuration } from "../model/show-duration.ts";
import { openSpanId, spanDetail } from "../state/open-span.ts";
import { openTrace, rows } from "../state/open-trace.ts";
import { go, hrefOf } from "../state/route.ts";
import { focusRow, spanIdAt } from "../state/waterfall.ts";
import { Fields } from "./fields.tsx";
import { Icon } from "./icon.tsx";

/** Everything about one span: its fields, what each means and who set it, and where its parent is. */
export function SpanPanel(): JSX.Element | null {
  const detail = spanDetail.value;
  if (openSpanId.value === null || detail === null) return null;
  return (
    <section class="panel" aria-label="Span">
      <header class="panel-head">
        <h2>
          {typeof detail === "string" ? "Not here" : <bdi>{clip(detail.name, 300) || "(no name)"}</bdi>}
        </h2>
        <button class="quiet" type="button" aria-label="Close the span" onClick={() => go({ spanId: null })}>
          <Icon name="close" />
        </button>
      </header>
      {typeof detail === "string" ? <p>{detail}</p> : <Detail detail={detail} />}
    </section>
  );
}

function Detail({ detail }: { detail: SpanDetail }): JSX.Element {
  const { scope, status, start, events, links, droppedFields } = detail;
  return (
    <>
      <Facts detail={detail} />
      {status.code === "error" && (
        <Story title="An error" bad>
          <p>
            {status.message === "" ? "Its status is error, without a message." : clip(status.message, 2_000)}
          </p>
        </Story>
      )}
      <Orphan detail={detail} />
      {odditiesOf(detail, rows.value, openTrace.value?.columns.duplicates ?? new Set()).map(
        ({ title, text }) => (
          <Story key={title} title={title}>
            <p>{text}</p>
          </Story>
        ),
      )}
      <Fields
        title="Fields"
        fields={detail.fields}
        story={(name) => spanFieldStory(name, scope.name)}
        whenEmpty="This span has no fields of its own."
      />
      {droppedFields > 0 && <p class="bad">{droppedFields} more fields were dropped by the SDK's limit.</p>}
      {events.map(({ name, time, fields }, index) => (
        <Fields
          key={index}
          title={`Event: ${clip(name, 80) || "(no name)"}`}
          note={`${showDuration(Number(BigInt(time) - BigInt(start)))} after the span began`}
          fields={fields}
          story={(field) => spanFieldStory(field, scope.name)}
        />
      ))}
      {links.map(({ traceId, spanId, fields }, index) => (
        <Fields
          key={index}
          title="Link"
          note={
            <a href={hrefOf({ view: "trace", traceId, spanId })}>
              Span {spanId} in trace {traceId.slice(0, 8)}…
            </a>
          }
          fields={fields}
        />
      ))}
      <Fields
        title="Resource"
        note="True for every span of this process."
        fields={detail.resource}
        story={(name) => resourceFieldStory(name, detail.resource)}
      />
      <Fields
        title="Columns in Honeycomb"
        note="There this span is one row, with these columns. Query by these names."
        fields={detail.columns}
        folded
        asTable
      />
    </>
  );
}

function Facts({ detail }: { detail: SpanDetail }): JSX.Element {
  const { scope, durationMs, kind, spanId } = detail;
  const laid = rows.value;
  const row = laid?.rowOf(spanId) ?? -1;
  const parent = laid?.parent[row] ?? -1;
  const columns = openTrace.value?.columns;
  const parentName = columns?.name[laid?.span[parent] ?? -1] ?? "";
  const begins = (columns?.offset[laid?.span[row] ?? -1] ?? 0) - (laid?.from ?? 0);
  return (
    <dl class="facts">
      <dt>Took</dt>
      <dd>
        {showDuration(durationMs * 1e6)}
        {row !== -1 && (
          <span class="muted">, {begins === 0 ? "from the start" : `from ${showDuration(begins)} on`}</span>
        )}
      </dd>
      <dt>Made by</dt>
      <dd>
        {madeBy(scope.name)}
        {scope.name !== "" && (
          <div class="muted">
            tracer <bdi>{clip(scope.name, 80)}</bdi> {clip(scope.version, 20)}
          </div>
        )}
      </dd>
      <dt>Kind</dt>
      <dd>
        {kind} <span class="muted">{KINDS[kind]}</span>
      </dd>
      {parent !== -1 && (
        <>
          <dt>Parent</dt>
          <dd>
            <button type="button" class="text" onClick={() => openRow(parent)}>
              <bdi>{clip(parentName, 80) || "(no name)"}</bdi>
            </button>
          </dd>
        </>
      )}
      <dt>Span id</dt>
      <dd>
        <bdi>{spanId}</bdi>
      </dd>
    </dl>
  );
}

function openRow(row: number): void {
  focusRow(row);
  go({ spanId: spanIdAt(row) });
}

const KINDS: Readonly<Record<SpanDetail["kind"], string>> = {
  server: "answers a request",
  client: "asks another program",
  internal: "work inside the program",
  producer: "puts a message into a queue",
  consumer: "takes a message from a queue",
  unspecified: "",
};

function Orphan({ detail }: { detail: SpanDetail }): JSX.Element | null {
  const missing = rows.value?.orphans.get(rows.value.rowOf(detail.spanId));
  if (missing === undefined) return null;
  const { what, reasons } = orphanStory(missing, detail.parentSpanId ?? "");
  return (
    <Story title="An orphan: its parent is not here">
      <p>{what}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Story>
  );
}

interface StoryProps {
  readonly title: string;
  readonly bad?: boolean;
  readonly children: ComponentChildren;
}

function Story({ title, bad = false, children }: StoryProps): JSX.Element {
  return (
    <section class={bad ? "story story-bad" : "story"}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
