import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { changeFile, makeClassroom } from "./classroom.ts";
import { courseCopy } from "./course-copy.ts";

const CHECK = "steps/01-set-api-key/check.test.ts";
const RULE = "workshop/findings/item.ts";
/** Only a course that holds this file is attacked, so that a failing test spoils no other. */
const MARK = "may-be-attacked.txt";

interface Told {
  readonly learners: readonly {
    readonly name: string;
    readonly couldNotBeJudged?: string;
    readonly steps: readonly { readonly verdict?: string }[];
  }[];
}

it("gives a learner's code no path to the course that judges the next one", async () => {
  const { files, verdicts, stderr } = await judgeBeside(attack("nowhere"));
  expect(files.after).toEqual(files.before);
  expect(stderr).not.toContain("changed while");
  expect(verdicts).toMatchObject({
    attacker: "passed passed passed passed",
    honest: "passed passed passed passed",
  });
}, 240_000);

it("puts the course back, and says so, where a learner's code knew its path", async () => {
  const { files, verdicts, stderr } = await judgeBeside((root) => attack(root)());
  expect(files.after).toEqual(files.before);
  expect(stderr).toMatch(/steps\/01-set-api-key\/check\.test\.ts.*changed while attacker was judged/s);
  expect(verdicts["honest"]).toBe("passed passed passed passed");
}, 240_000);

/** Judges one learner who attacks, and after them one who does not. */
async function judgeBeside(code: (root: string) => string) {
  await using course = await courseCopy();
  const parent = await mkdtemp(join(tmpdir(), "a-class-"));
  const read = async () =>
    await Promise.all([CHECK, RULE].map(async (path) => await readFile(join(course.root, path), "utf8")));
  try {
    await writeFile(join(course.root, MARK), "");
    const spoil = async (clone: string) => {
      await writeFile(join(clone, "backend/src/attack.cjs"), code(course.root));
      await changeFile(clone, "backend/src/server.ts", (text) => `import "./attack.cjs";\n${text}`);
    };
    await makeClassroom(parent, [
      { name: "attacker", upTo: 4, but: spoil },
      { name: "honest", upTo: 4 },
    ]);
    const before = await read();
    const { stdout, stderr } = await course.workshop("class", parent, "--check", "--json", "--jobs", "1");
    const { learners } = JSON.parse(stdout) as Told;
    const verdicts = learners.map(({ name, steps, couldNotBeJudged }) => [
      name,
      couldNotBeJudged ?? steps.flatMap(({ verdict }) => verdict ?? []).join(" "),
    ]);
    return { files: { before, after: await read() }, verdicts: Object.fromEntries(verdicts), stderr };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** Follows every path that the process can see, upwards, and spoils the checks of each course that it meets. */
function attack(known: string): () => string {
  return () => `
const fs = require("fs");
const path = require("path");
const seen = [
  ${JSON.stringify(known)}, process.cwd(), __filename, process.execPath, ...process.argv, ...process.execArgv,
  ...Object.keys(require.cache), ...module.paths, ...require("module").globalPaths,
  ...Object.values(process.env).flatMap((value) => [value, ...value.split(/[:;,\\s"'=]+/)]),
];
for (const folder of [...seen].filter((each) => each.endsWith("node_modules"))) linksIn(folder);
linksIn(path.join(process.cwd(), "node_modules"));
linksIn(path.join(process.cwd(), "node_modules", ".bin"));
function linksIn(folder) {
  try {
    for (const name of fs.readdirSync(folder)) seen.push(fs.realpathSync(path.join(folder, name)));
  } catch {}
}
const above = new Set();
for (const each of seen) {
  if (!path.isAbsolute(each)) continue;
  for (const start of [each, real(each)])
    for (let at = start; at !== path.dirname(at); at = path.dirname(at)) above.add(at);
}
function real(each) {
  try {
    return fs.realpathSync(each);
  } catch {
    return each;
  }
}
for (const folder of above) {
  if (!fs.existsSync(path.join(folder, ${JSON.stringify(MARK)}))) continue;
  for (const file of ${JSON.stringify([CHECK, RULE])})
    fs.writeFileSync(path.join(folder, file), "throw new Error('spoilt');\\n");
}
`;
}
