import { type WrongAnswer, replace } from "../example.ts";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";
import { FILE, PACKAGE, withStop } from "../example-files/set-up-changes.ts";

const HOME_FILE = "backend/src/services/home-activities.ts";
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';
const SETUP = "backend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "source-does-not-parse",
    made: "a bracket is missing",
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:8`,
    change: {
      [FILE]: instrumentation({ start: "sdk.start(;" }).replace(
        /\n\nconst sdk = .*?;\n/s,
        "\n\nconst sdk = new NodeSDK();\n\n",
      ),
    },
  },
  {
    finding: "source-does-not-parse",
    made: "Python from the Flask original",
    step: "initialize-provider",
    says: "Python",
    at: `${FILE}:1`,
    change: { [FILE]: "from opentelemetry import trace\ntrace.set_tracer_provider(TracerProvider())\n" },
  },
  {
    finding: "code-has-git-marks",
    made: "a merge that is not finished",
    step: "initialize-provider",
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
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:1`,
    change: { [FILE]: `\`\`\`ts\n${instrumentation()}\`\`\`\n` },
  },
  {
    finding: "declared-twice",
    made: "the file pasted twice",
    step: "initialize-provider",
    inShort: true,
    says: "makes sdk a second time",
    change: { [FILE]: instrumentation() + instrumentation() },
  },
  {
    finding: "declared-twice",
    made: "the old function left below the new one",
    step: "custom-span",
    says: "makes homeActivities a second time",
    change: {
      [HOME_FILE]: (text) =>
        `${text}\nexport async function homeActivities(_user?: string): Promise<Activity[]> {\n  return [];\n}\n`,
    },
  },
  {
    finding: "source-does-not-parse",
    made: "a text behind a text, without a comma",
    step: "initialize-provider",
    says: 'found "two"',
    change: { [FILE]: `${instrumentation()}console.log("one" "two");\n` },
  },
  {
    finding: "source-does-not-parse",
    made: "await in a function that is not async",
    step: "initialize-provider",
    says: "not async",
    change: withStop('process.on("SIGTERM", () => { await sdk.shutdown(); process.exit(0); });'),
  },
  {
    finding: "source-does-not-parse",
    made: "TypeScript in a file that ends with js",
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${FILE}:12`,
    says: "an invisible character",
    change: { [FILE]: (text) => text.replace("sdk.start()", "sdk.\u200bstart()") },
  },
  {
    finding: "source-does-not-parse",
    made: "copied out of a comparison, with its pluses",
    step: "initialize-provider",
    says: "compares two versions",
    change: { [FILE]: (text) => text.replace(/^(?=.)/gm, "+") },
  },
  {
    finding: "source-does-not-parse",
    made: "copied with the numbers of the lines",
    step: "initialize-provider",
    says: "its number",
    change: {
      [FILE]: (text) =>
        text
          .split("\n")
          .map((line, index) => `${index + 1}  ${line}`)
          .join("\n"),
    },
  },
  {
    finding: "source-does-not-parse",
    made: "a try without its finally",
    step: "custom-span",
    says: "The try above it has neither a catch nor a finally.",
    change: { [HOME_FILE]: replace(/ *\} finally \{[^]*?\}\n/, "    }\n") },
  },
  {
    finding: "source-does-not-parse",
    made: "a finally without its try",
    step: "custom-span",
    says: "No try is open for this finally.",
    change: { [HOME_FILE]: replace("    try {\n", "") },
  },
  {
    finding: "source-does-not-parse",
    made: "a colon between a field's name and its value",
    step: "span-fields",
    says: "separated by a comma",
    fix: SET_LENGTH,
    change: { [HOME_FILE]: replace('"app.result_length", results', '"app.result_length": results') },
  },
  {
    finding: "source-does-not-parse",
    made: "a hook's object without its parentheses",
    step: "user-fields",
    says: "After => an object needs parentheses",
    fix: '=> ({ "app.user_id": request.headers["x-cruddur-user"] }),',
    change: { [SETUP]: replace(/=> \(\{(.*)\}\)/, "=> {$1}") },
  },
];
