import type { JSX } from "preact";
import type { TraceSummary } from "../../../receiver/page-api.ts";
import { clip } from "../model/clip.ts";

/** A trace's name; behind a method alone, what was asked for. */
export function TraceName({ trace: { name, path } }: { trace: TraceSummary }): JSX.Element {
  return (
    <>
      <bdi>{clip(name, 160) || "(no name)"}</bdi>
      {path !== null && (
        <>
          {" "}
          <bdi class="muted">{clip(path, 160)}</bdi>
        </>
      )}
    </>
  );
}
