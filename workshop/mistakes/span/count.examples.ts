import { type WrongAnswer, replace } from "../example.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';
const TRACE = 'import { trace } from "@opentelemetry/api";';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "tracer-name-differs",
    made: "the tracer is called like the service",
    step: "custom-span",
    inShort: true,
    at: `${FILE}:6`,
    change: { [FILE]: replace('"home.activities"', '"home-activities"') },
  },
  {
    finding: "tracer-name-differs",
    made: "a tracer without a name",
    step: "custom-span",
    change: { [FILE]: replace('"home.activities"', '""') },
  },
  {
    finding: "span-made-more-than-once",
    made: "a second span in the route",
    step: "custom-span",
    inShort: true,
    change: {
      "backend/src/app.ts": (text) =>
        `${TRACE}\n${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          `await trace.getTracer("home.activities").startActiveSpan(${NAME}, async (span) => {
      try {
        response.json(await homeActivities(signedInUser(request)));
      } finally {
        span.end();
      }
    });`,
        ),
    },
  },
  {
    finding: "some-requests-without-span",
    made: "only who is signed in gets a span",
    says: "Without it: the anonymous request.",
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        body: `if (!user) return queryMockStore("home of anyone", everyonesActivities(new Date()));
  const span = tracer.startSpan(${NAME});
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "tracer-name-differs",
    made: "a tracer of a helper, with a name of its own",
    step: "custom-span",
    at: "backend/src/tracing.ts:3",
    fix: '"home.activities"',
    change: {
      "backend/src/tracing.ts":
        'import { trace as otel } from "@opentelemetry/api";\n\nexport const tracerOf = (name = "home") => otel.getTracer(name);\n',
      [FILE]: (text) =>
        text
          .replace(/import \{ trace \}.*/, 'import { tracerOf } from "../tracing.ts";')
          .replace('trace.getTracer("home.activities")', "tracerOf()"),
    },
  },
];
