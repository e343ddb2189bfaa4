import {
  editDistance,
  keyProblem,
  listMistakes,
  maskKey,
  parseDotenv,
  type Evidence,
  type KeyProblem,
  type Mistake,
} from "#course-kit";

const NAME = "HONEYCOMB_API_KEY";
const PRACTICE = "npm run practice-key";

/** Where the key is not, what it is not, and who else can read it. */
export const mistakes = listMistakes([
  {
    id: "key-name-misspelt",
    learn: "no-key-yet",
    hides: ["key-missing"],
    when: ({ key }) => {
      if (key.effective || !key.dotenvText) return undefined;
      const other = parseDotenv(key.dotenvText).entries.find(
        ({ name, value }) => value !== "" && isNearly(name),
      );
      return (
        other && {
          message: `.env holds ${other.name}; every lesson and docker-compose.yml ask for ${NAME}.`,
          file: ".env",
          line: other.line,
          fix: `Rename it:\n${NAME}=${"…"}`,
        }
      );
    },
  },
  {
    id: "key-line-unreadable",
    learn: "quotation-marks-and-blanks",
    hides: ["key-missing"],
    when: ({ key }) => {
      if (key.effective || !key.dotenvText) return undefined;
      const lines = key.dotenvText.split(/\r?\n/);
      const broken = parseDotenv(key.dotenvText).problems.find(
        ({ line, kind }) => kind !== "blank-around-equals" && lines[line - 1]?.includes(NAME),
      );
      return (
        broken && {
          message: `.env names ${NAME}, but ${broken.message}.`,
          file: ".env",
          line: broken.line,
          fix: `Write the name, an equals sign and the key, without blanks and quotation marks:\n${NAME}=${"…"}`,
        }
      );
    },
  },
  {
    id: "key-only-in-gp-env",
    learn: "gitpod",
    hides: ["key-missing"],
    when: ({ key, workspace }) =>
      !key.effective &&
      workspace.persisted?.[NAME] && {
        message: `\`gp env\` keeps ${NAME} for the next workspace; this terminal does not have it yet.`,
        fix: "Take it into this terminal:\neval $(gp env -e)",
      },
  },
  {
    id: "key-empty-in-shell",
    learn: "where-the-key-lives",
    hides: ["key-missing"],
    when: ({ key }) =>
      key.shell === "" && {
        message: `${NAME} is set in this shell, to an empty text${key.dotenv?.value ? "; it hides the key in .env, because the shell wins" : ""}.`,
        fix: key.dotenv?.value
          ? `Let go of it:\nunset ${NAME}`
          : `Let go of it, and make a key that works everywhere in this course:\nunset ${NAME}\n${PRACTICE}`,
      },
  },
  {
    id: "key-missing",
    learn: "no-key-yet",
    when: ({ key }) =>
      !key.effective && {
        message: key.dotenv
          ? `.env has a line for ${NAME}, and nothing behind the equals sign; this shell has no key either.`
          : `There is no key yet: ${NAME} stands neither in this shell nor in .env.`,
        ...(key.dotenv && { file: ".env", line: key.dotenv.line }),
        fix: `Make one that works everywhere in this course, without an account:\n${PRACTICE}`,
      },
  },
  shape(
    "key-quoted",
    ["quoted"],
    "quotation-marks-and-blanks",
    "Take the quotation marks away, and check that they are not curly ones from a web page.",
  ),
  shape(
    "key-is-placeholder",
    ["placeholder"],
    "the-shape-of-a-key",
    `Put your own key there, or a practice key: empty the line, then ${PRACTICE}`,
  ),
  shape(
    "key-not-expanded",
    ["unexpanded"],
    "quotation-marks-and-blanks",
    "Put the key itself there: nothing replaces a variable in that place.",
  ),
  shape(
    "key-with-blanks",
    ["blank-inside"],
    "quotation-marks-and-blanks",
    "Copy the key again, in one piece and without a line break.",
  ),
  shape(
    "key-is-management",
    ["management"],
    "the-shape-of-a-key",
    "Make an ingest key: in Honeycomb, your environment's settings, API Keys.",
  ),
  shape(
    "key-is-configuration-id",
    ["configuration-id"],
    "the-shape-of-a-key",
    "Make an ingest key: in Honeycomb, your environment's settings, API Keys.",
  ),
  shape(
    "key-is-id-only",
    ["ingest-id-only"],
    "the-shape-of-a-key",
    "The list in Honeycomb shows only the id. Make a new ingest key and copy the whole value when it is shown.",
  ),
  shape(
    "key-joined-with-colon",
    ["joined-with-colon"],
    "the-shape-of-a-key",
    "Copy the key as Honeycomb shows it, without a colon.",
  ),
  shape(
    "key-cut-short",
    ["cut-short"],
    "the-shape-of-a-key",
    "Copy it again, to its last letter; if it is gone, make a new one.",
  ),
  shape(
    "key-of-no-known-shape",
    ["unknown-shape", "empty"],
    "the-shape-of-a-key",
    `Look where it was copied from. For a key that works only here: empty the line, then ${PRACTICE}`,
  ),
  {
    id: "dotenv-in-git",
    learn: "a-key-in-git",
    when: ({ key }) =>
      key.dotenvTracked && {
        message: "git tracks .env, so your next push publishes the key in it.",
        file: ".env",
        fix: "git rm --cached .env\nThe file stays on your disk. If it was pushed already, make a new key and delete the old one.",
      },
  },
  {
    id: "key-in-git",
    learn: "a-key-in-git",
    when: ({ key }) => {
      const [first] = key.tracked;
      return (
        first && {
          message: `A key stands in ${first.file}, line ${first.line}, which git tracks: whoever can read the repository can use it.`,
          file: first.file,
          line: first.line,
          fix: `Take it out there, and keep it in .env, which git ignores. If it was pushed already, make a new key and delete the old one.`,
        }
      );
    },
  },
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
        fix: `gp env ${NAME}="$${NAME}"`,
      },
  },
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
        fix: `Let go of one of them, for instance: unset ${NAME}`,
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
    when: ({ key }) =>
      key.effective &&
      /^[0-9a-f]{32}$|^hc[a-z]ic_/.test(key.effective.value) && {
        message: "This is a Classic key. Honeycomb takes it only together with a header x-honeycomb-dataset.",
        fix: "Make an ingest key in an environment of your own; it needs no dataset header.",
      },
  },
]);

/** A value that cannot be a key: one mistake for each way. */
function shape(id: string, kinds: readonly KeyProblem["kind"][], learn: string, fix: string): Mistake {
  return {
    id,
    learn,
    when: (evidence) => {
      const { effective, dotenv } = evidence.key;
      const problem = effective && keyProblem(effective.value);
      if (!effective || !problem || !kinds.includes(problem.kind)) return undefined;
      const place = effective.from === "dotenv" && dotenv ? { file: ".env", line: dotenv.line } : {};
      return {
        message: `${NAME} ${from(evidence)} is no key that can send traces: ${problem.sentence}.`,
        ...place,
        fix,
      };
    },
  };
}

function from({ key }: Evidence): string {
  return key.effective?.from === "shell" ? "in this shell" : "in .env";
}

function isNearly(name: string): boolean {
  const plain = name.toUpperCase();
  return (
    name !== NAME &&
    (editDistance(plain, NAME) <= 3 || /HONEYCOMB.*KEY|^HONEYCOMB$|HONEYCOMB.*TOKEN/.test(plain))
  );
}
