import { editDistance } from "../../compose/nearest-word.ts";
import { otlpSettings } from "../../facts/otlp-settings.ts";
import { resourceAttributes } from "../../facts/resource-attributes.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { addVariables, removeVariable, setVariable } from "../edits/edit-compose.ts";
import type { Remedy } from "../remedy.ts";
import { nowhere } from "./arrival.ts";
import {
  ATTRIBUTES,
  foundOf,
  SERVICE_NAME,
  placeOfVariable,
  RIGHT_NAME,
  servicePlace,
  variable,
  type Variable,
} from "../../facts/service-lines.ts";

const LEARN = "the-service-name";
const ITEM = /name of its own/;

export const serviceNameMistakes: readonly Mistake[] = [
  {
    id: "service-name-shared",
    learn: LEARN,
    explains: ITEM,
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const { serviceName, twin } = otlpSettings(evidence);
      const found = variable(evidence, SERVICE_NAME) ?? variable(evidence, ATTRIBUTES);
      return (
        found &&
        twin !== undefined &&
        serviceName !== "" &&
        !serviceName.startsWith("unknown_service") && {
          message: `The services backend and ${twin} have the same name, ${serviceName}, so their traces cannot be told apart.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          remedy: ownName(evidence, found, twin),
        }
      );
    },
  },
  {
    id: "resource-attributes-unreadable",
    learn: LEARN,
    explains: ITEM,
    when: (evidence) => {
      const found = variable(evidence, ATTRIBUTES);
      const { broken } = resourceAttributes(found?.value ?? "");
      return (
        found &&
        broken !== undefined &&
        /service.?name/i.test(found.value) &&
        nameless(evidence) && {
          message: `${ATTRIBUTES} contains “${broken}”, which is not name=value. Because of it OpenTelemetry ignores the whole variable, the service's name too.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          remedy: withoutBroken(evidence, found, broken),
        }
      );
    },
  },
  {
    id: "service-name-missing",
    symptom: true,
    learn: LEARN,
    explains: ITEM,
    when: (evidence) => {
      if (!evidence.compose.ok || !nameless(evidence)) return undefined;
      const { serviceName } = otlpSettings(evidence);
      const found = variable(evidence, SERVICE_NAME) ?? variable(evidence, ATTRIBUTES);
      if (!found || (found.name === ATTRIBUTES && !/service.?name/i.test(found.value)))
        return (
          nowhere(evidence).includes(SERVICE_NAME) && {
            message: "The service has no name, so Honeycomb would file its traces under unknown_service.",
            ...servicePlace(evidence),
            remedy: addVariables(evidence, [[SERVICE_NAME, RIGHT_NAME]]),
          }
        );
      const asked = found.interpolations.find(({ from, usedDefault }) => from === undefined && !usedDefault);
      return {
        message:
          serviceName !== ""
            ? `The service is called ${serviceName}, which is what Honeycomb calls one without a name.`
            : found.name === ATTRIBUTES
              ? `${ATTRIBUTES} contains no service.name, in lower case and with a dot; the traces would be filed under unknown_service.`
              : `${SERVICE_NAME} is empty${asked ? `: ${asked.name} is set nowhere` : ""}. The traces would be filed under unknown_service.`,
        ...placeOfVariable(found),
        ...foundOf(evidence, found),
        remedy: setName(evidence, found),
      };
    },
  },
];

/** What passes, and may surprise later. */
export const serviceNameAdvice: readonly Mistake[] = [
  named("service-name-quoted", (name) =>
    /^["'“”].*["'“”]$/.test(name)
      ? `The service is called ${name}, with the quotation marks: ${/^[“”]/.test(name) ? "YAML takes curly ones for part of the value" : "there they are part of the value"}.`
      : undefined,
  ),
  named("service-name-is-placeholder", (name) =>
    /^<.*>$|your|^(my-?)?service(-?name)?$/i.test(name)
      ? `The service is called ${name}, and so is its dataset in Honeycomb. That looks like a placeholder.`
      : undefined,
  ),
  named("service-name-names-itself", (name) =>
    /^\s*(service\.?name|OTEL_SERVICE_NAME)\s*[=:]/i.test(name)
      ? `The service is called ${name}: the name of the setting became part of it.`
      : undefined,
  ),
  named("service-name-nearly-backend", (name) =>
    name !== "backend" && !/^["'“”]/.test(name) && editDistance(name.trim().toLowerCase(), "backend") <= 2
      ? `The service is called ${JSON.stringify(name)}, and the lessons call it backend. Honeycomb would file them as two datasets.`
      : undefined,
  ),
  {
    id: "resource-attributes-lost",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const found = variable(evidence, ATTRIBUTES);
      const { broken } = resourceAttributes(found?.value ?? "");
      return (
        found &&
        broken !== undefined &&
        !nameless(evidence) && {
          message: `${ATTRIBUTES} contains “${broken}”, which is not name=value. Because of it OpenTelemetry ignores the whole variable.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          remedy: withoutBroken(evidence, found, broken),
        }
      );
    },
  },
  {
    id: "two-service-names",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const found = variable(evidence, ATTRIBUTES);
      const other = resourceAttributes(found?.value ?? "").attributes.get("service.name");
      const name = variable(evidence, SERVICE_NAME)?.value.trim();
      return (
        found &&
        other &&
        name &&
        other !== name && {
          message: `${SERVICE_NAME} says ${name}, and ${ATTRIBUTES} says ${other}. The first one wins.`,
          ...placeOfVariable(found),
          remedy: withoutAttribute(evidence, found, /^\s*service\.name\s*=/),
        }
      );
    },
  },
];

function named(id: string, says: (name: string) => string | undefined): Mistake {
  return {
    id,
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const own = variable(evidence, SERVICE_NAME);
      const found = own?.value.trim() ? own : variable(evidence, ATTRIBUTES);
      const name =
        found === own ? own?.value : resourceAttributes(found?.value ?? "").attributes.get("service.name");
      const message = found && name && says(name);
      return message && found && { message, ...placeOfVariable(found), remedy: setName(evidence, found) };
    },
  };
}

function nameless(evidence: Evidence): boolean {
  if (!evidence.compose.ok) return false;
  const { serviceName } = otlpSettings(evidence);
  return serviceName === "" || serviceName.startsWith("unknown_service");
}

/** The name in the variable that has it: of several attributes only that one. */
function setName(evidence: Evidence, found: Variable): Remedy | undefined {
  if (found.name === SERVICE_NAME) return setVariable(evidence, found, [SERVICE_NAME, RIGHT_NAME]);
  const entries = found.written.split(",").filter((entry) => !/service.?name/i.test(entry));
  return setVariable(evidence, found, [found.name, [`service.name=${RIGHT_NAME}`, ...entries].join(",")]);
}

function withoutBroken(evidence: Evidence, found: Variable, broken: string): Remedy | undefined {
  const entries = found.written.split(",");
  const kept = entries.filter((entry) => entry.trim() !== broken);
  if (kept.length === 0 || kept.length === entries.length) return undefined;
  return setVariable(evidence, found, [found.name, kept.join(",")]);
}

function withoutAttribute(evidence: Evidence, found: Variable, unwanted: RegExp): Remedy | undefined {
  const kept = found.written.split(",").filter((entry) => !unwanted.test(entry));
  return kept.length === 0
    ? removeVariable(evidence, found)
    : setVariable(evidence, found, [found.name, kept.join(",")]);
}

/** The name that is not the lesson's is the other service's. */
function ownName(evidence: Evidence, found: Variable, twin: string): Remedy | undefined {
  const { compose } = evidence;
  if (found.value.trim() !== RIGHT_NAME) return setName(evidence, found);
  const other = compose.ok ? compose.otherServices.get(twin)?.get(SERVICE_NAME) : undefined;
  return other && setVariable(evidence, other, [SERVICE_NAME, twin]);
}
