import { expect, it } from "vitest";
import { nodesOf } from "./source-tree.ts";

it("walks a list with more entries than a call takes arguments", () => {
  const text = `const activities = [${"0,".repeat(200_000)}];\nconst last = 1;`;
  const names = nodesOf({ path: "a.ts", text }).filter(({ type }) => type === "VariableDeclarator");
  expect(names).toHaveLength(2);
});

it("walks code nested far deeper than the stack", () => {
  const text = `const total = ${"1 + ".repeat(5_000)}1;`;
  expect(nodesOf({ path: "a.ts", text }).filter(({ type }) => type === "BinaryExpression")).toHaveLength(
    5_000,
  );
});
