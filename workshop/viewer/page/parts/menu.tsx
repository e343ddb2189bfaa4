import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { ImportResult } from "../../../receiver/page-api.ts";
import { showCount } from "../model/show-number.ts";
import { ApiError, postFile, postJson } from "../state/api.ts";
import { status } from "../state/live.ts";
import { route } from "../state/route.ts";
import { notice, sheet } from "../state/sheets.ts";
import { loadList } from "../state/trace-list.ts";
import { Icon } from "./icon.tsx";

/** What can be done with all traces, or with those of the run that is shown. */
export function Menu(): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const { run } = route.value;
  const recording = status.value?.recording ?? null;
  const ofRun = run === null ? "" : `&run=${encodeURIComponent(run)}`;
  return (
    <>
      <button
        class="quiet"
        type="button"
        popovertarget="menu"
        aria-label="Menu"
        title="Import, export, record, clear"
      >
        <Icon name="more" />
      </button>
      <div id="menu" class="menu" popover="auto" onClick={close} onToggle={focusFirst} onKeyDown={walk}>
        <button type="button" onClick={() => file.current?.click()}>
          Import traces…
        </button>
        <a href={`/api/export?format=json${ofRun}`} download>
          Export as OTLP JSON
        </a>
        <a href={`/api/export?format=jsonl${ofRun}`} download>
          Export as JSON lines
        </a>
        <hr />
        {recording === null ? (
          <button type="button" onClick={() => (sheet.value = "record")}>
            Record a run…
          </button>
        ) : (
          <button type="button" onClick={() => void postJson("/api/recording", { run: null })}>
            Stop recording “{recording}”
          </button>
        )}
        <button type="button" onClick={() => (sheet.value = "clear")}>
          Clear {run === null ? "all traces" : `the run “${run}”`}…
        </button>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        aria-label="A file of OTLP JSON"
        accept=".json,.jsonl,.ndjson,application/json"
        onChange={(event) => void importFile(event.currentTarget)}
      />
    </>
  );
}

function focusFirst({ newState, currentTarget }: { newState: string; currentTarget: HTMLElement }): void {
  if (newState === "open") currentTarget.querySelector<HTMLElement>("button, a")?.focus();
}

/** The arrows go through the menu, as in any menu. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button, a")];
  const here = items.indexOf(document.activeElement as HTMLElement);
  items.at((here + step) % items.length)?.focus();
}

function close(event: MouseEvent & { currentTarget: HTMLElement }): void {
  event.currentTarget.hidePopover();
}

async function importFile(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (file === undefined) return;
  const { run } = route.peek();
  try {
    const path = run === null ? "/api/import" : `/api/import?run=${encodeURIComponent(run)}`;
    const { spans, traces, problems } = await postFile<ImportResult>(path, file);
    notice.value = [
      `Imported ${showCount(spans, "span")} in ${showCount(traces, "trace")} from ${file.name}.`,
      ...problems,
    ];
    await loadList();
  } catch (error) {
    const why = error instanceof ApiError ? error.message : "The receiver does not answer.";
    notice.value = [`${file.name} was not imported. ${why}`];
  }
  input.value = "";
}
