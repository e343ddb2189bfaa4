import type { ComponentChildren, JSX } from "preact";
import { answer, problems } from "./ask.ts";
import { addLine, draft, removeLine } from "./draft.ts";
import { lineAt, type Clause, type Draft } from "./spec.ts";

interface ClauseBoxProps<C extends Clause> {
  readonly clause: C | "limit";
  readonly title: string;
  /** What the clause says, in a few words. */
  readonly about: string;
  /** A new line; without it there is none to add. */
  readonly added?: Draft[C][number];
  /** What holds while there is no line. */
  readonly empty?: string;
  readonly children: ComponentChildren;
}

/** One clause with its lines, and below them what is wrong in it. */
export function ClauseBox<C extends Clause>(props: ClauseBoxProps<C>): JSX.Element {
  const { clause, title, about, added, empty, children } = props;
  const lines = clause === "limit" ? 1 : draft.value[clause].length;
  return (
    <fieldset class="query-clause">
      <legend>
        {title} <span class="muted">{about}</span>
      </legend>
      {lines === 0 && <p class="query-empty muted">{empty}</p>}
      {children}
      {added !== undefined && clause !== "limit" && (
        <button
          class="query-add"
          type="button"
          aria-label={`Add to ${title}`}
          onClick={() => addLine(clause, added)}
        >
          + add
        </button>
      )}
      <Remarks clause={clause} />
    </fieldset>
  );
}

/** What is wrong in a clause, and what it probably does not mean. */
function Remarks({ clause }: { readonly clause: string }): JSX.Element {
  const wrong = problems.value.filter(({ path }) => lineAt(draft.value, path).clause === clause);
  const advice = answer.value?.advice.filter(({ path }) => lineAt(draft.value, path).clause === clause) ?? [];
  return (
    <div id={`query-${clause}-remarks`} class="query-remarks" role="status">
      {wrong.map(({ path, message }) => (
        <p key={path + message} class="query-problem">
          {message}
        </p>
      ))}
      {wrong.length === 0 &&
        advice.map(({ path, message }) => (
          <p key={path + message} class="query-advice">
            {message}
          </p>
        ))}
    </div>
  );
}

interface LineProps {
  readonly clause: Clause;
  readonly index: number;
  readonly about: string;
  readonly children: ComponentChildren;
}

export function Line({ clause, index, about, children }: LineProps): JSX.Element {
  const isWrong = problems.value.some(({ path }) => {
    const at = lineAt(draft.value, path);
    return at.clause === clause && at.line === index;
  });
  return (
    <span class={isWrong ? "query-line is-wrong" : "query-line"} role="group" aria-label={about}>
      {children}
      <button
        class="query-remove"
        type="button"
        aria-label={`Remove ${about}`}
        onClick={() => removeLine(clause, index)}
      >
        ×
      </button>
    </span>
  );
}

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Completes the columns that were seen. */
export function ColumnField({ value, onChange }: FieldProps): JSX.Element {
  return (
    <input
      class="query-column"
      type="text"
      list="query-columns"
      aria-label="Column"
      placeholder="column"
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

interface ChoiceProps extends FieldProps {
  readonly label: string;
  readonly options: readonly string[];
}

export function Choice({ label, value, options, onChange }: ChoiceProps): JSX.Element {
  const all = options.includes(value) ? options : [value, ...options];
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {all.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
