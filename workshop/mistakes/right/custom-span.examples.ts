import { home } from "../example-files/home-text.ts";
import { manifest } from "../example-files/instrumentation-text.ts";
import type { RightAnswer } from "../example.ts";

const FILE = "backend/src/services/home-activities.ts";
const step = "custom-span";
const lines = ["otel-3x", "otel-2x"] as const;
const NAME = '"home-activities-mock-data"';

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, lines, inShort: true },
  {
    made: "startSpan and try/finally, never current",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    made: "startSpan and context.with",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: home({
        imports: 'import { context, trace } from "@opentelemetry/api";',
        body: `const span = tracer.startSpan(${NAME});
    return context.with(trace.setSpan(context.active(), span), async () => {
      try {
        WORK
      } finally {
        span.end();
      }
    });`,
      }),
    },
  },
  {
    made: "promises instead of async and await",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: home({
        head: "export function homeActivities(user?: string): Promise<Activity[]> {",
        body: `const now = new Date();
  return tracer.startActiveSpan(${NAME}, (span) =>
    queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now))
      .then((results) => {
        if (user) results.unshift(lore(now));
        return results;
      })
      .finally(() => span.end()),
  );`,
      }),
    },
  },
  {
    made: "an end in both ways out",
    step,
    change: {
      [FILE]: home({
        imports: 'import { SpanStatusCode, trace } from "@opentelemetry/api";',
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      const now = new Date();
      const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      if (user) results.unshift(lore(now));
      span.end();
      return results;
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      span.end();
      throw error;
    }
  });`,
      }),
    },
  },
  {
    made: "a helper of their own in a file of its own",
    step,
    lines,
    inShort: true,
    change: {
      "backend/src/in-span.ts": `import { trace, type Span } from "@opentelemetry/api";

export async function inSpan<Result>(tracer: string, name: string, work: (span: Span) => Promise<Result>): Promise<Result> {
  return trace.getTracer(tracer).startActiveSpan(name, async (span) => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}
`,
      [FILE]: home({
        imports: 'import { inSpan } from "../in-span.ts";',
        top: "",
        body: `return inSpan("home.activities", ${NAME}, async () => {
      WORK
    });`,
      }),
    },
  },
  {
    made: "names as constants, a version for the tracer, options for the span",
    step,
    change: {
      [FILE]: home({
        imports: 'import { SpanKind, trace } from "@opentelemetry/api";',
        top: `const TRACER = "home.activities";\nconst SPAN_NAME = ${NAME};`,
        body: `return trace.getTracer(TRACER, "1.0.0").startActiveSpan(SPAN_NAME, { kind: SpanKind.INTERNAL }, async (span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "the tracer asked for in each call",
    step,
    change: {
      [FILE]: home({
        top: "",
        body: `return trace.getTracer("home.activities").startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "the work moved into a function of its own",
    step,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

async function gather(user?: string): Promise<Activity[]> {
  WORK
}
`.replace(
          "WORK",
          `const now = new Date();
  const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
  if (user) results.unshift(lore(now));
  return results;`,
        ),
        body: `return tracer.startActiveSpan(${NAME}, (span) => gather(user).finally(() => span.end()));`,
      }),
    },
  },
  {
    made: "around the call, in the route",
    step,
    lines,
    change: {
      "backend/src/app.ts": (text) =>
        text.replace(/^/, 'import { trace } from "@opentelemetry/api";\n').replace(
          "response.json(await homeActivities(signedInUser(request)));",
          `await trace.getTracer("home.activities").startActiveSpan(${NAME}, async (span) => {
      try {
        response.json(await homeActivities(signedInUser(request)));
      } finally {
        span.end();
      }
    });`,
        ),
      [FILE]: home({ imports: "", top: "", body: "WORK" }),
    },
  },
  {
    made: "a callback with a named function and a span of its own for the store below it",
    step,
    lines,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async function run(span) {
    try {
      const now = new Date();
      const results = await tracer.startActiveSpan("query-mock-store", (inner) =>
        queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)).finally(() => inner.end()),
      );
      if (user) results.unshift(lore(now));
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "require instead of import",
    step,
    change: {
      [FILE]: home({
        imports: 'const { trace } = require("@opentelemetry/api") as typeof import("@opentelemetry/api");',
        body: `return await tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "ES modules with register",
    step,
    lines,
    change: {
      "backend/package.json": manifest("node --import tsx --import ./src/instrumentation.ts src/server.ts", {
        type: "module",
      }),
      "backend/src/instrumentation.ts": (text) =>
        `import { register } from "node:module";\nregister("@opentelemetry/instrumentation/hook.mjs", import.meta.url);\n${text}`,
    },
  },
  {
    made: "a function that makes traced functions",
    step,
    lines,
    change: {
      [FILE]: (text) =>
        home({
          top: `const tracer = trace.getTracer("home.activities");

const traced =
  <Args extends unknown[], Result>(name: string, work: (...args: Args) => Promise<Result>) =>
  (...args: Args) =>
    tracer.startActiveSpan(name, async (span) => {
      try {
        return await work(...args);
      } finally {
        span.end();
      }
    });

export const homeActivities = traced(${NAME}, gather);
`,
          head: "async function gather(user?: string): Promise<Activity[]> {",
          body: "WORK",
        })(text),
    },
  },
  {
    made: "work that begins in the same tick, and a status for the failure",
    step,
    change: {
      [FILE]: home({
        imports: 'import { SpanStatusCode, trace } from "@opentelemetry/api";',
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      throw error;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "a span that closes itself, with using",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: home({
        imports: 'import { trace, type Span } from "@opentelemetry/api";',
        top: `const tracer = trace.getTracer("home.activities");

function closing(span: Span): Disposable {
  return { [Symbol.dispose]: () => span.end() };
}`,
        body: `using _span = closing(tracer.startSpan(${NAME}));\n  WORK`,
      }),
    },
  },
  {
    made: "a class with a traced method",
    step,
    lines,
    change: {
      [FILE]: home({
        top: `class HomeFeed {
  readonly #tracer = trace.getTracer("home.activities");

  gather = (user?: string): Promise<Activity[]> =>
    this.#tracer.startActiveSpan(${NAME}, (span) => this.#work(user).finally(() => span.end()));

  async #work(user?: string): Promise<Activity[]> {
    const now = new Date();
    const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
    if (user) results.unshift(lore(now));
    return results;
  }
}

const feed = new HomeFeed();`,
        body: "return await feed.gather(user);",
      }),
    },
  },
  {
    made: "a middleware for the home feed's route, that ends the span with the answer",
    step,
    lines,
    inShort: true,
    change: {
      "backend/src/app.ts": (text) =>
        text.replace(/^/, 'import { context, trace } from "@opentelemetry/api";\n').replace(
          'app.get("/api/activities/home",',
          `app.use("/api/activities/home", (_request, response, next) => {
    const span = trace.getTracer("home.activities").startSpan(${NAME});
    response.once("finish", () => span.end());
    context.with(trace.setSpan(context.active(), span), next);
  });
  app.get("/api/activities/home",`,
        ),
      [FILE]: home({ imports: "", top: "", body: "WORK" }),
    },
  },
  {
    made: "times of their own that are right, in milliseconds",
    step,
    lines,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME}, { startTime: Date.now() });
    try {
      WORK
    } finally {
      span.end(Date.now());
    }`,
      }),
    },
  },
  {
    made: "the tracer in a module of its own, and a callback that hands the span around",
    step,
    change: {
      "backend/src/tracers.ts": `import { trace } from "@opentelemetry/api";

export const homeTracer = trace.getTracer("home.activities", "1.2.3");
`,
      [FILE]: home({
        imports:
          'import type { Span } from "@opentelemetry/api";\nimport { homeTracer } from "../tracers.ts";',
        top: "",
        body: `const work = async (span: Span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  };
  return homeTracer.startActiveSpan(${NAME}, work);`,
      }),
    },
  },
  {
    made: "further awaits before the work and behind it",
    step,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      await Promise.resolve();
      WORK
    } finally {
      await Promise.resolve();
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "a span that gets its name later",
    step,
    lines,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan("work", async (span) => {
    try {
      span.updateName(${NAME});
      WORK
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "a middleware that ends the span when the answer is closed, and a timer that is taken back",
    step,
    lines,
    change: {
      "backend/src/app.ts": (text) =>
        text.replace(/^/, 'import { context, trace } from "@opentelemetry/api";\n').replace(
          'app.get("/api/activities/home",',
          `app.use("/api/activities/home", (_request, response, next) => {
    const span = trace.getTracer("home.activities").startSpan(${NAME});
    const tooLong = setTimeout(() => span.addEvent("slow"), 900);
    response.once("close", () => {
      clearTimeout(tooLong);
      span.end();
    });
    context.with(trace.setSpan(context.active(), span), next);
  });
  app.get("/api/activities/home",`,
        ),
      [FILE]: home({ imports: "", top: "", body: "WORK" }),
    },
  },
  {
    made: "a generator inside of the work, that is asked to its end",
    step,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      let last: Activity[] = [];
      for await (const results of feed()) last = results;
      return last;
    } finally {
      span.end();
    }
  });
  async function* feed(): AsyncGenerator<Activity[]> {
    const now = new Date();
    const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
    if (user) results.unshift(lore(now));
    yield results;
  }`,
      }),
    },
  },
];
