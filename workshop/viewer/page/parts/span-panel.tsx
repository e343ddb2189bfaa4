import type { JSX } from "preact";
import type { FieldMap, FieldValue } from "../../../trace/span.ts";
import { resourceFieldStory, spanFieldStory, type FieldStory } from "../model/field-story.ts";
import { clip } from "../model/clip.ts";
import { orphanStory } from "../model/orphan-story.ts";
import { showDuration } from "../model/show-duration.ts";
import { openSpanId, spanDetail } from "../state/open-span.ts";
import { rows } from "../state/open-trace.ts";
import { go } from "../state/route.ts";
import { Icon } from "./icon.tsx";

/** Everything about one span: its fields, what each means and who set it, and where its parent is. */
export function SpanPanel(): JSX.Element | null {
  const detail = spanDetail.value;
  if (openSpanId.value === null || detail === null) return null;
  return (
    <aside class="panel" aria-label="Span">
      <button
        class="quiet panel-close"
        type="button"
        aria-label="Close the span"
        onClick={() => go({ spanId: null })}
      >
        <Icon name="close" />
      </button>
      {typeof detail === "string" ? <p class="bad">{detail}</p> : <Detail detail={detail} />}
    </aside>
  );
}

function Detail({ detail }: { detail: Exclude<typeof spanDetail.value, string | null> }): JSX.Element {
  const row = rows.value?.rowOf.get(detail.spanId) ?? -1;
  const missing = rows.value?.orphans.get(row);
  const orphan = missing && orphanStory(missing, detail.parentSpanId ?? "");
  return (
    <>
      <h2>
        <bdi>{clip(detail.name, 300) || "(no name)"}</bdi>
      </h2>
      <p class="muted">
        {showDuration(detail.durationMs * 1e6)} · {detail.kind} · tracer{" "}
        <bdi>{clip(detail.scope.name, 80) || "without a name"}</bdi>
        {detail.status.code !== "unset" && ` · ${detail.status.code} ${clip(detail.status.message, 200)}`}
      </p>
      {orphan && (
        <section class="card orphan">
          <h3>Orphan</h3>
          <p>{orphan.what}</p>
          <ul>
            {orphan.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      )}
      <Fields
        title="Fields"
        fields={detail.fields}
        story={(name) => spanFieldStory(name, detail.scope.name)}
      />
      {detail.droppedFields > 0 && (
        <p class="bad">{detail.droppedFields} fields were dropped by the SDK's limit.</p>
      )}
      {detail.events.map(({ name, fields }, index) => (
        <Fields key={index} title={`Event: ${clip(name, 80)}`} fields={fields} />
      ))}
      {detail.links.map(({ traceId, spanId, fields }, index) => (
        <Fields key={index} title={`Link to ${traceId.slice(0, 8)}… ${spanId}`} fields={fields} />
      ))}
      <Fields title="Resource" fields={detail.resource} story={resourceFieldStory} />
      <Fields title="Columns in Honeycomb" fields={detail.columns} folded />
    </>
  );
}

interface FieldsProps {
  readonly title: string;
  readonly fields: FieldMap;
  readonly story?: (name: string, value: unknown) => FieldStory;
  readonly folded?: boolean;
}

function Fields({ title, fields, story, folded = false }: FieldsProps): JSX.Element | null {
  const entries = Object.entries(fields);
  if (entries.length === 0) return null;
  return (
    <details class="fields" open={!folded}>
      <summary>
        {title} <span class="muted">{entries.length}</span>
      </summary>
      <dl>
        {entries.map(([name, value]) => {
          const told = story?.(name, value);
          return (
            <div key={name} class="field">
              <dt>
                <bdi>{clip(name, 120)}</bdi>
              </dt>
              <dd>
                <bdi>{clip(showValue(value), 2_000)}</bdi>
                {told && (
                  <span class="muted field-story">
                    {told.means ? `${told.means} ` : ""}set by {told.who}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

function showValue(value: FieldValue): string {
  return typeof value === "string"
    ? value
    : (JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each)) ?? "");
}
