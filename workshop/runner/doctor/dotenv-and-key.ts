import { maskKey } from "../../compose/mask-key.ts";
import { parseDotenv } from "../../compose/parse-dotenv.ts";
import { keyKind } from "../../facts/key-kind.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import type { KeyEvidence } from "../../lab/evidence.ts";
import type { Diagnosis } from "./diagnosis.ts";

const NAME = "HONEYCOMB_API_KEY";
const PRACTICE = "npm run practice-key";

/** Every line of `.env` that Compose refuses or takes another way than it looks. */
export function diagnoseDotenv(text: string | undefined): Diagnosis {
  const line = { id: "dotenv", about: ".env" };
  if (text === undefined) return { ...line, state: "ok", says: "there is none; it is where a key can stand" };
  const { entries, problems } = parseDotenv(text);
  if (problems.length === 0) {
    return {
      ...line,
      state: "ok",
      says: `${entries.length} ${entries.length === 1 ? "variable" : "variables"}, every line can be read`,
    };
  }
  const stops = problems.some((problem) => problem.stops);
  return {
    ...line,
    state: stops ? "wrong" : "advice",
    says: problems.map((problem) => `.env:${problem.line}: ${problem.message}`).join("; "),
    fix: [...new Set(problems.map(({ advice }) => advice))].join(" "),
  };
}

/** The key that a process started from here gets: its kind, and where it came from. */
export function diagnoseKey({ shell, dotenv, effective }: KeyEvidence): Diagnosis {
  const line = { id: "key", about: "Key" };
  if (!effective) return { ...line, ...withoutKey(shell, dotenv?.value) };
  const { value, from } = effective;
  const place = from === "shell" ? "your shell" : `.env:${dotenv?.line}`;
  const problem = keyProblem(value);
  if (problem) {
    return {
      ...line,
      state: "wrong",
      says: `the value in ${place} cannot send traces: ${problem.sentence}`,
      fix: `${from === "shell" ? `Set it anew, or let go of it: unset ${NAME}.` : `Write the key alone behind ${NAME}= in .env.`} Step 1 says which keys will do.`,
      next: "npm run check:step 1",
    };
  }
  const says = `${maskKey(value)} from ${place}, ${keyKind(value)}`;
  const hidden = from === "shell" && dotenv?.value && dotenv.value !== value;
  if (!hidden) return { ...line, state: "ok", says };
  return {
    ...line,
    state: "advice",
    says: `${says}; it hides another one, ${maskKey(dotenv.value)} in .env:${dotenv.line}`,
    fix: `To use the one in .env:\nunset ${NAME}`,
  };
}

function withoutKey(
  shell: string | undefined,
  inDotenv: string | undefined,
): Omit<Diagnosis, "id" | "about"> {
  if (shell !== undefined && inDotenv)
    return {
      state: "wrong",
      says: `your shell holds ${NAME} without a value, and that hides the one in .env`,
      fix: `Let go of it:\nunset ${NAME}`,
    };
  return {
    state: "wrong",
    says: "there is none, neither in your shell nor in .env",
    fix: `Step 1 tells how to get one. Without an account a practice key does as well:\n${PRACTICE}`,
    next: PRACTICE,
  };
}

/** Whether git could carry the key away. */
export function diagnoseGit(key: KeyEvidence, hasDotenv: boolean): Diagnosis {
  const line = { id: "git", about: "git" };
  if (key.dotenvTracked) {
    const next = "git rm --cached .env";
    return {
      ...line,
      state: "wrong",
      says: "git tracks .env, so the next commit carries your key along",
      fix: `Let git forget the file; it stays where it is:\n${next}`,
      next,
    };
  }
  const [leak] = key.tracked;
  if (leak) {
    return {
      ...line,
      state: "wrong",
      says: `${leak.file}:${leak.line} holds a key, and git tracks that file`,
      fix: "Take it out of there, make a new key in Honeycomb and delete the old one.",
      next: "npm run check:step 1",
    };
  }
  if (key.dotenvIgnored === undefined)
    return {
      ...line,
      state: "advice",
      says: "this is no git checkout, or git is not installed, so nothing can be said about it",
      fix: "Nothing here needs git. Only keep .env to yourself when you pass this folder on.",
    };
  if (!key.dotenvIgnored)
    return {
      ...line,
      state: hasDotenv ? "wrong" : "advice",
      says: "git does not ignore .env, so `git add` would take your key along",
      fix: "Write this line into .gitignore:\n.env",
    };
  return { ...line, state: "ok", says: "ignores .env, and no tracked file holds a key" };
}
