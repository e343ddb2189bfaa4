import { editDistance } from "../../compose/nearest-word.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { maskKey } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { KEY_NAME, noKey, PRACTICE } from "./no-key.ts";

/** Where the key is instead of where it is looked for. All of them explain why there is none. */
export const keyPlaces: readonly Mistake[] = [
  noKey("key-name-misspelt", "no-key-yet", (evidence) => {
    const other = inDotenv(evidence) ?? inShell(evidence) ?? inGitpod(evidence);
    return (
      other && {
        message: `${other.where} has ${other.name}; every lesson and docker-compose.yml ask for ${KEY_NAME}.`,
        ...other.place,
        found: `${other.name}=${maskKey(other.value)}`,
        fix: other.place
          ? `Change the name at the beginning of that line, and leave the rest as it is:\n${KEY_NAME}=`
          : other.kept
            ? `Take it into this terminal, and keep it under its right name:\neval $(gp env -e)\nexport ${KEY_NAME}="$${other.name}"\ngp env ${KEY_NAME}="$${other.name}"`
            : `Set it once more, under its right name:\nexport ${KEY_NAME}="$${other.name}"`,
      }
    );
  }),
  noKey("key-inside-the-headers", "no-key-yet", ({ key }) => {
    const entry = entriesOf(key.dotenvText).find(
      ({ name, value }) => /HEADERS?$/.test(name) && /x-honeycomb-team\s*[=:]\s*\S/i.test(value),
    );
    return (
      entry && {
        message: `In .env the key stands inside ${entry.name}. It has a line of its own there, and step 2 puts it into the header.`,
        file: ".env",
        line: entry.line,
        fix: `Write it on its own, without what stands before it now:\n${KEY_NAME}=`,
      }
    );
  }),
  noKey("key-in-another-file", "where-the-key-lives", (evidence) => {
    const other = inAnotherFile(evidence);
    return (
      other && {
        message: `A key stands in ${other.file}, line ${other.line}. It is read from this shell and from .env in the repository's folder, and from no other file.`,
        file: other.file,
        line: other.line,
        found: `${other.name ? `${other.name}: ` : ""}${maskKey(other.value)}`,
        fix: `Take it out there, and put it into .env in the repository's folder, behind its name:\n${KEY_NAME}=${/example/.test(other.file) ? `\nIn ${other.file} nothing stands behind the =, because that file belongs into git.` : ""}`,
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
            fix: `Set it for both, this terminal and the next workspace:\nexport ${KEY_NAME}="<your key>"\ngp env ${KEY_NAME}="<your key>"`,
          }
        : {
            message: `\`gp env\` keeps ${KEY_NAME} for the next workspace; this terminal does not have it yet.`,
            fix: "Take it into this terminal:\neval $(gp env -e)",
          })
    );
  }),
  noKey("key-empty-in-shell", "where-the-key-lives", ({ key }) => {
    const hidden = key.dotenv?.value;
    return (
      key.shell?.trim() === "" && {
        message: `${KEY_NAME} is set in this shell, to ${key.shell === "" ? "an empty text" : "blanks"}${hidden ? "; it hides the key in .env, because the shell wins" : ""}.`,
        fix: hidden
          ? `Let go of it:\nunset ${KEY_NAME}`
          : `Let go of it, and make a key that works everywhere in this course:\nunset ${KEY_NAME}\n${PRACTICE}`,
      }
    );
  }),
  noKey("key-set-twice", "where-the-key-lives", ({ key }) => {
    const entries = entriesOf(key.dotenvText).filter(({ name }) => name === KEY_NAME);
    const last = entries.at(-1);
    const before = entries.findLast(({ value }) => value !== "");
    return (
      last?.value === "" &&
      before && {
        message: `.env names ${KEY_NAME} more than once. The last line wins, and line ${last.line} has nothing behind the equals sign.`,
        file: ".env",
        line: last.line,
        fix: `Take line ${last.line} away, and keep line ${before.line}.`,
      }
    );
  }),
  {
    id: "key-missing",
    symptom: true,
    learn: "no-key-yet",
    when: (evidence) => {
      const { key } = evidence;
      return (
        !key.effective && {
          message: key.dotenv
            ? `.env has a line for ${KEY_NAME}, and nothing behind the equals sign; this shell has no key either.`
            : `There is no key yet: ${KEY_NAME} stands neither in this shell nor in .env.`,
          ...(key.dotenv && { file: ".env", line: key.dotenv.line }),
          fix: `${secretFirst(evidence)}Make a key that works everywhere in this course, without an account:\n${PRACTICE}`,
        }
      );
    },
  },
];

function entriesOf(text = "") {
  return parseDotenv(text).entries;
}

interface Other {
  readonly name: string;
  readonly value: string;
  readonly where: string;
  readonly place?: { readonly file: string; readonly line: number };
  /** Kept for the next workspace; this terminal need not have it. */
  readonly kept?: true;
}

function inDotenv({ key }: Evidence): Other | undefined {
  const entry = entriesOf(key.dotenvText).find(({ name, value }) => isMeant(name, value));
  return entry && { ...entry, where: ".env", place: { file: ".env", line: entry.line } };
}

function inShell({ nearby }: Evidence): Other | undefined {
  const pair = Object.entries(nearby.shell).find(([name, value]) => isMeant(name, value));
  return pair && { name: pair[0], value: pair[1], where: "This shell" };
}

function inGitpod({ workspace }: Evidence): Other | undefined {
  const pair = Object.entries(workspace.persisted ?? {}).find(([name, value]) => isMeant(name, value));
  return pair && { name: pair[0], value: pair[1], where: "`gp env`", kept: true };
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

interface Stray {
  readonly file: string;
  readonly line: number;
  readonly value: string;
  /** By which name it stands there; absent where it stands alone. */
  readonly name?: string;
}

function inAnotherFile({ nearby, backend }: Evidence): Stray | undefined {
  for (const { path: file, text } of [...nearby.files, ...nearby.notes, ...backend.sources]) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const found = keyIn(line);
      if (found) return { file, line: index + 1, ...found };
    }
  }
  return undefined;
}

/** A key that can send, by its name, in its header, or recognised by its shape. */
function keyIn(line: string): { name?: string; value: string } | undefined {
  const [, name, named = ""] =
    /(HONEYCOMB_API_KEY|x-honeycomb-team)["'`]?\s*[:=\s]\s*["'`]?([\w-]+)/i.exec(line) ?? [];
  if (name && keyProblem(named) === undefined) return { name, value: named };
  const [alone] = /\bhc[a-z]i[kc]_[0-9a-z]{58}\b/.exec(line) ?? [];
  return alone === undefined ? undefined : { value: alone };
}

/** What makes the most of a workspace in the cloud. */
function secretFirst({ workspace }: Evidence): string {
  return workspace.kind === "codespaces" || workspace.kind === "ona"
    ? "If you have made a secret with that name: it reaches only a workspace that starts after that, so restart this one.\n"
    : "";
}
