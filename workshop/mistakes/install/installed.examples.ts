import { type WrongAnswer, replace } from "../example.ts";
import { dependencies, withMore, NEW, packages } from "../manifest-text.ts";

const MANIFEST = "backend/package.json";
const O = "@opentelemetry/";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "installed-by-another-manager",
    made: "Yarn, which put them elsewhere",
    step: "install-packages",
    inShort: true,
    line: "own",
    says: "Yarn",
    change: {
      "backend/yarn.lock": "__metadata:\n  version: 8\n",
      "backend/.pnp.cjs": "// packages are in the cache\n",
    },
  },
  {
    finding: "packages-not-installed",
    made: "package.json was edited by hand",
    step: "install-packages",
    inShort: true,
    entries: ["C17"],
    line: "own",
    change: {},
  },
  {
    finding: "package-does-not-load",
    made: "a file of a package is missing",
    step: "install-packages",
    line: "own",
    change: { ...packages(NEW), [`backend/node_modules/${O}sdk-node/index.js`]: 'require("./gone.js");\n' },
  },
  {
    finding: "packages-mixed-lines",
    made: "sdk-trace-base beside 3.x",
    step: "install-packages",
    inShort: true,
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
    step: "install-packages",
    entries: ["C03"],
    line: "own",
    change: packages({ ...NEW, [`${O}exporter-trace-otlp-http`]: "0.57.2" }),
  },
  {
    finding: "two-copies-of-the-api",
    made: "a second API inside the SDK",
    step: "install-packages",
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
    step: "install-packages",
    inShort: true,
    entries: ["C02"],
    line: "own",
    change: packages(NEW, { [`${O}instrumentation-express`]: { [`${O}api`]: ">=1.0.0 <1.10.0" } }),
  },
  {
    finding: "package-does-not-load",
    made: "a package of a package is missing",
    step: "install-packages",
    line: "own",
    says: "needs left-pad",
    change: { ...packages(NEW), [`backend/node_modules/${O}sdk-node/index.js`]: 'require("left-pad");\n' },
  },
  {
    finding: "packages-not-installed",
    made: "one folder of node_modules was deleted",
    step: "install-packages",
    line: "own",
    says: "instrumentation-http",
    change: { ...packages(NEW), [`backend/node_modules/${O}instrumentation-http`]: null },
  },
  {
    finding: "instrumentation-too-old",
    made: "an instrumentation for Express 4",
    step: "install-packages",
    inShort: true,
    entries: ["C14"],
    line: "own",
    says: "0.47.0",
    change: {
      ...packages({ ...NEW, express: "5.3.0", [`${O}instrumentation-express`]: "0.47.0" }),
      [`backend/node_modules/${O}instrumentation-express/build/src/instrumentation.js`]:
        'new InstrumentationNodeModuleDefinition("express", [">=4.0.0 <5"], (m) => m);\n',
    },
  },
  ...(
    [
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
  ).map((each): WrongAnswer => ({ step: "install-packages", inShort: true, outcome: "advice", ...each })),
];
