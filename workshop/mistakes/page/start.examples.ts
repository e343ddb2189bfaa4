import { replace, type WrongAnswer } from "../example.ts";
import { exporter } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const CONFIG = "frontend/vite.config.ts";
const MODULES = "frontend/node_modules";
/** Has the shape of a key, and opens nothing. */
const FAKE_KEY = `hcaik_${"0".repeat(58)}`;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "no-browser-here",
    made: "the machine has no browser",
    step: "frontend-latency",
    shell: { WORKSHOP_BROWSER: "$ROOT/no-such-browser" },
  },
  {
    finding: "frontend-packages-missing",
    made: "nothing is installed in frontend/",
    step: "frontend-latency",
    change: { [MODULES]: null },
  },
  {
    finding: "frontend-manifest-broken",
    made: "a comma too many in frontend/package.json",
    step: "frontend-latency",
    change: { "frontend/package.json": replace('"vite": "^8.3.8"', '"vite": "^8.3.8",') },
  },
  {
    finding: "web-package-in-another-folder",
    made: "installed in backend/, with -D",
    step: "frontend-latency",
    at: `${SETUP}:4`,
    change: {
      [`${MODULES}/@opentelemetry/instrumentation-fetch`]: null,
      "backend/package.json": replace(
        '"devDependencies": {',
        '"devDependencies": {\n    "@opentelemetry/instrumentation-fetch": "^0.300.0",',
      ),
    },
  },
  {
    finding: "web-package-missing",
    made: "one of the six was forgotten",
    step: "frontend-latency",
    at: `${SETUP}:2`,
    change: { [`${MODULES}/@opentelemetry/core`]: null },
  },
  {
    finding: "vite-config-broken",
    made: "a comma is missing in vite.config.ts",
    step: "frontend-latency",
    change: { [CONFIG]: replace("strictPort: true,", "strictPort: true") },
  },
  {
    finding: "key-in-the-page",
    made: "straight to Honeycomb, with the key in the code",
    entries: ["A17"],
    step: "frontend-latency",
    inShort: true,
    at: `${SETUP}:10`,
    change: {
      [SETUP]: exporter(
        `{ url: "https://api.honeycomb.io/v1/traces", headers: { "x-honeycomb-team": "${FAKE_KEY}" } }`,
      ),
    },
  },
  {
    finding: "key-in-the-page",
    made: "the key in a VITE_ variable",
    entries: ["A17"],
    step: "frontend-latency",
    change: {
      "frontend/.env": "VITE_HONEYCOMB_API_KEY=practice-abcdefgh\n",
      [SETUP]: exporter(
        '{ url: "/v1/traces", headers: { "x-honeycomb-team": import.meta.env.VITE_HONEYCOMB_API_KEY } }',
      ),
    },
  },
  {
    finding: "key-in-the-page",
    made: "envPrefix lets HONEYCOMB_ through",
    entries: ["A17"],
    step: "frontend-latency",
    change: {
      [CONFIG]: replace('"BACKEND_URL"]', '"BACKEND_URL", "HONEYCOMB_"]'),
      [SETUP]: exporter(
        '{ url: "/v1/traces", headers: { "x-honeycomb-team": import.meta.env.HONEYCOMB_API_KEY } }',
      ),
    },
  },
  {
    finding: "web-package-missing",
    made: "a letter is missing in a package's name",
    step: "frontend-latency",
    at: `${SETUP}:2`,
    fix: 'import { W3CTraceContextPropagator } from "@opentelemetry/core";',
    change: { [SETUP]: replace('"@opentelemetry/core"', '"@opentelemetry/coe"') },
  },
  {
    finding: "vite-config-broken",
    made: "an import with a slip",
    step: "frontend-latency",
    says: "defineConfig is not defined",
    at: `${CONFIG}:5`,
    fix: 'import { defineConfig } from "vite";',
    change: { [CONFIG]: replace("import { defineConfig }", "import { defineonfig }") },
  },
];
