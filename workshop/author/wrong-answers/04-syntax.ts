import { instrumentation, manifest } from "../instrumentation-text.ts";
import { FILE, PACKAGE, withStop } from "../step-4-changes.ts";
import type { WrongAnswer } from "../wrong-answer.ts";

const step = 4;

/** Code that is none, or not all of it. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "code-has-git-marks",
    made: "a merge that is not finished",
    step,
    inShort: true,
    at: `${FILE}:6`,
    change: {
      [FILE]: instrumentation({
        start: "=======\nconst sdk = new NodeSDK();\n>>>>>>> main\nsdk.start();",
      }).replace("const sdk", "<<<<<<< HEAD\nconst sdk"),
    },
  },
  {
    finding: "markdown-in-code",
    made: "pasted with its frame from a chat",
    step,
    inShort: true,
    at: `${FILE}:1`,
    change: { [FILE]: `\`\`\`ts\n${instrumentation()}\`\`\`\n` },
  },
  {
    finding: "declared-twice",
    made: "the file pasted twice",
    step,
    inShort: true,
    says: "makes sdk a second time",
    change: { [FILE]: instrumentation() + instrumentation() },
  },
  {
    finding: "source-does-not-parse",
    made: "a text behind a text, without a comma",
    step,
    says: 'found "two"',
    change: { [FILE]: `${instrumentation()}console.log("one" "two");\n` },
  },
  {
    finding: "source-does-not-parse",
    made: "await in a function that is not async",
    step,
    says: "not async",
    change: withStop('process.on("SIGTERM", () => { await sdk.shutdown(); process.exit(0); });'),
  },
  {
    finding: "source-does-not-parse",
    made: "TypeScript in a file that ends with js",
    step,
    says: "its name ends with js",
    change: {
      [FILE]: null,
      "backend/src/instrumentation.js": instrumentation(),
      [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation.js src/server.ts"),
    },
  },
  {
    finding: "source-does-not-parse",
    made: "a character that takes no room, from a web page",
    step,
    at: `${FILE}:12`,
    says: "a character that nobody sees",
    change: { [FILE]: (text) => text.replace("sdk.start()", "sdk.\u200bstart()") },
  },
  {
    finding: "source-does-not-parse",
    made: "copied out of a comparison, with its pluses",
    step,
    says: "compares two versions",
    change: { [FILE]: (text) => text.replace(/^(?=.)/gm, "+") },
  },
  {
    finding: "source-does-not-parse",
    made: "copied with the numbers of the lines",
    step,
    says: "its number",
    change: {
      [FILE]: (text) =>
        text
          .split("\n")
          .map((line, index) => `${index + 1}  ${line}`)
          .join("\n"),
    },
  },
];
