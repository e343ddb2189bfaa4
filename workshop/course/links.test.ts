import { expect, it } from "vitest";
import { links } from "./links.ts";

it("lists a lesson's links with their lines, and none from code or comments", () => {
  const lesson = [
    "# Step 2 · [Compose](../02-compose-env-vars/README.md#your-task)",
    'Read [one](a.md "title"), [`two`](<b.md>) and ![a picture](c.png), <https://docs.example/x>.',
    "A [pair (of brackets)](https://docs.example/a_(b)_c). No link: [ ](",
    "`[no](code.md)` ``[no](`code`.md)`` but [yes](d.md)`.",
    "```md\n[no](block.md)\n```",
    "<!-- [no](comment.md) -->",
    '[ref]: ../e.md\n<img src="f.png"> <a href="g.md">g</a>',
  ].join("\r\n");
  expect(links(lesson).map(({ line, target }) => `${line} ${target}`)).toEqual([
    "1 ../02-compose-env-vars/README.md#your-task",
    "2 a.md",
    "2 b.md",
    "2 c.png",
    "2 https://docs.example/x",
    "3 https://docs.example/a_(b)_c",
    "4 d.md",
    "9 ../e.md",
    "10 g.md",
  ]);
});

it.each(["](", "](a", "](((", "[](", "`` ` ", "<https://"])("is not held up by a megabyte of %j", (piece) => {
  const text = `${piece.repeat(Math.ceil(1_000_000 / piece.length))}\n[end](end.md)`;
  expect(links(text).at(-1)).toEqual({ target: "end.md", line: 2 });
});
