import { expect, it } from "vitest";
import { spanCalls, tracerCalls } from "./span-code.ts";

const source = (text: string, path = "backend/src/a.ts") => ({ path, text });

it("reads a span's name from a literal, a template and a constant, also of another file", () => {
  const sources = [
    source(`tracer.startSpan("one");
tracer.startActiveSpan(\`two\`, () => {});
tracer.startSpan(NAME);
tracer.startSpan(user);`),
    source('export const NAME = "three" as const;', "backend/src/b.ts"),
  ];
  expect(spanCalls(sources).map(({ gives, line }) => [gives, line])).toEqual([
    ["one", 1],
    ["two", 2],
    ["three", 3],
    [undefined, 4],
  ]);
});

it("tells a name that holds a value from one that does not", () => {
  const [call] = spanCalls([source("tracer.startSpan(`home of ${user}`);")]);
  expect(call?.gives).toBeUndefined();
});

it("finds tracers, and what each is called", () => {
  const sources = [source('trace.getTracer("home");')];
  expect(tracerCalls(sources).map(({ gives }) => gives)).toEqual(["home"]);
});
