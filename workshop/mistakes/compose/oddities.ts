import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  atLine,
  ATTRIBUTES,
  SERVICE_NAME,
  placeOfVariable,
  ROLES,
  variable,
  type Variable,
} from "../../facts/service-lines.ts";
import { serviceEntries } from "../../facts/compose-places.ts";
import { ownFile } from "../../facts/own-file.ts";
import { setVariable } from "../edits/edit-compose.ts";
import { addAfter, removeFrom } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import { meantOther } from "../../facts/variable-whereabouts.ts";

const MINE: ReadonlySet<string> = new Set(ROLES.flatMap(({ name, also }) => [name, also]));

/** What Compose and OpenTelemetry take, though it is perhaps not what was meant. */
export const oddities: readonly Mistake[] = [
  {
    id: "another-variable-misspelt",
    severity: "advice",
    learn: "variables-that-never-arrive",
    when: (evidence) => {
      const { compose } = evidence;
      if (!compose.ok) return undefined;
      for (const found of compose.variables.values()) {
        const meant = meantOther(found.name);
        if (meant && !compose.variables.has(meant))
          return {
            message: `OpenTelemetry does not read ${found.name}, and prints no warning about it either. It knows ${meant}.`,
            ...placeOfVariable(found),
            remedy: setVariable(evidence, found, [meant, found.written]),
          };
      }
      return undefined;
    },
  },
  odd("dollar-taken-for-a-variable", ["swallowed-dollar"], "yaml", (found) =>
    found.written.replaceAll(/(?<!\$)\$(?![${])/g, "$$$$"),
  ),
  odd("quotes-in-a-value", ["kept-quotes"], "yaml", (found) =>
    found.written.replace(/^(["'])(.*)\1$/s, "$2"),
  ),
  odd("blank-in-a-value", ["kept-blank"], "yaml", (found) => found.written.trim()),
  odd("several-compose-files", ["several-files", "other-files"], "variables-that-never-arrive"),
  {
    id: "service-behind-a-profile",
    severity: "advice",
    learn: "yaml",
    when: (evidence) => {
      const { compose } = evidence;
      const problem = compose.ok && compose.problems.find(({ kind }) => kind === "profiles");
      const source = problem ? ownFile(evidence, problem.file) : undefined;
      const entry = source && serviceEntries(source, "backend").find(({ name }) => name === "profiles");
      return (
        problem && {
          message: problem.message,
          file: problem.file,
          ...atLine(problem.line),
          remedy: source && entry && edits(removeFrom(source, entry.whole)),
        }
      );
    },
  },
  {
    id: "bind-mount-hides-packages",
    severity: "advice",
    learn: "variables-that-never-arrive",
    when: (evidence) => {
      const { compose } = evidence;
      if (!compose.ok) return undefined;
      const { volumes, keys } = compose.facts;
      const mount = volumes.find((each) => /^(\.\/)?backend\/?:\/app\/?(:|$)/.test(each));
      const spared = volumes.some((each) => /(^|:)\/app\/node_modules\/?(:|$)/.test(each));
      return (
        mount &&
        !spared && {
          message: `The volume ${mount} covers the container's folder with yours, so the packages that the image installed there are hidden.`,
          file: compose.file,
          ...atLine(keys.get("volumes")),
          remedy: sparePackages(evidence, keys.get("volumes")),
        }
      );
    },
  },
];

/**
 * What was noticed when the file was resolved. The three variables have mistakes of their own; but a part of a name that
 * is swallowed leaves a name in place.
 */
function odd(
  id: string,
  kinds: readonly string[],
  learn: string,
  value?: (found: Variable) => string,
): Mistake {
  const told = (name = "") =>
    MINE.has(name) && !(kinds.includes("swallowed-dollar") && (name === SERVICE_NAME || name === ATTRIBUTES));
  return {
    id,
    severity: "advice",
    learn,
    when: (evidence: Evidence) => {
      const { compose } = evidence;
      const problem =
        compose.ok &&
        compose.problems.find(({ kind, variable: name }) => kinds.includes(kind) && !told(name));
      if (!problem) return undefined;
      const found = variable(evidence, problem.variable ?? "");
      return {
        message: problem.message,
        file: problem.file,
        ...atLine(problem.line),
        remedy: found && value && setVariable(evidence, found, [found.name, value(found)]),
      };
    },
  };
}

/** One more volume, on the line after the last one. */
function sparePackages(evidence: Evidence, line: number | undefined): Remedy | undefined {
  const source = evidence.compose.ok ? ownFile(evidence, evidence.compose.file) : undefined;
  const volumes = source && serviceEntries(source, "backend").find(({ name }) => name === "volumes");
  if (!source || !volumes || line === undefined) return undefined;
  const last = source.text.slice(volumes.value.start, volumes.whole.end).lastIndexOf("- ");
  if (last < 0) return undefined;
  return edits(
    addAfter(source, { start: volumes.value.start + last, end: volumes.whole.end }, "- /app/node_modules"),
  );
}
