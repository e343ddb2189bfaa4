import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { lookOf, openTerminal, toPlain } from "./terminal.ts";

it.each([
  ["a pipe", {}, {}],
  ["NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }],
  ["continuous integration", { isTTY: true }, { CI: "true" }],
  ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }],
])("uses plain words for %s", (_where, stream, env) => {
  const written = write(stream, env);
  expect(written).toBe("passed: it works -> ok - done\n");
});

it("uses glyphs, colours and a line that the next one replaces in a terminal", () => {
  const written = write({ isTTY: true, columns: 20 }, {});
  expect(written).toBe("\x1b[2mchecking the backen\x1b[0m\r\x1b[K\x1b[32m✔\x1b[0m it works → ok · done\n");
});

it("draws a tree that a plain reader can follow", () => {
  expect(toPlain("GET\n├─ middleware\n│  └─ query\n└─ handler")).toBe(
    "GET\n|- middleware\n|  `- query\n`- handler",
  );
});

function write(shape: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv): string {
  let text = "";
  const stream = Object.assign(
    new Writable({ write: (chunk, _encoding, done) => done(void (text += chunk)) }),
    shape,
  );
  const terminal = openTerminal(stream as unknown as NodeJS.WriteStream, env);
  const { look } = terminal;
  expect(lookOf(stream, env).fancy).toBe(look.fancy);
  terminal.progress("checking the backend for you");
  terminal.print(`${look.paint.green(look.glyph.passed)} it works → ok · done`);
  return text;
}
