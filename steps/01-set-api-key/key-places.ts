import { editDistance, keyProblem, maskKey, parseDotenv, type Evidence, type Mistake } from "#course-kit";

const NAME = "HONEYCOMB_API_KEY";
const PRACTICE = "npm run practice-key";

/** Where the key is instead of where it is looked for. All of them explain why there is none. */
export const keyPlaces: readonly Mistake[] = [
  noKey("dotenv-not-utf8", "quotation-marks-and-blanks", ({ key }) => {
    return (
      key.dotenvText?.includes("\0") && {
        message:
          "The file .env is saved in an encoding of two bytes a letter (PowerShell's > writes it so); programs read it as UTF-8, and find no name in it.",
        file: ".env",
        fix: `Save it as UTF-8 in your editor, or take the file away and let the workshop write a new one:\n${PRACTICE}`,
      }
    );
  }),
  noKey("key-name-misspelt", "no-key-yet", (evidence) => {
    const other = inDotenv(evidence) ?? inShell(evidence) ?? inGitpod(evidence);
    return (
      other && {
        message: `${other.where} has ${other.name}; every lesson and docker-compose.yml ask for ${NAME}.`,
        ...other.place,
        found: `${other.name}=${maskKey(other.value)}`,
        fix: other.place
          ? `Change the name at the beginning of that line, and leave the rest as it is:\n${NAME}=`
          : `Set it once more, under its right name:\nexport ${NAME}="$${other.name}"`,
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
        fix: `Write it on its own, without what stands before it now:\n${NAME}=`,
      }
    );
  }),
  noKey("key-commented-out", "no-key-yet", ({ key }) => {
    const lines = key.dotenvText?.split(/\r?\n/) ?? [];
    const at = lines.findIndex((line) => /^\s*#+\s*(export\s+)?HONEYCOMB_API_KEY\s*=\s*\S/.test(line));
    return (
      at >= 0 && {
        message: `Line ${at + 1} of .env begins with #, so it is a note, and the key in it is not read.`,
        file: ".env",
        line: at + 1,
        fix: "Take the # away.",
      }
    );
  }),
  noKey("key-line-unreadable", "quotation-marks-and-blanks", ({ key }) => {
    const lines = key.dotenvText?.split(/\r?\n/) ?? [];
    const broken = parseDotenv(key.dotenvText ?? "").problems.find(
      ({ line, kind }) =>
        kind === "key-alone" || (kind !== "blank-around-equals" && lines[line - 1]?.includes(NAME)),
    );
    return (
      broken && {
        message: `Line ${broken.line} of .env cannot be read as it is meant: ${broken.message}.`,
        file: ".env",
        line: broken.line,
        fix: `Write the name, an equals sign and the key, without blanks and quotation marks:\n${NAME}=`,
      }
    );
  }),
  noKey("key-in-another-file", "where-the-key-lives", (evidence) => {
    const other = inAnotherFile(evidence);
    return (
      other && {
        message: `${NAME} stands in ${other.file}, line ${other.line}. It is read from this shell and from .env in the repository's folder, and from no other file.`,
        file: other.file,
        line: other.line,
        found: `${NAME}=${maskKey(other.value)}`,
        fix: `Move that line to .env in the repository's folder.${/example/.test(other.file) ? ` In ${other.file} nothing stands behind the =, because that file belongs into git.` : ""}`,
      }
    );
  }),
  noKey("key-only-in-gp-env", "gitpod", ({ workspace }) => {
    return (
      workspace.persisted?.[NAME] && {
        message: `\`gp env\` keeps ${NAME} for the next workspace; this terminal does not have it yet.`,
        fix: "Take it into this terminal:\neval $(gp env -e)",
      }
    );
  }),
  noKey("key-empty-in-shell", "where-the-key-lives", ({ key }) => {
    const hidden = key.dotenv?.value;
    return (
      key.shell === "" && {
        message: `${NAME} is set in this shell, to an empty text${hidden ? "; it hides the key in .env, because the shell wins" : ""}.`,
        fix: hidden
          ? `Let go of it:\nunset ${NAME}`
          : `Let go of it, and make a key that works everywhere in this course:\nunset ${NAME}\n${PRACTICE}`,
      }
    );
  }),
  noKey("key-set-twice", "where-the-key-lives", ({ key }) => {
    const entries = entriesOf(key.dotenvText).filter(({ name }) => name === NAME);
    const last = entries.at(-1);
    const before = entries.findLast(({ value }) => value !== "");
    return (
      last?.value === "" &&
      before && {
        message: `.env names ${NAME} more than once. The last line wins, and line ${last.line} has nothing behind the equals sign.`,
        file: ".env",
        line: last.line,
        fix: `Take line ${last.line} away, and keep line ${before.line}.`,
      }
    );
  }),
  {
    id: "key-missing",
    learn: "no-key-yet",
    when: (evidence) => {
      const { key } = evidence;
      return (
        !key.effective && {
          message: key.dotenv
            ? `.env has a line for ${NAME}, and nothing behind the equals sign; this shell has no key either.`
            : `There is no key yet: ${NAME} stands neither in this shell nor in .env.`,
          ...(key.dotenv && { file: ".env", line: key.dotenv.line }),
          fix: `${secretFirst(evidence)}Make a key that works everywhere in this course, without an account:\n${PRACTICE}`,
        }
      );
    },
  },
];

/** A reason why no key arrives; what it explains is not told again. */
function noKey(id: string, learn: string, when: Mistake["when"]): Mistake {
  return {
    id,
    learn,
    hides: ["key-missing"],
    when: (evidence) => (evidence.key.effective ? undefined : when(evidence)),
  };
}

function entriesOf(text = "") {
  return parseDotenv(text).entries;
}

interface Other {
  readonly name: string;
  readonly value: string;
  readonly where: string;
  readonly place?: { readonly file: string; readonly line: number };
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
  return pair && { name: pair[0], value: pair[1], where: "`gp env`" };
}

/** Whether a learner meant the key, by its name or, where the name says nothing, by its value. */
function isMeant(name: string, value: string): boolean {
  const plain = name.toUpperCase();
  if (name === NAME || value.trim() === "" || /OTEL|OTLP|SERVICE|DATASET|ENDPOINT|URL/.test(plain))
    return false;
  return (
    editDistance(plain, NAME) <= 3 ||
    /HONEY.*(KEY|TOKEN|TEAM)|^HONEYCOMB$|^(HNY|HC)_.*KEY$/.test(plain) ||
    (/^hc[a-z]{3}_|^practice-/.test(value) && keyProblem(value) === undefined)
  );
}

function inAnotherFile({ nearby }: Evidence): { file: string; line: number; value: string } | undefined {
  for (const { path, text } of nearby.files) {
    const entry = /compose/i.test(path)
      ? inCompose(text)
      : /Dockerfile/i.test(path)
        ? undefined
        : entriesOf(text).find(({ name, value }) => name === NAME && keyProblem(value) === undefined);
    if (entry) return { file: path, line: entry.line, value: entry.value };
  }
  return undefined;
}

/** Written out under a service instead of asked for. */
function inCompose(text: string): { line: number; value: string } | undefined {
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const value = /^[\s-]*["']?HONEYCOMB_API_KEY["']?\s*[:=]\s*["']?([^\s"'$]+)/.exec(line)?.[1];
    if (value !== undefined && keyProblem(value) === undefined) return { line: index + 1, value };
  }
  return undefined;
}

/** What makes the most of a workspace in the cloud. */
function secretFirst({ workspace }: Evidence): string {
  return workspace.kind === "codespaces" || workspace.kind === "ona"
    ? "If you have made a secret with that name: it reaches only a workspace that starts after that, so restart this one.\n"
    : "";
}
