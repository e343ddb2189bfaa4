import { expect, it } from "vitest";
import { remedyForError } from "./remedy-for-error.ts";

it.each([
  ["span.set_attribute is not a function", 'span.set_attribute("a", 1);', 'span.setAttribute("a", 1);'],
  ["span.setTag is not a function", 'span.setTag("a", 1);', 'span.setAttribute("a", 1);'],
  ["now.isoformat is not a function", "const text = now.isoformat();", "const text = now.toISOString();"],
  ["now.toIsoString is not a function", "now.toIsoString()", "now.toISOString()"],
  ["results.length is not a function", "return results.length();", "return results.length;"],
])("gives back the line as it is meant: %s", (error, line, meant) => {
  expect(remedyForError(`TypeError: ${error}`, line)?.split("\n").at(-1)).toBe(meant);
});

it("counts a list the way of the language", () => {
  const line = "count = len(results);";
  expect(remedyForError("ReferenceError: len is not defined", line)).toContain("count = results.length;");
});

it("looks at the import where that brought nothing", () => {
  const error = "TypeError: (0 , import_api.getRPCMetadata) is not a function";
  expect(remedyForError(error, "")).toContain('from "@opentelemetry/core"');
});

it("names what the file calls nearly so", () => {
  const text = "const results = await ask();\nreturn result;";
  expect(remedyForError("ReferenceError: result is not defined", "return result;", text)).toContain(
    "\nreturn results;",
  );
});

it("leaves a text alone that holds the name too", () => {
  const line = 'span.setAttribute("app.result_length", result.length);';
  const text = `const results = await ask();\n${line}`;
  expect(remedyForError("ReferenceError: result is not defined", line, text)).toContain(
    '\nspan.setAttribute("app.result_length", results.length);',
  );
});

it("means an import sooner than the name that the line itself declares", () => {
  const text =
    'import { trace } from "@opentelemetry/api";\nconst tracer = Trace.getTracer("home.activities");\n';
  expect(remedyForError("ReferenceError: Trace is not defined", text.split("\n")[1] ?? "", text)).toContain(
    'const tracer = trace.getTracer("home.activities");',
  );
});

it.each([
  ["sdkstart", "sdkstart();", "sdk.start();"],
  ["processenv", "const { PORT } = processenv;", "const { PORT } = process.env;"],
])("sees the dot that %s lacks", (name, line, meant) => {
  expect(remedyForError(`ReferenceError: ${name} is not defined`, line, `const sdk = 1;\n${line}`)).toBe(
    `Perhaps a dot is missing:\n${meant}`,
  );
});

it("sees no dot before a capital letter", () => {
  const line = "span.setAttribute(KEY, spanLength);";
  expect(
    remedyForError("ReferenceError: spanLength is not defined", line, `const span = 1;\n${line}`),
  ).toBeUndefined();
});

it("knows the names that are everywhere", () => {
  expect(remedyForError("ReferenceError: proces is not defined", "proces.once(signal, stop);")).toContain(
    "\nprocess.once(signal, stop);",
  );
});

it.each(["TypeError: results.unshft is not a function", "ReferenceError: all is not defined", "Error: no"])(
  "guesses nothing: %s",
  (error) => expect(remedyForError(error, "results.unshft(all)")).toBeUndefined(),
);
