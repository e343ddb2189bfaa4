import type { JSX } from "preact";
import { ask, busy, known } from "./ask.ts";
import { ClauseBox, Choice, ColumnField, Line } from "./clause-box.tsx";
import { change, draft, putLine } from "./draft.ts";
import { calculated, nameOf, type Named } from "./spec.ts";
import { TimeChoice } from "./time-choice.tsx";

/** The six clauses of a query, in Honeycomb's words and order. */
export function QueryForm(): JSX.Element {
  return (
    <form
      class="query-form card"
      aria-label="Query"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <datalist id="query-columns">
        {known.value.columns.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div class="query-clauses">
        <Select />
        <Where />
        <GroupBy />
        <OrderBy />
        <Limit />
        <Having />
      </div>
      <div class="query-run">
        <TimeChoice />
        <button type="submit" class="primary" aria-busy={busy.value}>
          Run query
        </button>
      </div>
    </form>
  );
}

function Select(): JSX.Element {
  return (
    <ClauseBox
      clause="calculations"
      title="SELECT"
      about="what to calculate"
      added={{ op: "COUNT", column: "" }}
    >
      {draft.value.calculations.map((each, index) => (
        <Line key={index} clause="calculations" index={index} about={nameOf(each)}>
          <Choice
            label="Calculation"
            value={each.op}
            options={known.value.calculations}
            onChange={(op) => putLine("calculations", index, { ...each, op })}
          />
          {each.op !== "COUNT" && (
            <ColumnField
              value={each.column}
              onChange={(column) => putLine("calculations", index, { ...each, column })}
            />
          )}
        </Line>
      ))}
    </ClauseBox>
  );
}

function Where(): JSX.Element {
  const { filters, filter_combination } = draft.value;
  return (
    <ClauseBox
      clause="filters"
      title="WHERE"
      about="from which spans"
      added={{ column: "", op: "=", value: "" }}
      empty="all spans"
    >
      {filters.length > 1 && (
        <span class="query-line query-join">
          <Choice
            label="Join the filters by"
            value={filter_combination}
            options={["AND", "OR"]}
            onChange={(word) => change({ filter_combination: word === "OR" ? "OR" : "AND" })}
          />
          <span class="muted">{filter_combination === "OR" ? "one of these is enough" : "all of these"}</span>
        </span>
      )}
      {filters.map((each, index) => (
        <Line key={index} clause="filters" index={index} about={`filter ${each.column}`}>
          <ColumnField
            value={each.column}
            onChange={(column) => putLine("filters", index, { ...each, column })}
          />
          <Choice
            label="Comparison"
            value={each.op}
            options={known.value.filters}
            onChange={(op) => putLine("filters", index, { ...each, op })}
          />
          {!/exist/.test(each.op) && (
            <input
              type="text"
              aria-label="Value"
              placeholder={/^(not-)?in$/.test(each.op) ? "a, b, c" : "value"}
              autocomplete="off"
              spellcheck={false}
              value={each.value}
              onInput={(event) => putLine("filters", index, { ...each, value: event.currentTarget.value })}
            />
          )}
        </Line>
      ))}
    </ClauseBox>
  );
}

function GroupBy(): JSX.Element {
  return (
    <ClauseBox
      clause="breakdowns"
      title="GROUP BY"
      about="a row for each value of"
      added=""
      empty="all in one row"
    >
      {draft.value.breakdowns.map((each, index) => (
        <Line key={index} clause="breakdowns" index={index} about={`group ${each}`}>
          <ColumnField value={each} onChange={(column) => putLine("breakdowns", index, column)} />
        </Line>
      ))}
    </ClauseBox>
  );
}

function OrderBy(): JSX.Element {
  const now = draft.value;
  const [largest] = calculated(now);
  const groups = now.breakdowns.filter(Boolean).map((column): Named => ({ op: "", column }));
  const sortable = [...calculated(now), ...groups];
  const [first] = sortable;
  return (
    <ClauseBox
      clause="orders"
      title="ORDER BY"
      about="which row stands first"
      {...(first && { added: { ...first, order: "descending" } })}
      empty={largest ? `the largest ${nameOf(largest)} first` : "every row is as good as another"}
    >
      {now.orders.map(({ order, ...named }, index) => (
        <Line key={index} clause="orders" index={index} about={`order ${nameOf(named)}`}>
          <NamedChoice
            label="Order by"
            value={named}
            options={sortable}
            onChange={(by) => putLine("orders", index, { ...by, order })}
          />
          <Choice
            label="Direction"
            value={order}
            options={["descending", "ascending"]}
            onChange={(word) => putLine("orders", index, { ...named, order: word })}
          />
        </Line>
      ))}
    </ClauseBox>
  );
}

function Limit(): JSX.Element {
  return (
    <ClauseBox clause="limit" title="LIMIT" about="how many rows at most">
      <span class="query-line">
        <input
          type="number"
          aria-label="Rows at most"
          placeholder="100"
          value={draft.value.limit}
          onInput={(event) => change({ limit: event.currentTarget.value })}
        />
      </span>
    </ClauseBox>
  );
}

function Having(): JSX.Element {
  const options = calculated(draft.value);
  const [first] = options;
  return (
    <ClauseBox
      clause="havings"
      title="HAVING"
      about="only rows whose"
      {...(first && { added: { ...first, compare: ">", value: "" } })}
      empty="every row"
    >
      {draft.value.havings.map(({ compare, value, ...named }, index) => (
        <Line key={index} clause="havings" index={index} about={`having ${nameOf(named)}`}>
          <NamedChoice
            label="Calculation"
            value={named}
            options={options}
            onChange={(by) => putLine("havings", index, { ...by, compare, value })}
          />
          <Choice
            label="Comparison"
            value={compare}
            options={known.value.comparisons}
            onChange={(word) => putLine("havings", index, { ...named, compare: word, value })}
          />
          <input
            type="number"
            step="any"
            aria-label="Number"
            placeholder="number"
            value={value}
            onInput={(event) =>
              putLine("havings", index, { ...named, compare, value: event.currentTarget.value })
            }
          />
        </Line>
      ))}
    </ClauseBox>
  );
}

interface NamedChoiceProps {
  readonly label: string;
  readonly value: Named;
  readonly options: readonly Named[];
  readonly onChange: (named: Named) => void;
}

function NamedChoice({ label, value, options, onChange }: NamedChoiceProps): JSX.Element {
  const find = (name: string) => options.find((each) => nameOf(each) === name) ?? value;
  return (
    <Choice
      label={label}
      value={nameOf(value)}
      options={[...new Set(options.map(nameOf))]}
      onChange={(name) => onChange(find(name))}
    />
  );
}
