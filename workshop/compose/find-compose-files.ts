import { ComposeStop, type ComposeProblem } from "./compose-problem.ts";
import { nearestWord } from "./nearest-word.ts";
import { readComposeFile, type ComposeFile } from "./read-compose-file.ts";

/** In the order in which Compose looks for them; the first one there is taken. */
const NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDES = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

export interface FoundFiles {
  /** The compose file's documents, then those of the override file. */
  readonly files: readonly [ComposeFile, ...ComposeFile[]];
  readonly problems: readonly ComposeProblem[];
}

/** Reads the compose file and its override file, as `docker compose` does where no `-f` tells it otherwise. */
export function findComposeFiles(
  read: (path: string) => string | undefined,
  listNames: (() => readonly string[]) | undefined,
): FoundFiles {
  const mains = present(NAMES, read);
  const overrides = present(OVERRIDES, read);
  const [main] = mains;
  if (!main) throw new ComposeStop(noFile(listNames?.() ?? []));
  const files = [main, ...overrides.slice(0, 1)].flatMap(({ path, text }) => readComposeFile(path, text));
  return {
    files: files as [ComposeFile, ...ComposeFile[]],
    problems: [...severalFiles(mains), ...severalFiles(overrides)],
  };
}

interface Present {
  readonly path: string;
  readonly text: string;
}

function present(names: readonly string[], read: (path: string) => string | undefined): Present[] {
  return names.flatMap((path) => {
    const text = read(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

function severalFiles([first, ...others]: readonly Present[]): ComposeProblem[] {
  if (!first || others.length === 0) return [];
  const names = others.map(({ path }) => path).join(", ");
  const message = `Compose takes ${first.path} and never looks at ${names}. Keep one of them only.`;
  return [{ kind: "several-files", file: first.path, message }];
}

function noFile(names: readonly string[]): ComposeProblem {
  const alike =
    names.find((name) => /^docker[-_. ]?compose\b.*\.(ya?ml|txt)$|^(docker[-_. ]?)?compose$/i.test(name)) ??
    nearestWord("docker-compose.yml", names);
  const message = alike
    ? `There is no docker-compose.yml, but a file called ${alike}. Rename it: mv ${JSON.stringify(alike)} docker-compose.yml`
    : "There is no docker-compose.yml in the repository's folder. Bring it back: git checkout -- docker-compose.yml";
  return { kind: "no-file", file: "docker-compose.yml", message };
}
