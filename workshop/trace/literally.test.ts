import { expect, it } from "vitest";
import { asName, literally } from "./literally.ts";

it.each(["cruddur (me", "a+b", "[x", "back\\slash", "{2,1}", "me-too", "$price", "a|b", "^/v1/traces", "ö*"])(
  "finds %s as it is written, with either flag and in a class",
  (value) => {
    expect(new RegExp(`^${literally(value)}$`).test(value)).toBe(true);
    expect(new RegExp(`^${literally(value)}$`, "iv").test(value)).toBe(true);
    expect(new RegExp(`^[${literally(value)}]+$`).test(value)).toBe(true);
    expect(new RegExp(`^${literally(value)}$`).test(`${value}x`)).toBe(false);
  },
);

it("finds a name alone, and not in a longer one", () => {
  expect("set $user here".search(new RegExp(asName("$user")))).toBe(4);
  expect("`${user}`".search(new RegExp(asName("user")))).toBe(3);
  expect("$user users userId".search(new RegExp(asName("user")))).toBe(-1);
});
