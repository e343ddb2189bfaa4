import type { Change } from "../change-file.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 3;
const inShort = true;
const MANIFEST = "backend/package.json";
const O = "@opentelemetry/";

const dependencies =
  (change: (names: Record<string, string>) => Record<string, string>, dev: Record<string, string> = {}) =>
  (text: string) => {
    const json = JSON.parse(text) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    return `${JSON.stringify({ ...json, dependencies: change(json.dependencies), devDependencies: { ...json.devDependencies, ...dev } }, undefined, 2)}\n`;
  };
const without = (...gone: string[]) =>
  dependencies((names) =>
    Object.fromEntries(
      Object.entries(names).filter(
        ([name]) => !gone.some((each) => name === each || (each === "*" && name.startsWith(O))),
      ),
    ),
  );
const withMore = (more: Record<string, string>) => dependencies((names) => ({ ...names, ...more }));

/** Packages that are there and empty, to try versions that npm would not put together. */
const packages = (
  versions: Record<string, string>,
  peers: Record<string, Record<string, string>> = {},
  at = "backend/node_modules",
): Change =>
  Object.fromEntries(
    Object.entries(versions).flatMap(([name, version]) => [
      [
        `${at}/${name}/package.json`,
        JSON.stringify({ name, version, main: "index.js", peerDependencies: peers[name] ?? {} }),
      ],
      [`${at}/${name}/index.js`, "module.exports = {};\n"],
    ]),
  );
const NEW = {
  [`${O}api`]: "1.10.0",
  [`${O}sdk-node`]: "0.301.0",
  [`${O}exporter-trace-otlp-http`]: "0.301.0",
  [`${O}instrumentation-express`]: "0.72.0",
  [`${O}instrumentation-http`]: "0.301.0",
};
/** What step 8 installs for the page. */
const WEB = {
  [`${O}api`]: "1.10.0",
  [`${O}core`]: "3.1.1",
  [`${O}exporter-trace-otlp-http`]: "0.301.0",
  [`${O}instrumentation-fetch`]: "0.300.0",
  [`${O}resources`]: "3.1.1",
  [`${O}sdk-trace`]: "3.1.1",
};
const answer = (by: string) => ({ "journal/week2.md": replace(/(Answer \(03-trace-id\):).*/, by) });

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "packages-missing",
    made: "nothing was installed yet",
    step,
    inShort,
    line: "own",
    change: { [MANIFEST]: without("*") },
  },
  {
    finding: "packages-missing",
    made: "the HTTP instrumentation was forgotten",
    step,
    inShort,
    change: { [MANIFEST]: without(`${O}instrumentation-http`) },
  },
  {
    finding: "package-json-broken",
    made: "a comma too much in backend/package.json",
    step,
    inShort,
    change: { [MANIFEST]: replace('"scripts": {', '"scripts": {,') },
  },
  {
    finding: "packages-in-wrong-folder",
    made: "installed in the repository's folder",
    step,
    inShort,
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "node_modules") },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed in the page's folder",
    step,
    inShort,
    says: "frontend/",
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed in the page's folder, beside what the page needs",
    step,
    fix: `npm uninstall ${O}instrumentation-express ${O}instrumentation-http ${O}sdk-node\n`,
    change: { [MANIFEST]: without("*"), ...packages({ ...WEB, ...NEW }, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-missing",
    made: "the exporter was removed again, and the page has its own",
    step,
    inShort,
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
    step,
    says: `${O}api`,
    unsaid: /frontend/,
    change: { [MANIFEST]: without(`${O}api`), ...packages(WEB, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-missing",
    made: "nothing is left in the backend, and the page has its own",
    step,
    unsaid: /frontend/,
    change: { [MANIFEST]: without("*"), ...packages(WEB, {}, "frontend/node_modules") },
  },
  {
    finding: "packages-missing",
    made: "the exporter was removed again, and the API was once tried in the repository's folder",
    step,
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
    step,
    says: "backend/src/",
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "backend/src/node_modules") },
  },
  {
    finding: "packages-beside-the-backend",
    made: "installed in the lesson's folder",
    step,
    says: "steps/03-install-packages/",
    change: { [MANIFEST]: without("*"), ...packages(NEW, {}, "steps/03-install-packages/node_modules") },
  },
  {
    finding: "installed-by-another-manager",
    made: "Yarn, which put them elsewhere",
    step,
    inShort,
    line: "own",
    says: "Yarn",
    change: {
      "backend/yarn.lock": "__metadata:\n  version: 8\n",
      "backend/.pnp.cjs": "// packages are in the cache\n",
    },
  },
  {
    finding: "packages-of-another-language",
    made: "Python's names",
    step,
    change: {
      [MANIFEST]: (text) =>
        dependencies((names) => ({ ...names, "opentelemetry-api": "*" }))(without("*")(text)),
    },
  },
  {
    finding: "packages-from-old-articles",
    made: "an article of 2021",
    step,
    entries: ["C11", "C19"],
    inShort,
    change: {
      [MANIFEST]: (text) =>
        dependencies((names) => ({ ...names, [`${O}node`]: "0.24.0", [`${O}tracing`]: "0.24.0" }))(
          without("*")(text),
        ),
    },
  },
  {
    finding: "packages-in-dev-dependencies",
    made: "npm install -D",
    step,
    inShort,
    entries: ["C15"],
    change: { [MANIFEST]: (text) => dependencies((names) => names, NEW)(without("*")(text)) },
  },
  {
    finding: "api-only",
    made: "the API alone",
    step,
    inShort,
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
    finding: "packages-not-installed",
    made: "package.json was edited by hand",
    step,
    inShort,
    entries: ["C17"],
    line: "own",
    change: {},
  },
  {
    finding: "package-does-not-load",
    made: "a file of a package is missing",
    step,
    line: "own",
    change: { ...packages(NEW), [`backend/node_modules/${O}sdk-node/index.js`]: 'require("./gone.js");\n' },
  },
  {
    finding: "packages-mixed-lines",
    made: "sdk-trace-base beside 3.x",
    step,
    inShort,
    entries: ["C02", "C03"],
    line: "own",
    change: {
      [MANIFEST]: withMore({ [`${O}sdk-trace-base`]: "^2.12.0" }),
      ...packages({ ...NEW, [`${O}sdk-trace-base`]: "2.12.0" }),
    },
  },
  {
    finding: "packages-mixed-lines",
    made: "an old exporter",
    step,
    entries: ["C03"],
    line: "own",
    change: packages({ ...NEW, [`${O}exporter-trace-otlp-http`]: "0.57.2" }),
  },
  {
    finding: "two-copies-of-the-api",
    made: "a second API inside the SDK",
    step,
    entries: ["C06"],
    line: "own",
    change: {
      ...packages(NEW),
      ...packages({ [`${O}api`]: "1.9.0" }, {}, `backend/node_modules/${O}sdk-node/node_modules`),
    },
  },
  {
    finding: "api-does-not-fit",
    made: "an API that is too new for an instrumentation",
    step,
    inShort,
    entries: ["C02"],
    line: "own",
    change: packages(NEW, { [`${O}instrumentation-express`]: { [`${O}api`]: ">=1.0.0 <1.10.0" } }),
  },
  { finding: "answer-missing", made: "no answer in the journal", step, inShort, change: answer("$1") },
  {
    finding: "answer-from-a-running-sdk",
    made: "the id of a real trace",
    step,
    inShort,
    change: answer("$1 5b8aa5a2d2c872e8321cf37308d69df2"),
  },
  {
    finding: "answer-from-a-running-sdk",
    made: "the lesson's example",
    step,
    says: "the lesson's example",
    change: answer("$1 4bf92f3577b34da6a3ce929d0e0e4736"),
  },
  { finding: "answer-not-copied-whole", made: "zero", step, inShort, change: answer("$1 0000") },
  {
    finding: "package-json-has-git-marks",
    made: "a merge that is not finished",
    step,
    inShort,
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
    step,
    change: { [MANIFEST]: replace('"scripts"', "“scripts”") },
  },
  {
    finding: "dependencies-twice",
    made: "pasted beside the starter's own",
    step,
    inShort,
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
    step,
    inShort,
    says: "peerDependencies",
    change: {
      [MANIFEST]: (text) =>
        `${JSON.stringify({ ...(JSON.parse(without("*")(text)) as object), peerDependencies: NEW }, undefined, 2)}\n`,
    },
  },
  ...(
    [
      ["the scope with a hyphen", "@open-telemetry/sdk-node", "sdk-node"],
      ["no scope", "opentelemetry/sdk-node", "sdk-node"],
      ["two words changed places", `${O}exporter-otlp-trace-http`, "exporter-trace-otlp-http"],
      ["instrument instead of instrumentation", `${O}instrument-express`, "instrumentation-express"],
      ["a letter of the scope forgotten", "@opentelemtry/sdk-node", "sdk-node"],
      ["the library alone", `${O}express`, "instrumentation-express"],
      ["the words the other way round", `${O}express-instrumentation`, "instrumentation-express"],
      ["half of the name", `${O}exporter-otlp`, "exporter-trace-otlp-http"],
      ["the plural", `${O}instrumentations-http`, "instrumentation-http"],
      ["the SDK without node", `${O}sdk-nodejs`, "sdk-node"],
    ] as const
  ).map(([made, name, meant], index): WrongAnswer => ({
    finding: "package-name-misspelt",
    made,
    step,
    inShort: index === 0,
    says: name,
    change: { [MANIFEST]: (text) => withMore({ [name]: "^1.0.0" })(without(O + meant)(text)) },
  })),
  ...(
    [
      ["the exporter for gRPC", "exporter-trace-otlp-grpc", "exporter-trace-otlp-http", ["B10"]],
      ["the exporter for metrics", "exporter-metrics-otlp-http", "exporter-trace-otlp-http", ["G09"]],
      ["Zipkin's exporter", "exporter-zipkin", "exporter-trace-otlp-http", []],
      ["the SDK for metrics", "sdk-metrics", "sdk-node", []],
      ["the base of all instrumentations", "instrumentation", "instrumentation-express", []],
      ["an instrumentation for Koa", "instrumentation-koa", "instrumentation-express", []],
    ] as const
  ).map(([made, name, gone, entries], index): WrongAnswer => ({
    finding: "package-of-another-kind",
    made,
    step,
    inShort: index === 0,
    entries,
    says: name,
    change: { [MANIFEST]: (text) => withMore({ [O + name]: "^0.301.0" })(without(O + gone)(text)) },
  })),
  {
    finding: "package-does-not-load",
    made: "a package of a package is missing",
    step,
    line: "own",
    says: "needs left-pad",
    change: { ...packages(NEW), [`backend/node_modules/${O}sdk-node/index.js`]: 'require("left-pad");\n' },
  },
  {
    finding: "packages-not-installed",
    made: "one folder of node_modules was deleted",
    step,
    line: "own",
    says: "instrumentation-http",
    change: { ...packages(NEW), [`backend/node_modules/${O}instrumentation-http`]: null },
  },
  {
    finding: "instrumentation-too-old",
    made: "an instrumentation for Express 4",
    step,
    inShort,
    entries: ["C14"],
    line: "own",
    says: "0.47.0",
    change: {
      ...packages({ ...NEW, express: "5.3.0", [`${O}instrumentation-express`]: "0.47.0" }),
      [`backend/node_modules/${O}instrumentation-express/build/src/instrumentation.js`]:
        'new InstrumentationNodeModuleDefinition("express", [">=4.0.0 <5"], (m) => m);\n',
    },
  },
  {
    finding: "answer-is-an-error",
    made: "the words of a script that stopped",
    step,
    inShort,
    change: answer("$1 Error: Cannot find package '@opentelemetry/api'"),
  },
  {
    finding: "answer-not-copied-whole",
    made: "31 zeros",
    step,
    says: "31 zeros",
    change: answer(`$1 ${"0".repeat(31)}`),
  },
  {
    finding: "answer-not-copied-whole",
    made: "zeros in groups",
    step,
    says: "between the 32 zeros",
    change: answer("$1 00000000-0000-0000-0000-000000000000"),
  },
  {
    finding: "answer-not-copied-whole",
    made: "the letter O",
    step,
    says: "letters O",
    change: answer(`$1 ${"O".repeat(32)}`),
  },
  {
    finding: "answer-not-copied-whole",
    made: "the id of a span",
    step,
    says: "the id of a span",
    change: answer("$1 00f067aa0ba902b7"),
  },
  ...(
    [
      {
        finding: "end-of-life-package",
        made: "Honeycomb's own distribution beside the five",
        entries: ["C19"],
        says: "@honeycombio/opentelemetry-node",
        change: { [MANIFEST]: withMore({ "@honeycombio/opentelemetry-node": "^0.7.0" }) },
      },
      {
        finding: "lock-file-missing",
        made: "the lock file was deleted",
        change: { "backend/package-lock.json": null },
      },
      {
        finding: "lock-file-behind",
        made: "package.json was edited by hand, and the lock file not written anew",
        entries: ["C17"],
        says: "left-pad",
        change: { [MANIFEST]: withMore({ "left-pad": "^1.3.0" }) },
      },
      {
        finding: "lock-file-behind",
        made: "a letter is missing in a name",
        says: "does not have expres as",
        at: `${MANIFEST}:16`,
        change: { [MANIFEST]: replace('"express"', '"expres"') },
      },
      {
        finding: "another-lock-file",
        made: "pnpm beside npm",
        says: "pnpm",
        change: { "backend/pnpm-lock.yaml": "lockfileVersion: '9.0'\n" },
      },
      {
        finding: "another-lock-file",
        made: "Yarn alone, and npm's lock file as it was",
        says: "Yarn",
        change: {
          "backend/yarn.lock": "# yarn lockfile v1\n",
          "backend/package-lock.json": (text: string) =>
            text.replaceAll(/ +"@opentelemetry\/[\w-]+": "[^"{]*",\n/g, ""),
        },
      },
      {
        finding: "tsx-in-dev-dependencies",
        made: "tsx among the tools",
        entries: ["C15"],
        change: {
          [MANIFEST]: (text: string) =>
            dependencies(({ tsx: _tsx, ...names }) => names, { tsx: "^4.23.15" })(text),
        },
      },
      {
        finding: "image-with-old-node",
        made: "an image with Node 16",
        entries: ["C18"],
        at: "backend/Dockerfile:1",
        change: { "backend/Dockerfile": replace(/^FROM .*/, "FROM node:16-alpine") },
      },
    ] as const
  ).map((each): WrongAnswer => ({ step, inShort, outcome: "advice", ...each })),
  {
    finding: "answer-line-missing",
    made: "the answer's label was written anew, without its brackets",
    step,
    says: "Answer 03-trace-id: 0000",
    unsaid: /still empty/,
    change: {
      "journal/week2.md": replace(
        /Answer \(03-trace-id\):.*/,
        "Answer 03-trace-id: 00000000000000000000000000000000",
      ),
    },
  },
  {
    finding: "answer-line-missing",
    made: "the answer's line was deleted",
    step,
    says: "has no line with the label",
    change: { "journal/week2.md": replace(/.*Answer \(03-trace-id\):.*\n/, "") },
  },
  {
    finding: "package-json-broken",
    made: "a line copied out of a comparison, with its plus",
    step,
    change: { [MANIFEST]: replace('    "@opentelemetry/api"', '+   "@opentelemetry/api"') },
  },
  {
    finding: "package-name-misspelt",
    made: "one of the five without its scope, which is no name of Python's",
    step,
    unsaid: /Python/,
    change: {
      [MANIFEST]: dependencies((names) =>
        Object.fromEntries(
          Object.entries(names).map(([name, version]) => [
            name === `${O}instrumentation-express` ? "opentelemetry-instrumentation-express" : name,
            version,
          ]),
        ),
      ),
    },
  },
];
