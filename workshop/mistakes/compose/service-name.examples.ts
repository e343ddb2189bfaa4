import type { WrongAnswer } from "../example.ts";
import { more, ITEMS, list, beside, NAME, compose, FILE } from "../example-files/compose-text.ts";

const named = (value: string) => compose(NAME, `OTEL_SERVICE_NAME: ${value}`);

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "service-name-missing",
    made: "no name",
    step: "compose-env-vars",
    inShort: true,
    entries: ["B25"],
    change: compose(NAME, "OTHER: x"),
  },
  {
    finding: "service-name-missing",
    made: "unknown_service",
    step: "compose-env-vars",
    entries: ["B25"],
    at: `${FILE}:22`,
    change: named("unknown_service:node"),
  },
  {
    finding: "service-name-missing",
    made: "an attribute that is called service_name",
    step: "compose-env-vars",
    entries: ["B25"],
    change: compose(NAME, 'OTEL_RESOURCE_ATTRIBUTES: "service_name=backend"'),
  },
  {
    finding: "resource-attributes-unreadable",
    made: "an attribute without a value",
    step: "compose-env-vars",
    inShort: true,
    entries: ["B25"],
    change: compose(NAME, 'OTEL_RESOURCE_ATTRIBUTES: "service.name=backend,team"'),
  },
  {
    finding: "service-name-shared",
    made: "another service has the same name",
    step: "compose-env-vars",
    inShort: true,
    entries: ["B26"],
    says: "page",
    change: {
      [FILE]: beside("  page:", "    image: page", "    environment:", "      OTEL_SERVICE_NAME: backend"),
    },
  },
  ...(
    [
      {
        finding: "service-name-quoted",
        made: "quotation marks in a list entry",
        entries: ["B14"],
        change: list(ITEMS[0], ITEMS[1], 'OTEL_SERVICE_NAME="backend"'),
      },
      {
        finding: "service-name-quoted",
        made: "curly quotation marks",
        inShort: false,
        says: "curly",
        change: named("“backend”"),
      },
      {
        finding: "service-name-is-placeholder",
        made: "your-service-name",
        change: named("your-service-name"),
      },
      {
        finding: "service-name-names-itself",
        made: "a resource attribute as the name",
        says: "service.name=backend",
        change: named("service.name=backend"),
      },
      {
        finding: "service-name-nearly-backend",
        made: "Backend",
        entries: ["B27"],
        says: "Backend",
        change: named("Backend"),
      },
      {
        finding: "resource-attributes-lost",
        made: "one attribute without a value, beside the name",
        says: "“team”",
        fix: '"deployment.environment.name=dev"',
        change: more('OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=dev,team"'),
      },
      {
        finding: "two-service-names",
        made: "another name among the attributes",
        says: "cruddur",
        change: more('OTEL_RESOURCE_ATTRIBUTES: "service.name=cruddur"'),
      },
    ] as const
  ).map((each): WrongAnswer => ({ step: "compose-env-vars", inShort: true, outcome: "advice", ...each })),
];
