import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { asWritten, atLine, listed, ROLES, servicePlace } from "../../facts/service-lines.ts";
import { absent, whereabouts, type Cause, type Whereabouts } from "../../facts/variable-whereabouts.ts";

const NEVER = "variables-that-never-arrive";
const BELOW = "below environment: of the service backend, in docker-compose.yml";

/** Variables that are written down, but not where the backend gets them from. */
export const arrivalMistakes: readonly Mistake[] = [
  {
    id: "compose-reads-another-file",
    learn: NEVER,
    when: (evidence) => {
      const { compose } = evidence;
      const several = compose.ok && compose.problems.find(({ kind }) => kind === "several-files");
      const strays = whereabouts(evidence).filter(({ cause }) => cause === "another-file");
      return (
        several &&
        strays.some(({ place }) => several.message.includes(place.file ?? "-")) && {
          message: several.message,
          file: several.file,
          ...atLine(several.line),
          fix: `Your variables stand in ${strays[0]?.place.file}. Keep that file, and take ${several.file} away.`,
        }
      );
    },
  },
  {
    id: "compose-file-elsewhere",
    learn: NEVER,
    when: (evidence) => {
      const { compose } = evidence;
      const other = compose.ok && compose.problems.find(({ kind }) => kind === "other-files");
      return (
        other &&
        absent(evidence).length > 0 && {
          message: other.message,
          file: other.file,
          ...atLine(other.line),
          fix: "Let docker-compose.yml hold the service backend and its variables, and go by that file alone.",
        }
      );
    },
  },
  arrival("list-entry-with-colon", ["colon-in-list"], "yaml", (found, lines) => ({
    message: `In the list, ${names(found)} ${has(found)} a colon between name and value. Compose takes the whole for a name, and the backend does not get ${it(found)}.`,
    fix: `In a list there is an equals sign:\n${lines}`,
  })),
  arrival("variable-misspelt", ["misspelt"], NEVER, (found, lines) => ({
    message: `OpenTelemetry does not read ${names(found)}, and does not complain about ${it(found)} either.`,
    fix: `Write instead:\n${lines}`,
  })),
  arrival("variable-of-another-signal", ["another-signal"], NEVER, (found, lines) => ({
    message: `${names(found)} ${are(found)} for ${found[0].name.includes("METRICS") ? "metrics" : "logs"} alone; the traces do not use ${it(found)}.`,
    fix: `The base variables serve traces, metrics and logs:\n${lines}`,
  })),
  arrival("variable-passed-through-empty", ["without-value"], NEVER, (found, lines) => ({
    message: `${names(found)} ${stand(found)} there without a value. Then the value comes from this shell or from .env, and neither has it. Compose says nothing about that.`,
    fix: `Write the value behind ${it(found)}:\n${lines}`,
  })),
  arrival("variables-on-another-service", ["another-service"], NEVER, (found, lines) => ({
    message: `${standing(found, "under the service")}; the backend does not get ${it(found)}.`,
    fix: `Put ${it(found)} ${BELOW}:\n${lines}`,
  })),
  arrival("variables-commented-out", ["comment"], NEVER, (found, lines) => ({
    message: `${names(found)} ${stand(found)} behind a #, which makes a note of a line.`,
    fix: `Take the # away:\n${lines}`,
  })),
  arrival("variables-in-another-place", ["another-place"], NEVER, (found, lines) => ({
    message: `${standing(found, "below")}, where the backend does not get ${it(found)} from.`,
    fix: `Put ${it(found)} ${BELOW}:\n${lines}`,
  })),
  arrival("variables-only-in-dotenv", ["dotenv"], NEVER, (found, lines, { backend }) => ({
    message: backend.sources.some(({ text }) => /["']dotenv(\/config)?["']/.test(text))
      ? `${names(found)} ${stand(found)} in .env, and your code reads that file itself, after it has started. OpenTelemetry reads ${it(found)} earlier, and docker-compose.yml does not give ${it(found)} to the backend.`
      : `${names(found)} ${stand(found)} in .env, but .env only fills in what docker-compose.yml asks for: the backend does not get ${it(found)}.`,
    fix: `Put ${it(found)} ${BELOW}:\n${lines}`,
  })),
  arrival("variables-in-another-file", ["another-file"], NEVER, (found, lines) => ({
    message: `${standing(found, "in")}, and the backend's variables are not taken from there: npm start and the checks go by docker-compose.yml.`,
    fix: `Put ${it(found)} ${BELOW}:\n${lines}`,
  })),
  arrival("variables-only-in-the-shell", ["shell"], NEVER, (found, lines) => ({
    message: `${names(found)} ${are(found)} set in this shell, but the backend gets only what docker-compose.yml names.`,
    fix: `Put ${it(found)} ${BELOW}:\n${lines}`,
  })),
  {
    id: "variables-missing",
    symptom: true,
    learn: "your-task",
    when: (evidence) =>
      evidence.compose.ok &&
      nowhere(evidence).length === ROLES.length && {
        message: `${evidence.compose.file} gives the backend none of the three variables yet: where the traces go, whose they are, who sends them.`,
        ...servicePlace(evidence),
        fix: `Add them below environment: of the service backend:\n${ROLES.map(({ right }) => asWritten(evidence, right)).join("\n")}`,
      },
  },
];

/** The names of the three that stand nowhere at all. */
export function nowhere(evidence: Evidence): string[] {
  const seen = new Set(whereabouts(evidence).map(({ role }) => role.name));
  return absent(evidence).flatMap(({ name }) => (seen.has(name) ? [] : [name]));
}

type Some = readonly [Whereabouts, ...Whereabouts[]];

function arrival(
  id: string,
  causes: readonly Cause[],
  learn: string,
  says: (found: Some, lines: string, evidence: Evidence) => { message: string; fix: string },
): Mistake {
  return {
    id,
    learn,
    when: (evidence) => {
      const [first, ...more] = whereabouts(evidence).filter(({ cause }) => causes.includes(cause));
      if (!first) return undefined;
      const found: Some = [first, ...more];
      const lines = found.map(({ role }) => asWritten(evidence, role.right)).join("\n");
      return { ...says(found, lines, evidence), ...first.place };
    },
  };
}

function names(found: Some): string {
  return listed(found.map(({ name }) => name));
}

/** `A and B stand under the service frontend`, or where each of them stands. */
function standing(found: Some, before: string): string {
  const places = [...new Set(found.map(({ where }) => where ?? "another key"))];
  if (places.length === 1) return `${names(found)} ${stand(found)} ${before} ${places[0]}`;
  return listed(found.map(({ name, where }) => `${name} stands ${before} ${where ?? "another key"}`));
}

const stand = (found: Some) => (found.length === 1 ? "stands" : "stand");
const are = (found: Some) => (found.length === 1 ? "is" : "are");
const has = (found: Some) => (found.length === 1 ? "has" : "have");
const it = (found: Some) => (found.length === 1 ? "it" : "them");
