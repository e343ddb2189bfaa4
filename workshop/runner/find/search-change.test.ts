import { expect, it } from "vitest";
import { searchChange, type ComparedFile } from "./search-change.ts";

const file = (path: string, own: string, lesson: string): ComparedFile => ({ path, own, lesson });
const never = () => false;

/** A judge for whom the item passes when every file holds these words. */
function judgeOf(files: readonly ComparedFile[], wanted: Readonly<Record<string, string>>) {
  const trials: string[] = [];
  return {
    trials,
    attempt: async (texts: ReadonlyMap<string, string>) => {
      trials.push([...texts.keys()].join(" "));
      const holds = Object.entries(wanted).every(([path, words]) =>
        (texts.get(path) ?? files.find((each) => each.path === path)?.own ?? "").includes(words),
      );
      return await Promise.resolve(holds ? ("item-passes" as const) : ("no-help" as const));
    },
  };
}

it("finds the one change that helps, in the one file that does", async () => {
  const files = [file("a.txt", "1\nx\n2\ny\n3", "1\na\n2\nb\n3"), file("b.txt", "one", "two")];
  const { attempt } = judgeOf(files, { "a.txt": "b" });
  expect(await searchChange({ files, attempt, isOver: never })).toEqual({
    kind: "edits",
    edits: [{ file: "a.txt", line: 4, from: "y", to: "b" }],
  });
});

it("keeps only the changes that are needed together", async () => {
  const own = "1\nx\n2\ny\n3\nz\n4";
  const files = [file("a.txt", own, "1\na\n2\nb\n3\nc\n4")];
  const attempt = async (texts: ReadonlyMap<string, string>) => {
    const text = texts.get("a.txt") ?? "";
    return await Promise.resolve(
      text.includes("a") && text.includes("c") ? ("item-passes" as const) : ("no-help" as const),
    );
  };
  const found = await searchChange({ files, attempt, isOver: never });
  expect(found).toMatchObject({ kind: "edits", edits: [{ from: "x" }, { from: "z" }] });
});

it("tells the files where only all of them together help, and nothing where they do not", async () => {
  const files = [file("a.txt", "x", "a"), file("b.txt", "y", "b")];
  const both = judgeOf(files, { "a.txt": "a", "b.txt": "b" });
  expect(await searchChange({ files, attempt: both.attempt, isOver: never })).toEqual({
    kind: "files",
    paths: ["a.txt", "b.txt"],
  });
  const none = judgeOf(files, { "c.txt": "c" });
  expect(await searchChange({ files, attempt: none.attempt, isOver: never })).toEqual({ kind: "nothing" });
});

it("tells the file where a change would be longer than a few lines", async () => {
  const files = [file("a.txt", "x", "1\n2\n3\n4\n5\n6")];
  const { attempt } = judgeOf(files, { "a.txt": "6" });
  expect(await searchChange({ files, attempt, isOver: never })).toEqual({ kind: "files", paths: ["a.txt"] });
});

it("begins no trial once its time is over", async () => {
  const files = [file("a.txt", "x", "a")];
  const { attempt, trials } = judgeOf(files, { "a.txt": "a" });
  expect(await searchChange({ files, attempt, isOver: () => true })).toEqual({ kind: "nothing" });
  expect(trials).toEqual([]);
});
