import { home } from "../home-text.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const FILE = "backend/src/services/home-activities.ts";
const step = 6;
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';
const ASK =
  'const results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));\n  if (user) results.unshift(lore(now));';
const neither = (text: string) => text.replace(SET_NOW, "").replace(SET_LENGTH, "");

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "fields-missing",
    made: "nothing was written yet",
    step,
    inShort: true,
    at: `${FILE}:12`,
    change: { [FILE]: neither },
  },
  {
    finding: "fields-missing",
    made: "nothing was written yet, and a comment elsewhere names one",
    step,
    unsaid: /stands in the code/,
    change: { [FILE]: neither, "backend/src/answer.ts": (text) => `// app.now is not set here.\n${text}` },
  },
  {
    finding: "source-does-not-parse",
    made: "a colon between a field's name and its value",
    step,
    says: "stands a comma",
    fix: SET_LENGTH,
    change: { [FILE]: replace('"app.result_length", results', '"app.result_length": results') },
  },
  {
    finding: "service-throws",
    made: "result for results",
    step,
    fix: SET_LENGTH,
    change: { [FILE]: replace("results.length", "result.length") },
  },
  {
    finding: "one-field-missing",
    made: "only app.now",
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace(SET_LENGTH, "") },
  },
  {
    finding: "field-only-sometimes",
    made: "the length only for who is signed in",
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace(SET_LENGTH, `if (user) ${SET_LENGTH}`) },
  },
  {
    finding: "field-name-differs",
    made: "result_lenght",
    entries: ["E26"],
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("app.result_length", "app.result_lenght") },
  },
  {
    finding: "field-name-differs",
    made: "camel case",
    entries: ["E26"],
    step,
    change: { [FILE]: replace("app.result_length", "app.resultLength") },
  },
  {
    finding: "field-name-differs",
    made: "without app.",
    entries: ["E26"],
    step,
    change: { [FILE]: replace('"app.now"', '"now"') },
  },
  {
    finding: "field-on-another-span",
    made: "getActiveSpan() before the own span begins",
    entries: ["E11"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const now = new Date();
  trace.getActiveSpan()?.setAttribute("app.now", now.toISOString());
  return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
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
    finding: "field-on-another-span",
    made: "startSpan, which does not make it current, and getActiveSpan()",
    entries: ["E03", "E11"],
    step,
    says: "app.now and app.result_length stand",
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan("home-activities-mock-data");
    try {
      const now = new Date();
      ${ASK}
      trace.getActiveSpan()?.setAttributes({ "app.now": now.toISOString(), "app.result_length": results.length });
      return results;
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "field-in-an-event",
    made: "addEvent instead of setAttribute",
    entries: ["E28"],
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: {
      [FILE]: replace(SET_LENGTH, 'span.addEvent("result", { "app.result_length": results.length });'),
    },
  },
  {
    finding: "baggage-is-no-field",
    made: "baggage instead of fields",
    entries: ["F16"],
    step,
    change: {
      [FILE]: (text) =>
        neither(text)
          .replace("import { trace }", "import { context, propagation, trace }")
          .replace(
            "return results;",
            'propagation.setBaggage(context.active(), propagation.createBaggage({ "app.now": { value: now.toISOString() } }));\n      return results;',
          ),
    },
  },
  {
    finding: "set-attributes-without-object",
    made: "setAttributes with a name and a value",
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          "const now = new Date();",
          'const now = new Date();\n      (span as any).setAttributes("app.now", now.toISOString());',
        ),
    },
  },
  {
    finding: "name-and-value-swapped",
    made: "the value first",
    step,
    inShort: true,
    change: {
      [FILE]: replace(SET_NOW, 'span.setAttribute(now.toISOString(), "app.now");'),
    },
  },
  {
    finding: "set-too-late",
    made: "the length is set after the end",
    entries: ["E07"],
    step,
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan("home-activities-mock-data");
    const now = new Date();
    ${SET_NOW}
    const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)).finally(() => span.end());
    if (user) results.unshift(lore(now));
    ${SET_LENGTH}
    return results;`,
      }),
    },
  },
  {
    finding: "value-is-a-date",
    made: "a Date object",
    entries: ["E13"],
    unsaid: /is set only when the work fails/,
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "now as never") },
  },
  {
    finding: "value-is-a-date",
    made: "a Date object, on the 2.x line",
    entries: ["E13"],
    step,
    line: "otel-2x",
    change: { [FILE]: replace("now.toISOString()", "now as never") },
  },
  {
    finding: "value-is-nothing",
    made: "a property that is not there",
    entries: ["E15"],
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "(results as any).size)") },
  },
  {
    finding: "value-is-nothing",
    made: "not a number",
    entries: ["E15"],
    step,
    unsaid: /a list or a map/,
    change: { [FILE]: replace("results.length)", "Number(results))") },
  },
  {
    finding: "value-is-an-object",
    made: "one object with both values",
    entries: ["E14"],
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          "return results;",
          'span.setAttribute("app", { now: now.toISOString(), result_length: results.length } as never);\n      return results;',
        ),
    },
  },
  {
    finding: "value-is-an-object",
    made: "the whole list as the value",
    entries: ["E14"],
    step,
    change: { [FILE]: replace("results.length)", "results as never)") },
  },
  {
    finding: "now-is-no-text",
    made: "milliseconds",
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "now.getTime()") },
  },
  {
    finding: "now-is-not-iso",
    made: "the local form of the date",
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "now.toLocaleString()") },
  },
  {
    finding: "now-is-not-iso",
    made: "a template that turns the date into text",
    step,
    change: { [FILE]: replace("now.toISOString()", "`${now}`") },
  },
  {
    finding: "now-is-not-iso",
    made: "ISO text without its zone",
    step,
    change: { [FILE]: replace("now.toISOString()", "now.toISOString().slice(0, 19)") },
  },
  {
    finding: "now-is-frozen",
    made: "a time written into the code",
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", '"2026-11-24T09:30:00.000Z"') },
  },
  {
    finding: "now-is-frozen",
    made: "the time at which the file was loaded",
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace(
            'const tracer = trace.getTracer("home.activities");',
            'const tracer = trace.getTracer("home.activities");\nconst began = new Date();',
          )
          .replace("now.toISOString()", "began.toISOString()"),
    },
  },
  {
    finding: "now-is-another-time",
    made: "the time of the first activity",
    step,
    inShort: true,
    at: `${FILE}:13`,
    change: { [FILE]: replace("now.toISOString()", "isoTime(now, { days: -2 })") },
  },
  {
    finding: "length-is-no-number",
    made: "the number as text",
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "String(results.length))") },
  },
  {
    finding: "length-is-hard-coded",
    made: "3, as in the bootcamp",
    says: "got 4 activities",
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "3)") },
  },
  {
    finding: "length-taken-too-early",
    made: "before the activity of who is signed in is added",
    step,
    inShort: true,
    at: `${FILE}:15`,
    change: {
      [FILE]: (text) =>
        text.replace(SET_LENGTH, "").replace("      if (user)", `      ${SET_LENGTH}\n      if (user)`),
    },
  },
  {
    finding: "length-of-another-request",
    made: "a variable that all requests share",
    step,
    inShort: true,
    change: {
      [FILE]: home({
        top: 'const tracer = trace.getTracer("home.activities");\nlet length = 0;',
        body: `return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
    try {
      const now = new Date();
      ${SET_NOW}
      length = everyonesActivities(now).length + (user ? 1 : 0);
      ${ASK}
      span.setAttribute("app.result_length", length);
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "length-of-something-else",
    made: "the replies of the first activity",
    step,
    inShort: true,
    change: { [FILE]: replace("results.length)", "results[0]?.replies?.length ?? 0)") },
  },
  {
    finding: "length-of-something-else",
    made: "the letters of the answer",
    step,
    change: { [FILE]: replace("results.length)", "JSON.stringify(results).length)") },
  },
  {
    finding: "length-of-something-else",
    made: "one too many for everyone who is not signed in",
    step,
    change: { [FILE]: replace("results.length)", "user ? results.length : results.length + 1)") },
  },
  {
    finding: "now-read-twice",
    made: "the clock is read again at the end",
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(
            SET_LENGTH,
            `${SET_LENGTH}\n      span.setAttribute("app.now", new Date().toISOString());`,
          ),
    },
  },
  {
    finding: "personal-data-in-a-field",
    made: "an e-mail address",
    entries: ["E24"],
    step,
    outcome: "advice",
    inShort: true,
    at: `${FILE}:17`,
    change: {
      [FILE]: replace(
        SET_LENGTH,
        `${SET_LENGTH}\n      span.setAttribute("app.user_email", \`\${user}@cruddur.com\`);`,
      ),
    },
  },
  {
    finding: "field-past-the-api",
    made: "written into the span's attributes",
    step,
    outcome: "advice",
    at: `${FILE}:13`,
    change: {
      [FILE]: replace(SET_NOW, '(span as any).attributes["app.now"] = now.toISOString();'),
    },
  },
  {
    finding: "value-in-the-field-name",
    made: "a field for each activity's id",
    entries: ["E23"],
    step,
    outcome: "advice",
    change: {
      [FILE]: replace(
        SET_LENGTH,
        `${SET_LENGTH}\n      for (const { uuid } of results) span.setAttribute(\`app.activity.\${uuid}\`, true);`,
      ),
    },
  },
  {
    finding: "old-semantic-names",
    made: "http.method of 2023",
    entries: ["E25"],
    step,
    outcome: "advice",
    change: { [FILE]: replace(SET_LENGTH, `${SET_LENGTH}\n      span.setAttribute("http.method", "GET");`) },
  },
  {
    finding: "length-is-hard-coded",
    made: "4 for who is signed in and 3 for the others, by hand",
    entries: ["G18"],
    step,
    inShort: true,
    at: `${FILE}:16`,
    change: { [FILE]: replace("results.length)", "user ? 4 : 3)") },
  },
  {
    finding: "length-is-hard-coded",
    made: "the right numbers by hand, in a variable",
    says: "stayed 3 when the store gave one row more",
    step,
    change: {
      [FILE]: replace(
        SET_LENGTH,
        `let count = 3;\n      if (user) count = 4;\n      span.setAttribute("app.result_length", count);`,
      ),
    },
  },
  {
    finding: "length-is-no-number",
    made: "text for some and a number for others",
    entries: ["G18"],
    step,
    change: { [FILE]: replace("results.length)", "user ? results.length : `${results.length}`)") },
  },
  {
    finding: "length-is-no-number",
    made: "whether there are any",
    step,
    change: { [FILE]: replace("results.length)", "results.length > 0)") },
  },
  {
    finding: "fields-in-an-unknown-option",
    made: "fields given at the start, under another name",
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text).replace(
          '"home-activities-mock-data", async',
          '"home-activities-mock-data", { fields: { "app.now": new Date().toISOString() } } as never, async',
        ),
    },
  },
  {
    finding: "field-behind-the-limit",
    made: "the fields behind two hundred others",
    unsaid: /is set only when the work fails/,
    entries: ["E30"],
    step,
    inShort: true,
    change: {
      [FILE]: replace(
        SET_NOW,
        'for (let row = 0; row < 200; row += 1) span.setAttribute(`row${row}`, row);\n      span.setAttribute("app.now", now.toISOString());',
      ),
    },
  },
  {
    finding: "field-on-the-resource",
    made: "app.now in OTEL_RESOURCE_ATTRIBUTES",
    at: "docker-compose.yml:12",
    step,
    change: {
      [FILE]: replace(SET_NOW, ""),
      "docker-compose.yml": (text) =>
        text.replace(
          /(\n +)OTEL_METRICS_EXPORTER/,
          '$1OTEL_RESOURCE_ATTRIBUTES: "app.now=today"$1OTEL_METRICS_EXPORTER',
        ),
    },
  },
  {
    finding: "metric-is-no-field",
    made: "a counter instead of a field",
    entries: ["G13"],
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        neither(text)
          .replace("import { trace }", "import { metrics, trace }")
          .replace(
            "return results;",
            'metrics.getMeter("home").createCounter("app.result_length").add(results.length);\n      return results;',
          ),
    },
  },
  {
    finding: "field-set-on-no-span",
    made: "the field in a helper that nobody calls",
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text.replace(SET_LENGTH, "") +
        '\nexport function note(length: number) {\n  trace.getActiveSpan()?.setAttribute("app.result_length", length);\n}\n',
    },
  },
  {
    finding: "field-set-on-no-span",
    made: "a span looked for where none is",
    entries: ["E03"],
    step,
    change: {
      [FILE]: (text) =>
        text
          .replace("import { trace }", "import { ROOT_CONTEXT, trace }")
          .replace(
            SET_LENGTH,
            'trace.getSpan(ROOT_CONTEXT)?.setAttribute("app.result_length", results.length);',
          ),
    },
  },
  {
    finding: "field-name-differs",
    made: "count instead of result_length",
    entries: ["E26"],
    step,
    change: { [FILE]: replace("app.result_length", "app.count") },
  },
  {
    finding: "field-name-differs",
    made: "a blank behind the name",
    says: '"app.now ", with a blank',
    entries: ["E26"],
    step,
    change: { [FILE]: replace('"app.now"', '"app.now "') },
  },
  {
    finding: "value-is-an-object",
    made: "a Map",
    entries: ["E13"],
    step,
    change: { [FILE]: replace("results.length)", 'new Map([["length", results.length]]) as never)') },
  },
  {
    finding: "value-is-an-object",
    made: "a BigInt",
    entries: ["E13"],
    step,
    change: { [FILE]: replace("results.length)", "BigInt(results.length) as never)") },
  },
  {
    finding: "value-is-an-object",
    made: "a function instead of what it gives",
    unsaid: /is set only when the work fails/,
    entries: ["E13"],
    step,
    change: { [FILE]: replace("now.toISOString()", "(() => now.toISOString()) as never") },
  },
  {
    finding: "now-of-another-request",
    made: "the time of the request before, from a variable that all share",
    unsaid: /Two readings of the clock/,
    step,
    inShort: true,
    change: {
      [FILE]: home({
        top: 'const tracer = trace.getTracer("home.activities");\nlet last: Date | undefined;',
        body: `return tracer.startActiveSpan("home-activities-mock-data", async (span) => {
    try {
      const now = new Date();
      const before = last ?? now;
      last = now;
      ${ASK}
      span.setAttribute("app.now", before.toISOString());
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
    finding: "now-is-not-iso",
    made: "the day alone",
    step,
    change: { [FILE]: replace("now.toISOString()", "now.toISOString().slice(0, 10)") },
  },
  {
    finding: "now-is-not-iso",
    made: "JSON of the date, with its quotation marks",
    step,
    change: { [FILE]: replace("now.toISOString()", "JSON.stringify(now)") },
  },
  {
    finding: "now-is-not-iso",
    made: "the form of an HTTP header",
    step,
    change: { [FILE]: replace("now.toISOString()", "now.toUTCString()") },
  },
  {
    finding: "personal-data-in-the-baggage",
    made: "an e-mail address in the baggage",
    entries: ["F18"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: (text) =>
        text
          .replace("import { trace }", "import { context, propagation, trace }")
          .replace(
            "return results;",
            'const bag = propagation.createBaggage({ "user.email": { value: `${user}@cruddur.com` } });\n      return context.with(propagation.setBaggage(context.active(), bag), () => results);',
          ),
    },
  },
  {
    finding: "set-attribute-with-object",
    made: "an object for setAttribute, without the s",
    step,
    at: `${FILE}:13`,
    change: {
      [FILE]: (text) =>
        replace(
          SET_NOW,
          '(span as any).setAttribute({ "app.now": now.toISOString(), "app.result_length": 3 });',
        )(text.replace(SET_LENGTH, "")),
    },
  },
  {
    finding: "set-attributes-without-object",
    made: "a list of pairs for setAttributes",
    step,
    says: "a list",
    change: {
      [FILE]: (text) =>
        replace(
          SET_LENGTH,
          'span.setAttributes([["app.now", now.toISOString()], ["app.result_length", results.length]] as any);',
        )(text.replace(SET_NOW, "")),
    },
  },
  {
    finding: "name-without-a-field",
    made: "the fields written to the terminal",
    step,
    inShort: true,
    at: `${FILE}:13`,
    says: "console",
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, 'console.log("app.now", now.toISOString());')
          .replace(SET_LENGTH, 'console.log("app.result_length", results.length);'),
    },
  },
  {
    finding: "name-without-a-field",
    made: "one of the two in a comment",
    step,
    at: `${FILE}:16`,
    says: "comment",
    change: { [FILE]: replace(SET_LENGTH, `// ${SET_LENGTH}`) },
  },
  {
    finding: "name-without-a-field",
    made: "a property of the span",
    step,
    says: "property",
    change: { [FILE]: replace(SET_NOW, '(span as any)["app.now"] = now.toISOString();') },
  },
  {
    finding: "name-without-a-field",
    made: "a Map for setAttributes",
    step,
    says: "Map",
    change: {
      [FILE]: replace(
        SET_LENGTH,
        'span.setAttributes(new Map([["app.result_length", results.length]]) as any);',
      ),
    },
  },
  {
    finding: "field-only-when-it-fails",
    made: "the fields in the catch alone",
    step,
    says: "only when the work fails",
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_NOW, "")
          .replace(SET_LENGTH, "")
          .replace(
            "} finally",
            '} catch (error) {\n      span.setAttribute("app.now", new Date().toISOString());\n      span.setAttribute("app.result_length", 0);\n      throw error;\n    } finally',
          ),
    },
  },
  {
    finding: "field-in-an-event",
    made: "the field's name for an event",
    step,
    change: { [FILE]: replace(SET_LENGTH, 'span.addEvent("app.result_length", { value: results.length });') },
  },
  {
    finding: "length-taken-too-early",
    made: "the one activity more left out of the count",
    step,
    change: {
      [FILE]: replace("results.length);", 'results.filter(({ handle }) => handle !== "Lore").length);'),
    },
  },
  {
    finding: "length-is-hard-coded",
    made: "the right numbers by hand, under a computed name",
    step,
    change: { [FILE]: replace(SET_LENGTH, 'span["setAttribute"]("app.result_length", user ? 4 : 3);') },
  },
  {
    finding: "length-is-hard-coded",
    made: "the first count kept for all that come later",
    step,
    change: {
      [FILE]: (text) =>
        replace("results.length)", "(counts[user ? 1 : 0] ??= results.length))")(text) +
        "\nconst counts: number[] = [];\n",
    },
  },
  {
    finding: "length-counted-before-the-store",
    made: "a number that the code knows before it asks",
    step,
    outcome: "advice",
    change: {
      [FILE]: (text) =>
        text
          .replace(SET_LENGTH, "")
          .replace(SET_NOW, `${SET_NOW}\n      span.setAttribute("app.result_length", user ? 4 : 3);`),
    },
  },
  {
    finding: "length-is-hard-coded",
    made: "a function that knows the numbers",
    step,
    says: "does not come from the store",
    change: {
      [FILE]: (text) =>
        `${replace("results.length);", "count(user));")(text)}\nfunction count(user?: string): number {\n  return user ? 4 : 3;\n}\n`,
    },
  },
  {
    finding: "service-throws",
    made: "set_attribute, as in Python",
    step,
    at: `${FILE}:13`,
    says: "set_attribute",
    change: { [FILE]: replace("span.setAttribute", "(span as any).set_attribute") },
  },
];
