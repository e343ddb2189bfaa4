import { manifestScript } from "../../facts/manifest-scripts.ts";
import { setUpFile } from "../../facts/set-up-file.ts";
import { startedPrograms } from "../../facts/start-command.ts";
import { startScript } from "../../facts/start-script.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceIn } from "../edits/edit-source.ts";
import type { Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";

/** The place of the start script in backend/package.json, with its line as it is. */
export function startPlace(evidence: Evidence): Pick<Told, "file" | "line" | "found"> {
  const script = manifestScript(evidence, "start");
  return script
    ? { file: script.source.path, line: script.line, found: `"start": ${JSON.stringify(script.text)}` }
    : { file: "backend/package.json" };
}

/** Makes the start script another one; nothing where it is that already. */
export function changeStart(evidence: Evidence, to: string): Remedy | undefined {
  const script = manifestScript(evidence, "start");
  return script && edits(replaceIn(script.source, script.value, JSON.stringify(to)));
}

/** The lesson's start script, with the learner's own file and their own server. */
export function lessonStart(evidence: Evidence): string {
  const setUp = setUpFile(evidence);
  const file = setUp === undefined ? "./src/instrumentation.ts" : `./${setUp.slice("backend/".length)}`;
  return `node --import tsx --import ${file} ${serverIn(evidence) ?? "src/server.ts"}`;
}

export function toLessonStart(evidence: Evidence): Remedy | undefined {
  return changeStart(evidence, lessonStart(evidence));
}

/** The file with the server that the start script names, where the backend has it. */
function serverIn(evidence: Evidence): string | undefined {
  const files = startedPrograms(startScript(evidence)).map(({ file }) => file);
  const has = (name: string) =>
    evidence.backend.sources.some(
      ({ path }) => path === `backend/${name.replace(/^\.\//, "")}` && path !== setUpFile(evidence),
    );
  return files.findLast((file) => file !== undefined && has(file));
}
