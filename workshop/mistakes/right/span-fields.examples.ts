import { home } from "../example-files/home-text.ts";
import { replace, type RightAnswer } from "../example.ts";

const FILE = "backend/src/services/home-activities.ts";
const step = "span-fields";
const lines = ["otel-3x", "otel-2x"] as const;
const NAME = '"home-activities-mock-data"';
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';
const ASK =
  'const results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));\n  if (user) results.unshift(lore(now));';

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, lines, inShort: true },
  {
    made: "setAttributes at the end",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(
            SET_LENGTH,
            'span.setAttributes({ "app.now": now.toISOString(), "app.result_length": results.length });',
          ),
    },
  },
  {
    made: "a length counted by a function that calls itself",
    step,
    lines,
    change: {
      [FILE]: (text) =>
        text.replace(SET_LENGTH, 'span.setAttribute("app.result_length", sizeOf(results));') +
        "\nfunction sizeOf(list: readonly unknown[]): number {\n  return list.length === 0 ? 0 : 1 + sizeOf(list.slice(1));\n}\n",
    },
  },
  {
    made: "app.now given at the start, as an option",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const now = new Date();
  return tracer.startActiveSpan(${NAME}, { attributes: { "app.now": now.toISOString() } }, async (span) => {
    try {
      ${ASK}
      ${SET_LENGTH}
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "getActiveSpan() within the own span, names as constants",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: home({
        top: 'const tracer = trace.getTracer("home.activities");\nconst NOW = "app.now";\nconst LENGTH = "app.result_length";',
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      const now = new Date();
      trace.getActiveSpan()?.setAttribute(NOW, now.toISOString());
      ${ASK}
      trace.getActiveSpan()?.setAttribute(LENGTH, results.length);
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    made: "startSpan, promises, and the fields in then()",
    step,
    lines,
    change: {
      [FILE]: home({
        head: "export function homeActivities(user?: string): Promise<Activity[]> {",
        body: `const span = tracer.startSpan(${NAME});
  const now = new Date();
  return queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now))
    .then((results) => {
      const all = user ? [lore(now), ...results] : results;
      span.setAttribute("app.now", now.toISOString()).setAttribute("app.result_length", all.length);
      return all;
    })
    .finally(() => span.end());`,
      }),
    },
  },
  {
    made: "isoTime() of the backend",
    step,
    change: { [FILE]: replace("now.toISOString()", "isoTime(now, {})") },
  },
  {
    made: "JSON's form of the date",
    step,
    change: { [FILE]: replace("now.toISOString()", "now.toJSON()") },
  },
  {
    made: "ISO text with an offset",
    step,
    change: { [FILE]: replace("now.toISOString()", 'now.toISOString().replace("Z", "+00:00")') },
  },
  {
    made: "ISO text without milliseconds",
    step,
    change: { [FILE]: replace("now.toISOString()", "`${now.toISOString().slice(0, 19)}Z`") },
  },
  {
    made: "the length counted in another way, further fields beside it",
    step,
    lines,
    change: {
      [FILE]: replace(
        SET_LENGTH,
        'let count = 0;\n      for (const _ of results) count += 1;\n      span.setAttribute("app.result_length", count);\n      span.setAttribute("app.signed_in", user !== undefined);',
      ),
    },
  },
  {
    made: "a field for the failure too",
    step,
    change: {
      [FILE]: replace(
        "} finally",
        '} catch (error) {\n      span.setAttribute("app.result_length", 0);\n      throw error;\n    } finally',
      ),
    },
  },
  {
    made: "the clock read once more at the start, as an option",
    step,
    lines,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(
            `${NAME}, async`,
            `${NAME}, { attributes: { "app.now": new Date().toISOString() } }, async`,
          ),
    },
  },
  {
    made: "a helper that notes fields on whichever span is current",
    step,
    lines,
    change: {
      "backend/src/note.ts": `import { trace, type Attributes } from "@opentelemetry/api";

export function note(fields: Attributes): void {
  trace.getActiveSpan()?.setAttributes(fields);
}
`,
      [FILE]: (text) =>
        text
          .replace(/^/, 'import { note } from "../note.ts";\n')
          .replace(SET_NOW, "")
          .replace(
            SET_LENGTH,
            'note({ "app.now": now.toISOString(), "app.result_length": results.length });',
          ),
    },
  },
  {
    made: "the length from reduce, in a variable of its own",
    step,
    change: {
      [FILE]: replace(
        SET_LENGTH,
        'const total = results.reduce((sum) => sum + 1, 0);\n      span.setAttribute("app.result_length", total);',
      ),
    },
  },
  {
    made: "the length from the keys, and both names from one object",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace(
            "const tracer =",
            'const FIELD = { now: "app.now", length: "app.result_length" } as const;\nconst tracer =',
          )
          .replace(SET_NOW, "span.setAttribute(FIELD.now, now.toJSON());")
          .replace(SET_LENGTH, "span.setAttribute(FIELD.length, Object.keys(results).length);"),
    },
  },
  {
    made: "a length of zero first, and the real one behind the work",
    step,
    change: {
      [FILE]: replace(SET_NOW, `${SET_NOW}\n      span.setAttribute("app.result_length", 0);`),
    },
  },
  {
    made: "a length by destructuring, and another one of the same name elsewhere",
    step,
    change: {
      [FILE]: (text) =>
        replace(
          SET_LENGTH,
          'const { length } = results;\n      span.setAttribute("app.result_length", length);',
        )(text) +
        "\nexport function shorten(message: string): string {\n  const length = 280;\n  return message.slice(0, length);\n}\n",
    },
  },
  {
    made: "a parameter count, and a variable of the same name elsewhere",
    step,
    change: {
      [FILE]: (text) =>
        replace(
          SET_LENGTH,
          'const note = (count: number) => span.setAttribute("app.result_length", count);\n      note(results.length);',
        )(text) +
        '\nexport function words(message: string): number {\n  const count = 0;\n  return message.split(" ").length + count;\n}\n',
    },
  },
  {
    made: "counted before the store is asked, in a list of one's own",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_LENGTH, "")
          .replace(
            /const results = await queryMockStore\(([^,]+), everyonesActivities\(now\)\);\n *if \(user\) results.unshift\(lore\(now\)\);/,
            'const rows = everyonesActivities(now);\n      if (user) rows.unshift(lore(now));\n      span.setAttribute("app.result_length", rows.length);\n      const results = await queryMockStore($1, rows);',
          ),
    },
  },
  {
    made: "the count before the one activity more, a round trip through JSON, and two questions at once",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_LENGTH, "")
          .replace(
            /const results = await (queryMockStore\(.*\));/,
            'const [found] = await Promise.all([$1, queryMockStore("nothing", 1)]);\n      const results = JSON.parse(JSON.stringify(found)) as Activity[];\n      span.setAttribute("app.result_length", results.length + (user ? 1 : 0));',
          ),
    },
  },
  {
    made: "a store of before, whose rows pass by its timer",
    step,
    change: {
      "backend/src/query-mock-store.ts": (text) =>
        text
          .replace("const rows = await wait(detour + nextDelay(), kept)", "await wait(detour + nextDelay())")
          .replace("kept: Rows", "rows: Rows"),
    },
  },
  {
    made: "startSpan and context.with, and the fields from a list of pairs",
    step,
    change: {
      [FILE]: home({
        imports: 'import { context, trace } from "@opentelemetry/api";',
        body: `const span = tracer.startSpan(${NAME});
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      const now = new Date();
      ${ASK}
      Object.entries({ "app.now": isoTime(now, {}), "app.result_length": results.length }).forEach(([name, value]) =>
        span.setAttribute(name, value),
      );
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
];
