import type { ComponentChildren, JSX } from "preact";
import type { FieldMap, FieldValue } from "../../../trace/span.ts";
import { clip } from "../model/clip.ts";
import type { FieldStory } from "../model/field-story.ts";

interface FieldsProps {
  readonly title: string;
  readonly fields: FieldMap;
  readonly note?: ComponentChildren;
  readonly story?: (name: string) => FieldStory;
  readonly folded?: boolean;
  /** Name and value side by side, nothing told. */
  readonly asTable?: boolean;
  /** Absent: without fields nothing is drawn but the note. */
  readonly whenEmpty?: string;
}

/** A list of fields that can be folded away; with a story, each says what it means and who set it. */
export function Fields(props: FieldsProps): JSX.Element | null {
  const { title, fields, note, story, folded = false, asTable = false, whenEmpty } = props;
  const entries = Object.entries(fields).map(([name, value]) => ({
    name,
    value,
    story: story?.(name),
  }));
  if (entries.length === 0 && note === undefined && whenEmpty === undefined) return null;
  return (
    <details class={asTable ? "fields columns" : "fields"} open={!folded}>
      <summary>
        {title} {entries.length > 0 && <span class="muted">{entries.length}</span>}
      </summary>
      {note !== undefined && <p>{note}</p>}
      {entries.length === 0 && whenEmpty !== undefined && <p>{whenEmpty}</p>}
      <dl>
        {yoursFirst(entries)
          .slice(0, MOST)
          .map((field) => (
            <Field key={field.name} {...field} />
          ))}
      </dl>
      {entries.length > MOST && <p>And {entries.length - MOST} more. An export has them all.</p>}
    </details>
  );
}

const MOST = 300;

/** What somebody set by hand is what they look for; an instrumentation's fields may be many. */
function yoursFirst(fields: readonly FieldProps[]): FieldProps[] {
  return [true, false].flatMap((yours) => fields.filter(({ story }) => (story?.by === "you") === yours));
}

interface FieldProps {
  readonly name: string;
  readonly value: FieldValue;
  readonly story: FieldStory | undefined;
}

function Field({ name, value, story }: FieldProps): JSX.Element {
  return (
    <div class="field">
      <dt>
        <bdi>{clip(name, 120)}</bdi>
        {story && <span class={`who who-${story.by}`}>set by {story.who}</span>}
      </dt>
      <dd>
        <bdi>{clip(showValue(value), 2_000)}</bdi>
        {story?.means && <span class="field-story">{story.means}</span>}
      </dd>
    </div>
  );
}

/** An empty text would look like nothing at all. */
function showValue(value: FieldValue): string {
  if (value === "") return '""';
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each)) ?? "";
}
