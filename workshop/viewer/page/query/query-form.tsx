import type { ComponentChildren, JSX } from "preact";
import { ask, known } from "./ask.ts";
import { calculationKeys, change, draft, type Draft } from "./draft.ts";

/** The six parts of a query, in Honeycomb's words and order. */
export function QueryForm(): JSX.Element {
  const now = draft.value;
  const keys = calculationKeys(now);
  const sortable = [...keys, ...now.breakdowns.filter(Boolean)];
  return (
    <form
      class="query-form"
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
      <Part title="SELECT" name="calculations" empty={{ op: "COUNT", column: "" }}>
        {now.calculations.map((each, index) => (
          <Line key={index} name="calculations" index={index} about="calculation">
            <Choice
              label="Calculation"
              value={each.op}
              options={known.value.calculations}
              onChange={(op) => put("calculations", index, { ...each, op })}
            />
            {each.op !== "COUNT" && (
              <Column
                value={each.column}
                onChange={(column) => put("calculations", index, { ...each, column })}
              />
            )}
          </Line>
        ))}
      </Part>
      <Part title="WHERE" name="filters" empty={{ column: "", op: "=", value: "" }}>
        {now.filters.length > 1 && (
          <Choice
            label="Join filters by"
            value={now.filter_combination}
            options={["AND", "OR"]}
            onChange={(word) => change({ filter_combination: word === "OR" ? "OR" : "AND" })}
          />
        )}
        {now.filters.map((each, index) => (
          <Line key={index} name="filters" index={index} about="filter">
            <Column value={each.column} onChange={(column) => put("filters", index, { ...each, column })} />
            <Choice
              label="Comparison"
              value={each.op}
              options={known.value.filters}
              onChange={(op) => put("filters", index, { ...each, op })}
            />
            {!/exist/.test(each.op) && (
              <input
                type="text"
                aria-label="Value"
                placeholder="value"
                value={each.value}
                onInput={(event) => put("filters", index, { ...each, value: event.currentTarget.value })}
              />
            )}
          </Line>
        ))}
      </Part>
      <Part title="GROUP BY" name="breakdowns" empty="">
        {now.breakdowns.map((each, index) => (
          <Line key={index} name="breakdowns" index={index} about="group">
            <Column value={each} onChange={(column) => put("breakdowns", index, column)} />
          </Line>
        ))}
      </Part>
      <Part title="ORDER BY" name="orders" empty={{ by: sortable[0] ?? "", order: "descending" }}>
        {now.orders.map((each, index) => (
          <Line key={index} name="orders" index={index} about="order">
            <Choice
              label="Order by"
              value={each.by}
              options={sortable}
              onChange={(by) => put("orders", index, { ...each, by })}
            />
            <Choice
              label="Direction"
              value={each.order}
              options={["descending", "ascending"]}
              onChange={(order) => put("orders", index, { ...each, order })}
            />
          </Line>
        ))}
      </Part>
      <fieldset>
        <legend>LIMIT</legend>
        <input
          type="number"
          min={1}
          max={1000}
          aria-label="Rows at most"
          value={now.limit}
          onInput={(event) => change({ limit: event.currentTarget.value })}
        />
      </fieldset>
      <Part title="HAVING" name="havings" empty={{ by: keys[0] ?? "", op: ">", value: "0" }}>
        {now.havings.map((each, index) => (
          <Line key={index} name="havings" index={index} about="having">
            <Choice
              label="Calculation"
              value={each.by}
              options={keys}
              onChange={(by) => put("havings", index, { ...each, by })}
            />
            <Choice
              label="Comparison"
              value={each.op}
              options={known.value.comparisons}
              onChange={(op) => put("havings", index, { ...each, op })}
            />
            <input
              type="number"
              step="any"
              aria-label="Value"
              value={each.value}
              onInput={(event) => put("havings", index, { ...each, value: event.currentTarget.value })}
            />
          </Line>
        ))}
      </Part>
      <button type="submit" class="primary query-run">
        Run query
      </button>
    </form>
  );
}

type Lists = Pick<Draft, "calculations" | "filters" | "breakdowns" | "orders" | "havings">;

function put<Name extends keyof Lists>(name: Name, index: number, value: Lists[Name][number]): void {
  change({ [name]: (draft.value[name] as readonly unknown[]).with(index, value) });
}

interface PartProps<Name extends keyof Lists> {
  readonly title: string;
  readonly name: Name;
  readonly empty: Lists[Name][number];
  readonly children: ComponentChildren;
}

function Part<Name extends keyof Lists>({ title, name, empty, children }: PartProps<Name>): JSX.Element {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
      <button
        class="quiet"
        type="button"
        aria-label={`Add to ${title}`}
        onClick={() => change({ [name]: [...draft.value[name], empty] })}
      >
        +
      </button>
    </fieldset>
  );
}

interface LineProps {
  readonly name: keyof Lists;
  readonly index: number;
  readonly about: string;
  readonly children: ComponentChildren;
}

function Line({ name, index, about, children }: LineProps): JSX.Element {
  const remove = () => change({ [name]: (draft.value[name] as readonly unknown[]).toSpliced(index, 1) });
  return (
    <span class="query-line">
      {children}
      <button class="quiet" type="button" aria-label={`Remove ${about} ${index + 1}`} onClick={remove}>
        ×
      </button>
    </span>
  );
}

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Column({ value, onChange }: FieldProps): JSX.Element {
  return (
    <input
      type="text"
      list="query-columns"
      aria-label="Column"
      placeholder="column"
      autocomplete="off"
      spellcheck={false}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps extends FieldProps {
  readonly label: string;
  readonly options: readonly string[];
}

function Choice({ label, value, options, onChange }: ChoiceProps): JSX.Element {
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
