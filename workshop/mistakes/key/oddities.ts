import { maskKey } from "../../compose/mask-key.ts";
import { withKey } from "../../facts/dotenv-key.ts";
import { otlpSettings } from "../../facts/otlp-settings.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { inDotenv, KEY_NAME } from "./no-key.ts";

/** What works here, and not everywhere. */
export const keyOddities: readonly Mistake[] = [
  {
    id: "blanks-beside-equals",
    severity: "advice",
    learn: "quotation-marks-and-blanks",
    when: (evidence) => {
      const { dotenvText = "" } = evidence.key;
      const { entries, problems } = parseDotenv(dotenvText);
      const own = entries.findLast(({ name }) => name === KEY_NAME);
      const odd = problems.find(({ kind, line }) => kind === "blank-around-equals" && line === own?.line);
      return (
        own &&
        odd && {
          message: "There is a space beside the equals sign in .env. Compose takes it; a shell does not.",
          file: ".env",
          line: odd.line,
          remedy: inDotenv(evidence, withKey(dotenvText, own.value)),
        }
      );
    },
  },
  {
    id: "classic-key",
    severity: "advice",
    learn: "the-shape-of-a-key",
    when: (evidence) => {
      const { effective } = evidence.key;
      return (
        effective &&
        /^[0-9a-f]{32}$|^hc[a-z]ic_/.test(effective.value) &&
        !namesDataset(evidence) && {
          message: `${maskKey(effective.value)} is a Classic key. Honeycomb takes it only together with a header x-honeycomb-dataset.`,
          remedy: {
            kind: "ask",
            ask: "Make an ingest key in an environment of your own; it needs no dataset header.",
          },
        }
      );
    },
  },
];

function namesDataset(evidence: Evidence): boolean {
  return evidence.compose.ok && otlpSettings(evidence).headers.has("x-honeycomb-dataset");
}
