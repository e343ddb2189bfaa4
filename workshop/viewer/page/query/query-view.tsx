import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import {
  answer,
  ask,
  busy,
  comparison,
  files,
  loadKnown,
  note,
  open,
  problem,
  run,
  runs,
  save,
} from "./ask.ts";
import { draft, toSpec } from "./draft.ts";
import { HeatmapPicture } from "./heatmap-picture.tsx";
import { QueryForm } from "./query-form.tsx";
import { ResultTable } from "./result-table.tsx";
import { SelectionPanel } from "./selection-panel.tsx";

/** Questions to the traces in Honeycomb's words, and what they answer. */
export function QueryView(): JSX.Element {
  useEffect(() => {
    void loadKnown().then(ask);
  }, []);
  const { value: found } = answer;
  return (
    <div class="query">
      <h1>Query</h1>
      <Tools />
      <QueryForm />
      {problem.value !== "" && (
        <p class="query-problem" role="alert">
          {problem.value}
        </p>
      )}
      <p class="query-note" role="status">
        {busy.value ? "Asking …" : note.value}
      </p>
      {found?.heatmaps.map((heatmap, index) => (
        <HeatmapPicture key={`${heatmap.column} ${index}`} heatmap={heatmap} />
      ))}
      {comparison.value && <SelectionPanel comparison={comparison.value} />}
      {found && found.columns.length > 0 && <ResultTable result={found} />}
      <details>
        <summary>JSON for Honeycomb</summary>
        <textarea
          readOnly
          rows={14}
          aria-label="The query as JSON"
          value={JSON.stringify(toSpec(draft.value), undefined, 2)}
        />
      </details>
    </div>
  );
}

function Tools(): JSX.Element {
  const [name, setName] = useState("latency-by-user");
  const choose = (name: string) => {
    run.value = name || null;
    void loadKnown().then(ask);
  };
  return (
    <div class="query-tools">
      <label>
        Traces{" "}
        <select value={run.value ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">of npm start</option>
          {runs.value.map((each) => (
            <option key={each.name} value={each.name}>
              run {each.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Open{" "}
        <select value="" onChange={(event) => void open(event.currentTarget.value)}>
          <option value="">journal/queries/ …</option>
          {files.value.map((file) => (
            <option key={file.name}>{file.name}</option>
          ))}
        </select>
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save(name.trim());
        }}
      >
        <label>
          Name{" "}
          <input
            type="text"
            value={name}
            maxLength={61}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit">Save</button>
      </form>
    </div>
  );
}
