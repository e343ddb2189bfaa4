import type { Mistake } from "../mistake.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { entryAt, serviceEntries, services } from "../../facts/compose-places.ts";
import { ownFile } from "../../facts/own-file.ts";
import { atLine, HEADERS, RIGHT_HEADERS } from "../../facts/service-lines.ts";
import { entryEdit } from "../edits/edit-compose.ts";
import { editLine, editTo } from "../edits/edit-lines.ts";
import { removeFrom, replaceIn } from "../edits/edit-source.ts";
import { edits, type Edit } from "../remedy.ts";

/** Problems of the file as a whole that have a mistake of their own. */
const TOLD: ReadonlySet<string> = new Set([
  "no-file",
  "malformed-yaml",
  "not-a-mapping",
  "no-services",
  "no-such-service",
  "environment-shape",
  "blank-before-equals",
  "required-variable",
  "bad-interpolation",
  "env-file-missing",
  "dotenv-stops",
]);

/** YAML reads the file, and Compose refuses what it says. */
export const composeFileMistakes: readonly Mistake[] = [
  stop("compose-without-backend", ["no-services", "no-such-service"], "yaml", ({ source }) => {
    const [named, ...more] = services(source).filter(({ name }) => /backend/i.test(name));
    return named && more.length === 0 ? replaceIn(source, named.key, "backend") : undefined;
  }),
  {
    ...stop("compose-mixes-styles", ["environment-shape"], "yaml", ({ source, line }) =>
      editLine(source, line, (text) => text.replace(/^(\s*- ["']?[A-Z][A-Z0-9_]+):\s+/, "$1=")),
    ),
    symptom: true,
  },
  stop("blank-before-equals", ["blank-before-equals"], "yaml", ({ source, line }) =>
    editLine(source, line, (text) => text.replace(/^(\s*-\s*["']?[\w.]+)\s+=\s*/, "$1=")),
  ),
  stop(
    "compose-demands-a-variable",
    ["required-variable"],
    "variables-that-never-arrive",
    ({ source, line }) =>
      rightHeaders(source, line) ??
      editLine(source, line, (text) => text.replaceAll(/\$\{(\w+):?\?[^}]*\}/g, "${$1}")),
  ),
  stop(
    "compose-bad-variable",
    ["bad-interpolation"],
    "yaml",
    ({ source, line }) =>
      rightHeaders(source, line) ??
      editLine(source, line, (text) => text.replaceAll(/\$\{\s*(\w+)\s*\}/g, "${$1}")),
  ),
  stop("env-file-missing", ["env-file-missing"], "variables-that-never-arrive", ({ source, line }) => {
    const entry = entryAt(source, line, "env_file");
    return entry && removeFrom(source, entry.whole);
  }),
  stop("dotenv-stops-compose", ["dotenv-stops"], "variables-that-never-arrive", ({ source, line }) =>
    editLine(source, line, (text) => `# ${text}`),
  ),
  {
    id: "variables-not-below-environment",
    learn: "yaml",
    when: (evidence) => {
      const { compose } = evidence;
      if (compose.ok || !/unknown-key|service-shape/.test(compose.problem.kind)) return undefined;
      const { message, file, line, variable } = compose.problem;
      return (
        variable?.startsWith("OTEL_") && {
          message,
          file,
          ...atLine(line),
          remedy: edits(belowEnvironment(ownFile(evidence, file))),
        }
      );
    },
  },
  {
    id: "compose-refused",
    symptom: true,
    learn: "yaml",
    when: ({ compose }) =>
      !compose.ok &&
      !TOLD.has(compose.problem.kind) && {
        message: compose.problem.message,
        file: compose.problem.file,
        ...atLine(compose.problem.line),
      },
  },
  {
    id: "environment-misspelt",
    learn: "yaml",
    when: (evidence) => {
      const { compose } = evidence;
      const problem =
        compose.ok &&
        compose.problems.find(
          ({ kind, message }) => kind === "unknown-key" && message.includes("It is called environment"),
        );
      if (!problem) return undefined;
      const source = ownFile(evidence, problem.file);
      const entry = source && entryAt(source, problem.line, problem.variable ?? "");
      return {
        message: problem.message,
        file: problem.file,
        ...atLine(problem.line),
        remedy: entry && edits(replaceIn(source, entry.key, "environment")),
      };
    },
  },
];

interface Stopped {
  readonly source: SourceText;
  readonly line: number;
}

function rightHeaders(source: SourceText, line: number): Edit | undefined {
  return entryEdit(source, entryAt(source, line, HEADERS), [HEADERS, RIGHT_HEADERS]);
}

/** Compose's own problem, told as a mistake. */
function stop(
  id: string,
  kinds: readonly string[],
  learn: string,
  edit: (stopped: Stopped) => Edit | undefined,
): Mistake {
  return {
    id,
    learn,
    when: (evidence: Evidence) => {
      const { compose } = evidence;
      if (compose.ok || !kinds.includes(compose.problem.kind)) return undefined;
      const { message, file, line = 0 } = compose.problem;
      const source = ownFile(evidence, file);
      return {
        message,
        file,
        ...atLine(compose.problem.line),
        remedy: source && edits(edit({ source, line })),
      };
    },
  };
}

/** The variables that come right after `environment:`, as far to the right as those in it. */
function belowEnvironment(source: SourceText | undefined): Edit | undefined {
  if (!source) return undefined;
  const entries = serviceEntries(source, "backend");
  const strays = entries.filter(({ name }) => name.startsWith("OTEL_"));
  const block = entries[entries.findIndex(({ name }) => name === strays[0]?.name) - 1];
  if (block?.name !== "environment") return undefined;
  const columnOf = (start: number) => start - source.text.lastIndexOf("\n", start - 1) - 1;
  const lineAt = (start: number) => source.text.slice(0, start).split("\n").length;
  const lines = source.text.split(/\r?\n/);
  for (const { whole } of strays) {
    const by = columnOf(block.value.start) - columnOf(whole.start);
    const index = lineAt(whole.start) - 1;
    if (by > 0) lines[index] = " ".repeat(by) + (lines[index] ?? "");
  }
  return editTo(source, lines.join("\n"));
}
