import { editDistance } from "../../compose/nearest-word.ts";
import { keyOf, withKey, withoutLines } from "../../facts/dotenv-key.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { keyWithin } from "../../facts/key-within.ts";
import { strayKey } from "../../facts/stray-key.ts";
import { maskKey } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import type { Remedy } from "../remedy.ts";
import { inDotenv, KEY_NAME, noKey, PRACTICE } from "./no-key.ts";

/** Where the key is instead of where it is looked for. All of them explain why there is none. */
export const keyPlaces: readonly Mistake[] = [
  noKey("key-name-misspelt", "no-key-yet", (evidence) => {
    const other = otherInDotenv(evidence) ?? inShell(evidence) ?? inGitpod(evidence);
    return (
      other && {
        message: `${other.where} has ${other.name}, but every lesson and docker-compose.yml ask for ${KEY_NAME}.`,
        ...other.place,
        found: `${other.name}=${maskKey(other.value)}`,
        remedy: other.remedy,
      }
    );
  }),
  noKey("key-inside-the-headers", "no-key-yet", (evidence) => {
    const { dotenvText = "" } = evidence.key;
    const entry = parseDotenv(dotenvText).entries.find(
      ({ name, value }) => /HEADERS?$/.test(name) && /x-honeycomb-team\s*[=:]\s*\S/i.test(value),
    );
    return (
      entry && {
        message: `In .env the key is inside ${entry.name}. It needs a line of its own there; step 2 puts it into the header.`,
        file: ".env",
        line: entry.line,
        remedy: inDotenv(evidence, withKey(dotenvText, keyWithin(entry.value))) ?? {
          kind: "ask",
          ask: `Write ${KEY_NAME}= on a line of its own, followed by the key alone.`,
        },
      }
    );
  }),
  noKey("key-in-another-file", "where-the-key-lives", (evidence) => {
    const stray = strayKey(evidence);
    return (
      stray && {
        message: `There is a key in ${stray.file}, line ${stray.line}. It is read only from this shell and from .env in the repository's folder.`,
        file: stray.file,
        line: stray.line,
        found: `${stray.name ? `${stray.name}: ` : ""}${maskKey(stray.value)}`,
        remedy: moved(evidence, stray),
      }
    );
  }),
  noKey("key-only-in-gp-env", "gitpod", ({ workspace }) => {
    const kept = workspace.persisted?.[KEY_NAME];
    const problem = kept && keyProblem(kept);
    return (
      kept &&
      (problem
        ? {
            message: `\`gp env\` keeps ${KEY_NAME} for the next workspace, and what it keeps cannot send traces: ${problem.sentence}. This terminal has no key at all.`,
            remedy: {
              kind: "ask",
              ask: `Set your key for this terminal and for the next workspace:\nexport ${KEY_NAME}="<your key>"\ngp env ${KEY_NAME}="$${KEY_NAME}"`,
            },
          }
        : {
            message: `\`gp env\` keeps ${KEY_NAME} for the next workspace; this terminal does not have it yet.`,
            remedy: { kind: "command", command: "eval $(gp env -e)" },
          })
    );
  }),
  noKey("key-empty-in-shell", "where-the-key-lives", ({ key }) => {
    const hidden = key.dotenv?.value;
    return (
      key.shell?.trim() === "" && {
        message: `${KEY_NAME} is set in this shell, ${key.shell === "" ? "but empty" : "but only to spaces"}${hidden ? "; it hides the key in .env, because the shell wins" : ""}.`,
        remedy: { kind: "command", command: `unset ${KEY_NAME}${hidden ? "" : ` && ${PRACTICE}`}` },
      }
    );
  }),
  noKey("key-set-twice", "where-the-key-lives", (evidence) => {
    const { dotenvText = "" } = evidence.key;
    const entries = parseDotenv(dotenvText).entries.filter(({ name }) => name === KEY_NAME);
    const last = entries.at(-1);
    const empty = entries.filter(({ value }) => value === "").map(({ line }) => line);
    return (
      last?.value === "" &&
      empty.length < entries.length && {
        message: `.env names ${KEY_NAME} more than once. The last line wins, and line ${last.line} has nothing after the equals sign.`,
        file: ".env",
        line: last.line,
        remedy: inDotenv(evidence, withoutLines(dotenvText, ...empty)),
      }
    );
  }),
  noKey("key-missing", "no-key-yet", (evidence) => {
    return (
      isAskedFor(evidence) && {
        message: `docker-compose.yml asks for ${KEY_NAME}, which is set neither in this shell nor in .env.`,
        remedy: { kind: "command", command: PRACTICE },
      }
    );
  }),
  {
    ...noKey("key-not-made-yet", "no-key-yet", () => ({ message: "There is no key yet." })),
    severity: "open",
  },
];

/** Step 2 was done, so there was a key before: a fresh clone or workspace does not have it. */
function isAskedFor({ compose }: Evidence): boolean {
  return (
    compose.ok &&
    [...compose.variables.values()].some(
      ({ name, interpolations }) =>
        name.endsWith("_HEADERS") && interpolations.some((each) => each.name === KEY_NAME),
    )
  );
}

interface Other {
  readonly name: string;
  readonly value: string;
  readonly where: string;
  readonly place?: { readonly file: string; readonly line: number };
  readonly remedy: Remedy | undefined;
}

function otherInDotenv(evidence: Evidence): Other | undefined {
  const { dotenvText: text = "" } = evidence.key;
  const { entries } = parseDotenv(text);
  const entry = entries.find(({ name, value }) => isMeant(name, value));
  if (!entry) return undefined;
  const { nameEnd } = entry.span;
  const renamed = text.slice(0, nameEnd - entry.name.length) + KEY_NAME + text.slice(nameEnd);
  const empty = entries.filter(({ name }) => name === KEY_NAME).map(({ line }) => line);
  return {
    name: entry.name,
    value: entry.value,
    where: ".env",
    place: { file: ".env", line: entry.line },
    remedy: inDotenv(evidence, withoutLines(renamed, ...empty)),
  };
}

function inShell({ nearby }: Evidence): Other | undefined {
  const [name, value] = Object.entries(nearby.shell).find(([each, given]) => isMeant(each, given)) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const command = `export ${KEY_NAME}="$${name}"`;
  return { name, value, where: "This shell", remedy: { kind: "command", command } };
}

function inGitpod({ workspace }: Evidence): Other | undefined {
  const kept = Object.entries(workspace.persisted ?? {});
  const [name, value] = kept.find(([each, given]) => isMeant(each, given)) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const command = `eval $(gp env -e) && export ${KEY_NAME}="$${name}" && gp env ${KEY_NAME}="$${name}"`;
  return { name, value, where: "`gp env`", remedy: { kind: "command", command } };
}

/** Whether a learner meant the key, by its name or, where the name says nothing, by its value. */
function isMeant(name: string, value: string): boolean {
  const plain = name.toUpperCase();
  if (name === KEY_NAME || value.trim() === "" || /OTEL|OTLP|SERVICE|DATASET|ENDPOINT|URL/.test(plain))
    return false;
  return (
    editDistance(plain, KEY_NAME) <= 3 ||
    /HONEY.*(KEY|TOKEN|TEAM)|^HONEYCOMB$|^(HNY|HC)_.*KEY$/.test(plain) ||
    (/^hc[a-z]{3}_|^practice-/.test(value) && keyProblem(value) === undefined)
  );
}

/** A .env under another name gets its name back; from any other file the key alone goes to .env. */
function moved(
  evidence: Evidence,
  { file, value, text }: { file: string; value: string; text: string },
): Remedy {
  const { dotenvText } = evidence.key;
  if (dotenvText === undefined && keyOf(text) !== undefined && !/example/.test(file))
    return { kind: "command", command: `mv ${file} .env` };
  return (
    inDotenv(evidence, withKey(dotenvText ?? "", value)) ?? {
      kind: "ask",
      ask: `Make a file .env in the repository's folder, and move the key there, after ${KEY_NAME}=.`,
    }
  );
}
