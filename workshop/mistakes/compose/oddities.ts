import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { atLine, ATTRIBUTES, SERVICE_NAME, placeOfVariable, ROLES } from "../../facts/service-lines.ts";
import { meantOther } from "../../facts/variable-whereabouts.ts";

const MINE: ReadonlySet<string> = new Set(ROLES.flatMap(({ name, also }) => [name, also]));

/** What Compose and OpenTelemetry take, though it is perhaps not what was meant. */
export const oddities: readonly Mistake[] = [
  {
    id: "another-variable-misspelt",
    severity: "advice",
    learn: "variables-that-never-arrive",
    when: ({ compose }) => {
      if (!compose.ok) return undefined;
      for (const found of compose.variables.values()) {
        const meant = meantOther(found.name);
        if (meant && !compose.variables.has(meant))
          return {
            message: `OpenTelemetry does not read ${found.name}, and does not complain about it either. It knows ${meant}.`,
            ...placeOfVariable(found),
            fix: `Write the name as OpenTelemetry knows it:\n      ${meant}: "${found.value}"`,
          };
      }
      return undefined;
    },
  },
  odd("dollar-taken-for-a-variable", ["swallowed-dollar"], "yaml", "Write $$ for a dollar sign."),
  odd(
    "quotes-in-a-value",
    ["kept-quotes"],
    "yaml",
    "Take them away; in a list, put them around the whole entry.",
  ),
  odd("blank-in-a-value", ["kept-blank"], "yaml", "Take the blank away."),
  odd(
    "several-compose-files",
    ["several-files", "other-files"],
    "variables-that-never-arrive",
    "Keep one compose file, under the name docker-compose.yml.",
  ),
  odd("service-behind-a-profile", ["profiles"], "yaml", "Take the line with profiles away."),
  {
    id: "bind-mount-hides-packages",
    severity: "advice",
    learn: "variables-that-never-arrive",
    when: ({ compose }) => {
      if (!compose.ok) return undefined;
      const { volumes, keys } = compose.facts;
      const mount = volumes.find((each) => /^(\.\/)?backend\/?:\/app\/?(:|$)/.test(each));
      const spared = volumes.some((each) => /(^|:)\/app\/node_modules\/?(:|$)/.test(each));
      return (
        mount &&
        !spared && {
          message: `The volume ${mount} lays your folder over the one in the container, so the packages that the image installed there cannot be seen.`,
          file: compose.file,
          ...atLine(keys.get("volumes")),
          fix: "Spare the packages with a volume of their own:\n      - /app/node_modules",
        }
      );
    },
  },
];

/**
 * What was noticed when the file was resolved. The three variables have mistakes of their own; but a part of a name that
 * is swallowed leaves a name behind.
 */
function odd(id: string, kinds: readonly string[], learn: string, fix: string): Mistake {
  const told = (name = "") =>
    MINE.has(name) && !(kinds.includes("swallowed-dollar") && (name === SERVICE_NAME || name === ATTRIBUTES));
  return {
    id,
    severity: "advice",
    learn,
    when: ({ compose }: Evidence) => {
      const problem =
        compose.ok &&
        compose.problems.find(({ kind, variable: name }) => kinds.includes(kind) && !told(name));
      return problem && { message: problem.message, file: problem.file, ...atLine(problem.line), fix };
    },
  };
}
