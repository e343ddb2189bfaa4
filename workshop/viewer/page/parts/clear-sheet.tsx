import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { showCount } from "../model/show-number.ts";
import { ApiError, postJson } from "../state/api.ts";
import { status } from "../state/live.ts";
import { go, route, START } from "../state/route.ts";
import { sheet } from "../state/sheets.ts";
import { Dialog } from "./dialog.tsx";

export function ClearSheet(): JSX.Element {
  const [problem, setProblem] = useState("");
  const { run } = route.value;
  const here = status.value?.runs.find(({ name }) => name === run) ?? status.value?.counts;
  const clear = async () => {
    try {
      await postJson("/api/clear", run === null ? {} : { run });
      sheet.value = null;
      go({ ...START, run });
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : "The receiver does not answer.");
    }
  };
  return (
    <Dialog title={run === null ? "Clear all traces?" : `Clear the run “${run}”?`}>
      <p>
        {here && `${showCount(here.traces, "trace")} with ${showCount(here.spans, "span")} go away. `}
        {run === null && "Named runs stay. "}
        An export keeps them in a file.
      </p>
      {problem !== "" && <p class="bad">{problem}</p>}
      <footer>
        <button type="button" class="primary" onClick={() => void clear()}>
          Clear
        </button>
        <button type="button" onClick={() => (sheet.value = null)}>
          Keep them
        </button>
      </footer>
    </Dialog>
  );
}
