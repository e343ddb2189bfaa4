import { expect, it } from "vitest";
import { renderDiff } from "./render-diff.ts";
import { lookOf } from "./terminal.ts";

const look = lookOf({}, {});

it("shows what to remove and what to add, with three lines around", () => {
  const yours = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";
  const solution = yours.replace("five", "5\n5b").replace("14\n", "14\n15\n");
  expect(renderDiff("backend/src/app.ts", yours, solution, look)).toMatchInlineSnapshot(`
    "--- yours     backend/src/app.ts
    +++ solution  backend/src/app.ts
    @@ -2,7 +2,8 @@
     2
     3
     4
    -five
    +5
    +5b
     6
     7
     8
    @@ -12,3 +13,4 @@
     12
     13
     14
    +15"
  `);
});

it("shows a file that the learner has not made yet as all new", () => {
  expect(renderDiff("backend/src/new.ts", undefined, "a\nb\n", look)).toMatchInlineSnapshot(`
    "--- (you have no backend/src/new.ts)
    +++ solution  backend/src/new.ts
    @@ -1,0 +1,2 @@
    +a
    +b"
  `);
});

it("sees no difference in line ends", () => {
  expect(renderDiff("a", "1\r\n2\r\n", "1\n2\n", look)).toBeUndefined();
});
