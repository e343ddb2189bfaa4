import type { WrongAnswer } from "../example.ts";
import { NEW, packages, withMore, without } from "../example-files/manifest-text.ts";

const MANIFEST = "backend/package.json";
const O = "@opentelemetry/";

const overridden = (text: string) =>
  `${JSON.stringify({ ...(JSON.parse(text) as object), overrides: { [`${O}api`]: "1.4.1" } }, undefined, 2)}\n`;

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
    fix: "(cd backend && npm install)",
    change: {},
  },
  {
    finding: "packages-not-installed",
    made: "a package that does not exist, beside the five",
    step: "install-packages",
    says: "exporter-honeycomb",
    fix: `(cd backend && npm uninstall ${O}exporter-honeycomb && npm install)`,
    change: { [MANIFEST]: withMore({ [`${O}exporter-honeycomb`]: "^1.0.0" }) },
  },
  {
    finding: "packages-not-installed",
    made: "a version that does not exist, written by hand",
    step: "install-packages",
    line: "own",
    fix: `npm uninstall ${O}sdk-node && npm install ${O}sdk-node`,
    change: {
      [MANIFEST]: withMore({ [`${O}sdk-node`]: "^3.0.0" }),
      ...packages(NEW),
      [`backend/node_modules/${O}sdk-node`]: null,
    },
  },
  {
    finding: "overrides-hold-packages-back",
    made: "an override of an old article, and nothing could be installed",
    step: "install-packages",
    inShort: true,
    line: "own",
    fix: `npm pkg delete 'overrides[${O}api]' && npm install ${O}api`,
    change: { [MANIFEST]: (text) => overridden(without("*")(text)) },
  },
  {
    finding: "overrides-hold-packages-back",
    made: "an override, and the API that it holds back",
    step: "install-packages",
    line: "own",
    fix: `&& npm uninstall ${O}api`,
    change: {
      [MANIFEST]: overridden,
      ...packages(
        { ...NEW, [`${O}api`]: "1.4.1" },
        { [`${O}sdk-node`]: { [`${O}api`]: ">=1.10.0 <1.11.0" } },
      ),
    },
  },
  {
    finding: "peer-dependencies-passed-over",
    made: "legacy-peer-deps, as an answer to ERESOLVE",
    step: "install-packages",
    inShort: true,
    line: "own",
    says: "needs an API",
    fix: "npm config delete legacy-peer-deps --location=project && npm uninstall",
    at: "backend/.npmrc:6",
    change: {
      "backend/.npmrc": (text) => `${text}legacy-peer-deps=true\n`,
      ...packages(
        { ...NEW, [`${O}api`]: "1.4.1" },
        { [`${O}sdk-node`]: { [`${O}api`]: ">=1.10.0 <1.11.0" } },
      ),
    },
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
    fix: `(cd backend && npm uninstall ${O}sdk-trace-base)`,
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
    fix: `npm uninstall ${O}api`,
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
];
