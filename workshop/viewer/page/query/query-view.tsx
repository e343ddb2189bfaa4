import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { answer, begin, busy, chooseRun, comparison, failure, note, problems, run, runs } from "./ask.ts";
import { HeatmapPicture } from "./heatmap-picture.tsx";
import { HoneycombCard } from "./honeycomb-card.tsx";
import { QueryForm } from "./query-form.tsx";
import { ResultTable } from "./result-table.tsx";
import { SavedQueries } from "./saved-queries.tsx";
import { SelectionPanel } from "./selection-panel.tsx";

/** Questions to the traces in Honeycomb's words, and what they answer. */
export function QueryView(): JSX.Element {
  useEffect(() => {
    void begin();
  }, []);
  const { value: found } = answer;
  return (
    <div class="query">
      <div class="query-head">
        <h1>Query</h1>
        <RunChoice />
        <SavedQueries />
      </div>
      <QueryForm />
      <Said />
      {found?.heatmaps.map((heatmap, index) => (
        <HeatmapPicture key={`${heatmap.column} ${index} ${heatmap.total}`} heatmap={heatmap} />
      ))}
      {comparison.value && <SelectionPanel comparison={comparison.value} />}
      {found && found.columns.length > 0 && found.rows.length > 0 && <ResultTable result={found} />}
      {found && found.rows.length === 0 && <NothingFound />}
      <HoneycombCard />
    </div>
  );
}

function RunChoice(): JSX.Element {
  const names = new Set([...runs.value.map(({ name }) => name), ...(run.value === null ? [] : [run.value])]);
  return (
    <label>
      Traces{" "}
      <select value={run.value ?? ""} onChange={(event) => void chooseRun(event.currentTarget.value || null)}>
        <option value="">of npm start</option>
        {[...names].map((name) => (
          <option key={name} value={name}>
            of the run {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What belongs to no clause, and what went well. */
function Said(): JSX.Element {
  const apart = problems.value.filter(({ path }) => !CLAUSES.test(path));
  return (
    <>
      {(failure.value !== "" || apart.length > 0) && (
        <p class="query-problem" role="alert">
          {failure.value} {apart.map(({ path, message }) => `${path}: ${message}`).join(" ")}
        </p>
      )}
      <p class="query-note" role="status">
        {busy.value ? "Asking …" : note.value}
      </p>
    </>
  );
}

const CLAUSES = /^(calculations|filters|breakdowns|orders|havings|limit)\b/;

function NothingFound(): JSX.Element {
  const others = runs.value.filter(({ name }) => name !== run.value);
  return (
    <p class="card muted">
      No span matches.
      {others.length > 0 &&
        ` You asked the traces of ${run.value === null ? "npm start" : `the run ${run.value}`}; there ${others.length === 1 ? "is also the run" : "are also the runs"} ${others.map(({ name }) => name).join(", ")}.`}
    </p>
  );
}
