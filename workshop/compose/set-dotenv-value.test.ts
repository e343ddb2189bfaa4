import { expect, it } from "vitest";
import { setDotenvValue } from "./set-dotenv-value.ts";

it.each([
  ["", "KEY=v\n"],
  ["KEY=\n", "KEY=v\n"],
  ["KEY=", "KEY=v"],
  ["# mine\nKEY=old\nB=2\n", "# mine\nKEY=v\nB=2\n"],
  ["A=1\r\nKEY=\r\nB=2\r\n", "A=1\r\nKEY=v\r\nB=2\r\n"],
  ["A=1", "A=1\nKEY=v\n"],
  ["A=1\r\n", "A=1\r\nKEY=v\r\n"],
  ["export KEY=\n", "export KEY=v\n"],
  ["MY_KEY=1\nKEY2=2\n", "MY_KEY=1\nKEY2=2\nKEY=v\n"],
  ["#KEY=1\n", "#KEY=1\nKEY=v\n"],
])("changes only its own line in %j", (text, expected) => {
  expect(setDotenvValue(text, "KEY", "v")).toBe(expected);
});
