import { beside, compose, FILE, ITEMS, list, more, NAME } from "../compose-text.ts";
import type { WrongAnswer } from "../wrong-answer.ts";

const step = 2;
const inShort = true;
const named = (value: string) => compose(NAME, `OTEL_SERVICE_NAME: ${value}`);

/** The service has no name of its own, or another one than was meant. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "service-name-missing",
    made: "no name",
    step,
    inShort,
    entries: ["B25"],
    change: compose(NAME, "OTHER: x"),
  },
  {
    finding: "service-name-missing",
    made: "unknown_service",
    step,
    entries: ["B25"],
    at: `${FILE}:22`,
    change: named("unknown_service:node"),
  },
  {
    finding: "service-name-missing",
    made: "an attribute that is called service_name",
    step,
    entries: ["B25"],
    change: compose(NAME, 'OTEL_RESOURCE_ATTRIBUTES: "service_name=backend"'),
  },
  {
    finding: "resource-attributes-unreadable",
    made: "an attribute without a value",
    step,
    inShort,
    entries: ["B25"],
    change: compose(NAME, 'OTEL_RESOURCE_ATTRIBUTES: "service.name=backend,team"'),
  },
  {
    finding: "service-name-shared",
    made: "another service has the same name",
    step,
    inShort,
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
        finding: "two-service-names",
        made: "another name among the attributes",
        says: "cruddur",
        change: more('OTEL_RESOURCE_ATTRIBUTES: "service.name=cruddur"'),
      },
    ] as const
  ).map((each): WrongAnswer => ({ step, inShort, outcome: "advice", ...each })),
];
