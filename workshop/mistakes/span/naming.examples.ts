import { type WrongAnswer, replace } from "../example.ts";
import { frame } from "../example-files/span-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';
const SEARCH_SPAN = '"search-activities-mock-data"';
const SEARCH = "backend/src/services/search-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "kind-of-the-span",
    made: "kind SERVER for work inside the backend",
    entries: ["E29"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { SpanKind, trace } from "@opentelemetry/api";',
        call: `tracer.startActiveSpan(${NAME}, { kind: SpanKind.SERVER }, async (span) =>`,
      }),
    },
  },
  {
    finding: "a-span-for-everything",
    made: "a span for each turn of a loop",
    entries: ["E28"],
    step: "custom-span",
    outcome: "advice",
    change: {
      [FILE]: frame({
        before: 'for (let row = 0; row < 30; row += 1) tracer.startSpan("row").end();',
      }),
    },
  },
  {
    finding: "rename-without-effect",
    made: "the request's own span given a name beside the right span",
    entries: ["E22"],
    step: "custom-span",
    outcome: "advice",
    change: {
      "backend/src/app.ts": (text) =>
        `import { context } from "@opentelemetry/api";\nimport { getRPCMetadata } from "@opentelemetry/core";\n${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          'getRPCMetadata(context.active())?.span?.updateName("the home feed");\n    response.json(await homeActivities(signedInUser(request)));',
        ),
    },
  },
  {
    finding: "span-named-by-value",
    made: "the term in the span's name",
    entries: ["E21"],
    step: "user-fields",
    outcome: "advice",
    inShort: true,
    change: { [SEARCH]: replace(SEARCH_SPAN, "`search-activities for ${term}`") },
  },
  {
    finding: "span-named-by-value",
    made: "the term in the middle of the span's name",
    step: "user-fields",
    outcome: "advice",
    says: "search-cloud-data",
    change: { [SEARCH]: replace(SEARCH_SPAN, "`search-${term}-data`") },
  },
  {
    finding: "span-named-by-value",
    made: "the term added to the span's name with a plus",
    step: "user-fields",
    outcome: "advice",
    change: { [SEARCH]: replace(SEARCH_SPAN, '"search " + term') },
  },
];
