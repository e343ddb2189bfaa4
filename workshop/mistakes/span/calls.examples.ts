import { type RightAnswer, type WrongAnswer, replace } from "../example.ts";
import { ASK, frame, OWN_WORK } from "../example-files/span-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';
const CONTEXT = 'import { context, trace } from "@opentelemetry/api";';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "span-taken-as-tracer",
    made: "the span is asked of trace itself",
    step: "custom-span",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("return tracer.startActiveSpan", "return (trace as any).startActiveSpan") },
  },
  {
    finding: "context-with-without-function",
    made: "context.with() got a promise",
    entries: ["E06"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME});
  const now = new Date();
  try {
    const results = await (context.with(trace.setSpan(context.active(), span), queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)) as never) as Promise<Activity[]>);
    if (user) results.unshift(lore(now));
    return results;
  } finally {
    span.end();
  }`,
      }),
    },
  },
  {
    finding: "context-with-without-function",
    made: "context.with() with the context alone",
    entries: ["E06"],
    step: "custom-span",
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME});
  (context.with as any)(trace.setSpan(context.active(), span));
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "start-called-in-another-way",
    made: "a function where the name belongs",
    step: "custom-span",
    at: `${FILE}:9`,
    says: "a function",
    change: { [FILE]: frame({ call: "(tracer as any).startActiveSpan(async (span: any) =>" }) },
  },
  {
    finding: "start-called-in-another-way",
    made: "the name in an object",
    step: "custom-span",
    says: "an object",
    change: {
      [FILE]: frame({ call: `(tracer as any).startActiveSpan({ name: ${NAME} }, async (span: any) =>` }),
    },
  },
  {
    finding: "start-called-in-another-way",
    made: "startSpan with the work in a function",
    step: "custom-span",
    inShort: true,
    says: "startSpan() calls no function",
    change: { [FILE]: frame({ call: `(tracer as any).startSpan(${NAME}, async (span: any) =>` }) },
  },
  {
    finding: "start-called-in-another-way",
    made: "startActiveSpan without a function",
    step: "custom-span",
    says: "without a function",
    change: {
      [FILE]: home({
        body: `const span = (tracer as any).startActiveSpan(${NAME});
  try {
    WORK
  } finally {
    span.end();
  }`,
      }),
    },
  },
  {
    finding: "span-taken-as-tracer",
    made: "the whole API imported as trace",
    step: "custom-span",
    at: `${FILE}:1`,
    says: "curly brackets",
    change: {
      [FILE]: frame({
        imports: 'import * as trace from "@opentelemetry/api";',
        top: 'const tracer = (trace as any).getTracer("home.activities");',
      }),
    },
  },
  {
    finding: "method-without-its-span",
    made: "span.end handed to finally()",
    step: "custom-span",
    inShort: true,
    says: "span.end",
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

async function gather(user?: string): Promise<Activity[]> {
  ${ASK}
  return results;
}`,
        body: `return tracer.startActiveSpan(${NAME}, (span) => gather(user).finally(span.end));`,
      }),
    },
  },
  {
    finding: "work-is-a-generator",
    made: "an async generator as the work",
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async function* (span) {
    try {
      WORK
    } finally {
      span.end();
    }
  } as never);`,
      }),
    },
  },
  {
    finding: "work-is-a-generator",
    made: "a generator of which only the first value is asked",
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `const steps = tracer.startActiveSpan(${NAME}, async function* (span): AsyncGenerator<Activity[]> {
    try {
      const now = new Date();
      const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      if (user) results.unshift(lore(now));
      yield results;
    } finally {
      span.end();
    }
  });
  return (await steps.next()).value as Activity[];`,
      }),
    },
  },
  {
    finding: "span-taken-as-tracer",
    made: "the tracer asked for what only a span has",
    step: "custom-span",
    says: "a tracer has no setAttribute()",
    fix: "(span as never",
    change: {
      [FILE]: frame({ before: '(tracer as never as { setAttribute: Function }).setAttribute("app.n", 1);' }),
    },
  },
  {
    finding: "start-called-in-another-way",
    made: "startSpan with the work, from the API as a namespace and without semicolons",
    step: "custom-span",
    says: "startSpan() calls no function",
    fix: ".startActiveSpan(",
    change: {
      [FILE]: (text) =>
        home({
          imports: 'import * as otel from "@opentelemetry/api"',
          top: 'const t = otel.trace.getTracer("home.activities")',
          body: `const results = await (t as any).startSpan(${NAME}, async (span: otel.Span) => {
    try {
      WORK
    } finally {
      span.end()
    }
  })
  return results`,
        })(text),
    },
  },
  {
    finding: "start-called-in-another-way",
    made: "startSpan with the work in a function of its own",
    step: "custom-span",
    says: "startSpan() calls no function",
    change: {
      [FILE]: home({
        imports: 'import { trace, type Span } from "@opentelemetry/api";',
        body: `async function gather(span: Span): Promise<Activity[]> {
    try {
      WORK
    } finally {
      span.end();
    }
  }
  return (tracer as any).startSpan(${NAME}, gather);`,
      }),
    },
  },
];

export const rightAnswers: readonly RightAnswer[] = [
  {
    made: "a startSpan() of one's own that calls its function",
    step: "custom-span",
    change: {
      [FILE]: home({
        top: OWN_WORK,
        body: `return tracer.startSpan(${NAME}, async () => {\n    WORK\n  });`,
      }),
    },
  },
];
