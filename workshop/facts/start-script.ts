import { lineWith } from "./look-in-sources.ts";
import { startedPrograms, type StartedProgram } from "./start-command.ts";
import type { Evidence } from "../lab/evidence.ts";
import { type Where, optionalLine } from "./where.ts";

export function startScript({ backend: { manifest } }: Evidence): string {
  return manifest.ok ? (manifest.start ?? "") : "";
}

/** The programs of the start script. */
export function programs(evidence: Evidence): StartedProgram[] {
  return startedPrograms(startScript(evidence));
}

/** Root-relative path of what the start script names, as node in `backend/` finds it. */
export function fromBackend(name: string): string {
  return decodeURI(new URL(name.replaceAll("\\", "/"), "file:///backend/").pathname.slice(1));
}

export function startLine({ backend: { manifest } }: Evidence): Where {
  return {
    file: "backend/package.json",
    ...optionalLine(manifest.ok ? lineWith(manifest.text, /"start"\s*:/) : undefined),
  };
}

export const START = startWith("./src/instrumentation.ts");

/** The lesson's start script, with the learner's own file where there is one. */
export function startFor(file: string | undefined): string {
  const own = /^backend\/([\w./-]+)$/.exec(file ?? "")?.[1];
  return own && !/(^|\/)(server|app)\.\w+$/.test(own) ? startWith(`./${own}`) : START;
}

function startWith(file: string): string {
  return `"start": "node --import tsx --import ${file} src/server.ts"`;
}
