import { type WrongAnswer, replace } from "../example.ts";
import { dependencies, NEW, packages, without } from "../example-files/manifest-text.ts";

const MANIFEST = "backend/package.json";
const O = "@opentelemetry/";
/** What step 8 installs for the page. */
const WEB = {
  [`${O}api`]: "1.10.0",
  [`${O}core`]: "3.1.1",
  [`${O}exporter-trace-otlp-http`]: "0.301.0",
  [`${O}instrumentation-fetch`]: "0.300.0",
  [`${O}resources`]: "3.1.1",
  [`${O}sdk-trace`]: "3.1.1",
};

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "packages-not-chosen-yet",
    made: "nothing was installed yet",
    step: "install-packages",
    outcome: "open",
    inShort: true,
    line: "own",
    change: { [MANIFEST]: without("*") },
  },
  {
    finding: "packages-missing",
    made: "the HTTP instrumentation was forgotten",
    step: "install-packages",
    fix: `(cd backend && npm install ${O}instrumentation-http)`,
    inShort: true,
    change: { [MANIFEST]: without(`${O}instrumentation-http`) },
  },
  {
    finding: "package-json-broken",
    made: "a comma too much in backend/package.json",
    step: "install-packages",
    fix: 'to:\n  "scripts": {',
    inShort: true,
    change: { [MANIFEST]: replace('"scripts": {', '"scripts": {,') },
  },
  {
    finding: "packages-in-wrong-folder",
    made: "installed in the repository's folder",
    step: "install-packages",
    fix: `&& (cd backend && npm install ${O}api`,
    inShort: true,
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "node_modules") },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed in the page's folder",
    step: "install-packages",
    inShort: true,
    says: "frontend/",
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed in the page's folder, beside what the page needs",
    step: "install-packages",
    fix: `(cd frontend && npm uninstall ${O}instrumentation-express ${O}instrumentation-http ${O}sdk-node) && (cd backend`,
    change: { [MANIFEST]: without("*"), ...packages({ ...WEB, ...NEW }, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-missing",
    made: "the exporter was removed again, and the page has its own",
    step: "install-packages",
    inShort: true,
    says: `${O}exporter-trace-otlp-http`,
    unsaid: /frontend/,
    change: {
      [MANIFEST]: without(`${O}exporter-trace-otlp-http`),
      ...packages(WEB, {}, "frontend/node_modules"),
    },
  },
  {
    finding: "packages-missing",
    made: "the API was removed again, and the page has its own",
    step: "install-packages",
    says: `${O}api`,
    unsaid: /frontend/,
    change: { [MANIFEST]: without(`${O}api`), ...packages(WEB, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-not-chosen-yet",
    made: "nothing is left in the backend, and the page has its own",
    step: "install-packages",
    outcome: "open",
    unsaid: /frontend/,
    change: { [MANIFEST]: without("*"), ...packages(WEB, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-missing",
    made: "the exporter was removed again, and the API was once tried in the repository's folder",
    step: "install-packages",
    says: `${O}exporter-trace-otlp-http`,
    unsaid: /repository's folder/,
    change: {
      [MANIFEST]: without(`${O}exporter-trace-otlp-http`),
      ...packages({ [`${O}api`]: "1.10.0" }, {}, "node_modules"),
    },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed among the sources",
    step: "install-packages",
    says: "backend/src/",
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "backend/src/node_modules") },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed in the lesson's folder",
    step: "install-packages",
    says: "steps/03-install-packages/",
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "steps/03-install-packages/node_modules") },
  },
  {
    finding: "packages-in-dev-dependencies",
    made: "npm install -D",
    step: "install-packages",
    fix: "(cd backend && npm install --save-prod",
    inShort: true,
    entries: ["C15"],
    change: { [MANIFEST]: (text) => dependencies((names) => names, NEW)(without("*")(text)) },
  },
  {
    finding: "api-only",
    made: "the API alone",
    step: "install-packages",
    fix: `npm uninstall ${O}api && npm install`,
    inShort: true,
    entries: ["C01"],
    change: {
      [MANIFEST]: without(
        `${O}sdk-node`,
        `${O}exporter-trace-otlp-http`,
        `${O}instrumentation-express`,
        `${O}instrumentation-http`,
      ),
    },
  },
  {
    finding: "package-json-has-git-marks",
    made: "a merge that is not finished",
    step: "install-packages",
    inShort: true,
    change: {
      [MANIFEST]: replace(
        '  "dependencies": {',
        '<<<<<<< HEAD\n  "dependencies": {\n=======\n>>>>>>> theirs',
      ),
    },
  },
  {
    finding: "package-json-broken",
    made: "curly quotation marks",
    step: "install-packages",
    fix: 'to:\n  "scripts": {',
    change: { [MANIFEST]: replace('"scripts"', "“scripts”") },
  },
  {
    finding: "dependencies-twice",
    made: "pasted beside the starter's own",
    step: "install-packages",
    fix: `add:\n    "${O}api": "1.10.0",`,
    inShort: true,
    change: {
      [MANIFEST]: (text) =>
        without("*")(text).replace(
          '  "dependencies"',
          () => `  "dependencies": ${JSON.stringify(NEW)},\n  "dependencies"`,
        ),
    },
  },
  {
    finding: "packages-under-another-key",
    made: "--save-peer",
    step: "install-packages",
    inShort: true,
    says: "peerDependencies",
    change: {
      [MANIFEST]: (text) =>
        `${JSON.stringify({ ...(JSON.parse(without("*")(text)) as object), peerDependencies: NEW }, undefined, 2)}\n`,
    },
  },
  {
    finding: "package-json-broken",
    made: "a line copied out of a comparison, with its plus",
    step: "install-packages",
    change: { [MANIFEST]: replace('    "@opentelemetry/api"', '+   "@opentelemetry/api"') },
  },
  {
    finding: "dependencies-twice",
    made: "pasted in several lines, with Windows line ends",
    step: "install-packages",
    change: {
      [MANIFEST]: (text) =>
        without("*")(text)
          .replace(
            '  "dependencies"',
            () => `  "dependencies": {\n    "${O}api": "^1.10.0",\n    "cors": "*"\n  },\n  "dependencies"`,
          )
          .replaceAll("\n", "\r\n"),
    },
  },
  {
    finding: "package-json-broken",
    made: "a comma is missing between two packages",
    step: "install-packages",
    fix: "change line",
    change: { [MANIFEST]: replace(/("express": "[^"]*"),/, "$1") },
  },
  {
    finding: "package-json-broken",
    made: "a comment, as in JavaScript",
    step: "install-packages",
    fix: '"dependencies": {',
    change: { [MANIFEST]: replace('"dependencies": {', '"dependencies": { // five more') },
  },
  {
    finding: "package-json-broken",
    made: "the file is not there",
    step: "install-packages",
    fix: "git checkout -- backend/package.json",
    change: { [MANIFEST]: null },
  },
  {
    finding: "packages-under-another-key",
    made: "a key that is nearly called dependencies",
    step: "install-packages",
    says: "under dependancies",
    change: {
      [MANIFEST]: (text) =>
        `${JSON.stringify({ ...(JSON.parse(without("*")(text)) as object), dependancies: NEW })}\n`,
    },
  },
];
