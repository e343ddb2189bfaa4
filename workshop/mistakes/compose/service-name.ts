import { editDistance } from "../../compose/nearest-word.ts";
import { otlpSettings } from "../../facts/otlp-settings.ts";
import { resourceAttributes } from "../../facts/resource-attributes.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { nowhere } from "./arrival.ts";
import {
  asWritten,
  ATTRIBUTES,
  foundOf,
  SERVICE_NAME,
  placeOfVariable,
  RIGHT_NAME,
  servicePlace,
  variable,
} from "../../facts/service-lines.ts";

const LEARN = "the-service-name";

export const serviceNameMistakes: readonly Mistake[] = [
  {
    id: "service-name-shared",
    learn: LEARN,
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const { serviceName, twin } = otlpSettings(evidence);
      const found = variable(evidence, SERVICE_NAME) ?? variable(evidence, ATTRIBUTES);
      return (
        found &&
        twin !== undefined &&
        serviceName !== "" &&
        !serviceName.startsWith("unknown_service") && {
          message: `The services backend and ${twin} have the same name, ${serviceName}: their traces could not be told apart.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          fix: `Give each service a name of its own, written out:\n${asWritten(evidence, RIGHT_NAME)}`,
        }
      );
    },
  },
  {
    id: "resource-attributes-unreadable",
    learn: LEARN,
    when: (evidence) => {
      const found = variable(evidence, ATTRIBUTES);
      const { broken } = resourceAttributes(found?.value ?? "");
      return (
        found &&
        broken !== undefined &&
        /service.?name/i.test(found.value) &&
        nameless(evidence) && {
          message: `${ATTRIBUTES} holds “${broken}”, which is not name=value. Because of it OpenTelemetry throws all of them away, the service's name too.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          fix: `Write the name on its own:\n${asWritten(evidence, RIGHT_NAME)}`,
        }
      );
    },
  },
  {
    id: "service-name-missing",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      if (!evidence.compose.ok || !nameless(evidence)) return undefined;
      const { serviceName } = otlpSettings(evidence);
      const found = variable(evidence, SERVICE_NAME) ?? variable(evidence, ATTRIBUTES);
      if (!found || (found.name === ATTRIBUTES && !/service.?name/i.test(found.value)))
        return (
          nowhere(evidence).includes(SERVICE_NAME) && {
            message:
              "The service has no name: its traces would be filed under unknown_service, with everyone else's.",
            ...servicePlace(evidence),
            fix: `Write below environment: of the service backend:\n${asWritten(evidence, RIGHT_NAME)}`,
          }
        );
      const asked = found.interpolations.find(({ from, usedDefault }) => from === undefined && !usedDefault);
      return {
        message:
          serviceName !== ""
            ? `The service is called ${serviceName}, which is what Honeycomb calls one without a name.`
            : found.name === ATTRIBUTES
              ? `${ATTRIBUTES} holds no service.name, written with a dot and in small letters; the traces would be filed under unknown_service.`
              : `${SERVICE_NAME} is empty${asked ? `: ${asked.name} is set nowhere` : ""}. The traces would be filed under unknown_service, with everyone else's.`,
        ...placeOfVariable(found),
        ...foundOf(evidence, found),
        fix: `Write this instead:\n${asWritten(evidence, RIGHT_NAME, found)}`,
      };
    },
  },
];

/** What passes, and may surprise later. */
export const serviceNameAdvice: readonly Mistake[] = [
  named("service-name-quoted", (name) =>
    /^["'“”].*["'“”]$/.test(name)
      ? `The service is called ${name}, with the quotation marks: ${/^[“”]/.test(name) ? "curly ones are letters like any other" : "where they stand they become a part of the value"}.`
      : undefined,
  ),
  named("service-name-is-placeholder", (name) =>
    /^<.*>$|your|^(my-?)?service(-?name)?$/i.test(name)
      ? `The service is called ${name}, and so is its dataset in Honeycomb. That looks like a placeholder.`
      : undefined,
  ),
  named("service-name-names-itself", (name) =>
    /^\s*(service\.?name|OTEL_SERVICE_NAME)\s*[=:]/i.test(name)
      ? `The service is called ${name}: the name of the setting became a part of the name.`
      : undefined,
  ),
  named("service-name-nearly-backend", (name) =>
    name !== "backend" && !/^["'“”]/.test(name) && editDistance(name.trim().toLowerCase(), "backend") <= 2
      ? `The service is called ${JSON.stringify(name)}, and the lessons call it backend. For Honeycomb these are two datasets.`
      : undefined,
  ),
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
          fix: `Take service.name out of ${ATTRIBUTES}.`,
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
      const fix = found && `Write this instead:\n${asWritten(evidence, RIGHT_NAME, found)}`;
      return message && fix && { message, ...placeOfVariable(found), fix };
    },
  };
}

function nameless(evidence: Evidence): boolean {
  if (!evidence.compose.ok) return false;
  const { serviceName } = otlpSettings(evidence);
  return serviceName === "" || serviceName.startsWith("unknown_service");
}
