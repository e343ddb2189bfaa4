import { keyProblem, listMistakes, maskKey, otlpSettings, parseDotenv, type Evidence } from "#course-kit";
import { keyLeaks, leakAdvice } from "./key-leaks.ts";
import { keyLines } from "./key-lines.ts";
import { keyPlaces } from "./key-places.ts";
import { keyShapes } from "./key-shapes.ts";

const NAME = "HONEYCOMB_API_KEY";

/** Where the key is not, what it is not, who else can read it, and how long it stays. */
export const mistakes = listMistakes([
  ...keyLines,
  ...keyPlaces,
  ...keyShapes,
  ...keyLeaks,
  {
    id: "key-lost-with-the-workspace",
    learn: "gitpod",
    when: ({ key, workspace }) =>
      key.effective?.from === "shell" &&
      !key.dotenv?.value &&
      workspace.kind === "gitpod" &&
      workspace.persisted &&
      !workspace.persisted[NAME] && {
        message:
          "The key lives in this terminal alone; the next one, and the next workspace, will not have it.",
        fix: `Let Gitpod keep it:\ngp env ${NAME}="$${NAME}"`,
      },
  },
  ...leakAdvice,
  {
    id: "keys-differ",
    severity: "advice",
    learn: "where-the-key-lives",
    when: ({ key }) =>
      key.shell &&
      key.dotenv?.value &&
      key.shell !== key.dotenv.value && {
        message: `This shell has another key (${maskKey(key.shell)}) than .env (${maskKey(key.dotenv.value)}); the shell's is used.`,
        file: ".env",
        line: key.dotenv.line,
        fix: `Let go of one of them, for instance of the shell's:\nunset ${NAME}`,
      },
  },
  {
    id: "keys-differ-in-dotenv",
    severity: "advice",
    learn: "where-the-key-lives",
    when: ({ key }) => {
      const [first, second] = parseDotenv(key.dotenvText ?? "").entries.filter(
        ({ name, value }) => name === NAME && value !== "",
      );
      return (
        first &&
        second &&
        first.value !== second.value && {
          message: `.env has two keys: ${maskKey(first.value)} in line ${first.line} and ${maskKey(second.value)} in line ${second.line}. The last one is used.`,
          file: ".env",
          line: first.line,
          fix: `Take line ${first.line} away.`,
        }
      );
    },
  },
  {
    id: "gp-env-keeps-another-key",
    severity: "advice",
    learn: "gitpod",
    when: ({ key, workspace }) => {
      const kept = workspace.persisted?.[NAME];
      const problem = kept && keyProblem(kept);
      return (
        kept &&
        key.effective &&
        kept !== key.effective.value && {
          message: problem
            ? `The key works here, but the next workspace gets what \`gp env\` keeps, and that cannot send traces: ${problem.sentence}.`
            : `The next workspace gets the key that \`gp env\` keeps (${maskKey(kept)}); here it is another one (${maskKey(key.effective.value)}).`,
          fix: `Let Gitpod keep the one you use:\ngp env ${NAME}="${key.effective.from === "shell" ? `$${NAME}` : "<your key>"}"`,
        }
      );
    },
  },
  {
    id: "blanks-beside-equals",
    severity: "advice",
    learn: "quotation-marks-and-blanks",
    when: ({ key }) => {
      if (!key.dotenvText) return undefined;
      const lines = key.dotenvText.split(/\r?\n/);
      const odd = parseDotenv(key.dotenvText).problems.find(
        ({ kind, line }) => kind === "blank-around-equals" && lines[line - 1]?.includes(NAME),
      );
      return (
        odd && {
          message: "There is a blank beside the equals sign in .env. Compose takes it; a shell does not.",
          file: ".env",
          line: odd.line,
          fix: "Take the blanks away.",
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
          fix: "Make an ingest key in an environment of your own; it needs no dataset header.",
        }
      );
    },
  },
]);

function namesDataset(evidence: Evidence): boolean {
  return evidence.compose.ok && otlpSettings(evidence).headers.has("x-honeycomb-dataset");
}
