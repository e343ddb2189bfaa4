import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ApiError, postJson } from "../state/api.ts";
import { go, START } from "../state/route.ts";
import { sheet } from "../state/sheets.ts";
import { Dialog } from "./dialog.tsx";

/** Runs keep what was recorded apart, to look at before and after a change. */
export function RecordSheet(): JSX.Element {
  const [name, setName] = useState("before");
  const [problem, setProblem] = useState("");
  const record = async (event: Event) => {
    event.preventDefault();
    try {
      await postJson("/api/recording", { run: name.trim() });
      sheet.value = null;
      go({ ...START, run: name.trim() });
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : "The receiver does not answer.");
    }
  };
  return (
    <Dialog title="Record a run">
      <form onSubmit={(event) => void record(event)}>
        <p>
          New traces go into a run of their own until you stop. It is kept apart, and never makes room for
          newer ones.
        </p>
        <label class="field-label">
          Name
          <input
            type="text"
            value={name}
            maxLength={60}
            autofocus
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <p class="muted">A run that has this name already is emptied first.</p>
        {problem !== "" && <p class="bad">{problem}</p>}
        <footer>
          <button type="submit" class="primary" disabled={name.trim() === ""}>
            Record
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
