import type { Mistake } from "../mistake.ts";
import { atLine, LOOK, RIGHT_HEADERS, RIGHT_NAME, ROLES } from "../../facts/service-lines.ts";

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
  stop(
    "compose-without-backend",
    ["no-services", "no-such-service"],
    "yaml",
    "The service that the course starts is called backend:\nservices:\n  backend:",
  ),
  {
    id: "compose-mixes-styles",
    symptom: true,
    learn: "yaml",
    when: ({ compose }) =>
      !compose.ok &&
      compose.problem.kind === "environment-shape" && {
        message: compose.problem.message,
        file: compose.problem.file,
        ...atLine(compose.problem.line),
        fix: compose.problem.message.includes("as its value")
          ? `Write one text behind the colon, in the same line, such as:\n      ${ROLES.find(({ name }) => compose.problem.message.includes(name))?.right ?? RIGHT_HEADERS}`
          : `Write all variables in one style, such as:\n      ${RIGHT_NAME}`,
      },
  },
  stop(
    "blank-before-equals",
    ["blank-before-equals"],
    "yaml",
    "Take the blanks beside the equals sign away, as in:\n      - OTEL_SERVICE_NAME=backend",
  ),
  stop(
    "compose-demands-a-variable",
    ["required-variable"],
    "variables-that-never-arrive",
    "Set it in .env, or write ${NAME} without the question mark: then the file also works without it.",
  ),
  stop(
    "compose-bad-variable",
    ["bad-interpolation"],
    "yaml",
    "A variable is written ${NAME}; a dollar sign that is meant as one is written $$.",
  ),
  stop(
    "env-file-missing",
    ["env-file-missing"],
    "variables-that-never-arrive",
    "Make that file, or take the env_file line away.",
  ),
  stop(
    "dotenv-stops-compose",
    ["dotenv-stops"],
    "variables-that-never-arrive",
    "Mend that line. Each line of such a file is NAME=value, and a note begins with #.",
  ),
  {
    id: "variables-not-below-environment",
    learn: "yaml",
    when: ({ compose }) =>
      !compose.ok &&
      compose.problem.variable?.startsWith("OTEL_") &&
      /unknown-key|service-shape/.test(compose.problem.kind) && {
        message: compose.problem.message,
        file: compose.problem.file,
        ...atLine(compose.problem.line),
        fix: "Push the three lines to the right until they begin exactly below OTEL_LOG_LEVEL, six blanks from the left.",
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
        fix: `Mend that place. ${LOOK}`,
      },
  },
  {
    id: "environment-misspelt",
    learn: "yaml",
    when: ({ compose }) => {
      const problem =
        compose.ok &&
        compose.problems.find(
          ({ kind, message }) => kind === "unknown-key" && message.includes("It is called environment"),
        );
      return (
        problem && {
          message: problem.message,
          file: problem.file,
          ...atLine(problem.line),
          fix: `Write this instead of ${problem.variable ?? "it"}:\n    environment:`,
        }
      );
    },
  },
];

/** Compose's own problem, told as a mistake. */
function stop(id: string, kinds: readonly string[], learn: string, fix: string): Mistake {
  return {
    id,
    learn,
    when: ({ compose }) =>
      !compose.ok &&
      kinds.includes(compose.problem.kind) && {
        message: compose.problem.message,
        file: compose.problem.file,
        ...atLine(compose.problem.line),
        fix,
      },
  };
}
