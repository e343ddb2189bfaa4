import { type WrongAnswer, replace } from "../example.ts";
import { frame } from "../example-files/span-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';
const CONTEXT = 'import { context, trace } from "@opentelemetry/api";';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "context-thrown-away",
    made: "setSpan() as a statement",
    entries: ["E04"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME});
  trace.setSpan(context.active(), span);
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "context-thrown-away",
    made: "a context where the options belong",
    entries: ["E04"],
    step: "custom-span",
    outcome: "advice",
    change: {
      [FILE]: home({
        imports: CONTEXT,
        body: `const span = tracer.startSpan(${NAME}, trace.setSpan(context.active(), trace.getActiveSpan()!) as never);
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "context-thrown-away",
    made: "startActiveSpan with a context in the options' place",
    entries: ["E04"],
    step: "custom-span",
    outcome: "advice",
    change: {
      [FILE]: frame({
        imports: CONTEXT,
        call: `tracer.startActiveSpan(${NAME}, context.active() as never, async (span) =>`,
      }),
    },
  },
  {
    finding: "extracted-context-thrown-away",
    made: "propagation.extract() as a statement",
    entries: ["F05"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { context, propagation, trace } from "@opentelemetry/api";',
        before: "propagation.extract(context.active(), {});",
      }),
    },
  },
  {
    finding: "option-unknown",
    made: "the option parent",
    entries: ["E03"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        call: `tracer.startActiveSpan(${NAME}, { parent: trace.getActiveSpan() } as never, async (span) =>`,
      }),
    },
  },
  {
    finding: "link-without-a-span",
    made: "a span where a link wants its context",
    entries: ["F20"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        call: `tracer.startActiveSpan(${NAME}, { links: [{ context: trace.getActiveSpan() as never }] }, async (span) =>`,
      }),
    },
  },
  {
    finding: "span-without-a-name",
    made: "a second span without a name",
    step: "custom-span",
    outcome: "advice",
    change: {
      [FILE]: replace(
        "const now = new Date();",
        'const now = new Date();\n      tracer.startActiveSpan("", (inner) => inner.end());',
      ),
    },
  },
];
