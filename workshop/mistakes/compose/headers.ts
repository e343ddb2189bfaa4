import { editDistance } from "../../compose/nearest-word.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { looksLikeKey } from "../../compose/mask-key.ts";
import { otlpSettings, parseHeaders } from "../../facts/otlp-settings.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { nowhere } from "./arrival.ts";
import {
  asWritten,
  atLine,
  foundOf,
  HEADERS,
  placeOfVariable,
  RIGHT_HEADERS,
  servicePlace,
  withoutKey,
  shownKey,
  TRACES_HEADERS,
  variable,
  type Variable,
} from "../../facts/service-lines.ts";

const LEARN = "the-header";
const TEAM = "x-honeycomb-team";
const KEY_NAME = "HONEYCOMB_API_KEY";

/** The header as it is written, as it is sent, and the key that it should carry. */
interface Header {
  readonly found: Variable;
  readonly text: string;
  /** The names of the headers, as the exporter reads them. */
  readonly names: readonly string[];
  /** What is sent as x-honeycomb-team. */
  readonly sent: string | undefined;
  readonly own: string | undefined;
  /** A variable that was asked for in vain. */
  readonly asked: string | undefined;
}

interface Rule {
  readonly id: string;
  readonly is: (header: Header, evidence: Evidence) => boolean;
  readonly says: (header: Header, evidence: Evidence) => string;
  readonly fix?: (header: Header) => string | undefined;
  readonly learn?: string;
  readonly symptom?: boolean;
}

/** What keeps the header from carrying the key: the first that fits is told, and stands for the rest. */
const RULES: readonly Rule[] = [
  {
    id: "header-names-its-variable",
    is: ({ text }) => /^\s*OTEL_EXPORTER_OTLP_(TRACES_)?HEADERS\s*[=:]/.test(text),
    says: () => "the name of the variable stands once more in its value, and becomes the name of a header",
  },
  {
    id: "key-as-a-variable-name",
    is: (_, { compose }) => compose.ok && compose.problems.some(({ kind }) => kind === "key-as-name"),
    says: () => `the key itself stands between the braces, where the name of a variable belongs`,
  },
  {
    id: "header-quoted-in-list",
    is: ({ text, found }) => found.style === "list" && /^\s*["'“”]/.test(text),
    says: () => "the quotation marks around the value become a part of it, because it stands in a list",
  },
  {
    id: "header-quoted",
    is: ({ text }) => /^\s*["'“”]/.test(text),
    says: () => "a quotation mark stands before the header's name, and becomes a part of it",
  },
  {
    id: "header-as-json",
    is: ({ text }) => /^\s*[{[]/.test(text),
    says: () => "it is written like JSON; here it is name=value, without braces",
  },
  {
    id: "header-key-quoted",
    is: ({ sent }) => sent !== undefined && /^["'“”]|["'“”]$/.test(sent),
    says: () => "quotation marks stand around the key, and are sent with it",
  },
  {
    id: "header-not-expanded",
    is: ({ sent, text }) =>
      isText(sent) || (sent === undefined && /x-honeycomb-team\s*=\s*(\$[({]|%\w+%|<%|\{\{)/i.test(text)),
    says: ({ sent }, evidence) =>
      `the text ${shownKey(evidence, sent ?? "of a variable")} would be sent instead of a key, because nothing replaces it there`,
  },
  {
    id: "header-colon",
    is: ({ sent, text }) => sent === undefined && /x-honeycomb-team["']?\s*:/i.test(text),
    says: () =>
      "a colon stands behind the header's name; here it is an equals sign, and anything else is passed over without a word",
  },
  {
    id: "header-key-empty",
    learn: "variables-that-never-arrive",
    is: ({ sent, text }) => sent === undefined && /x-honeycomb-team\s*=\s*(,|;|$)/i.test(text),
    says: ({ asked, own }) =>
      asked === undefined
        ? `no key arrives behind ${TEAM}=, and the exporter leaves an empty header out`
        : asked === KEY_NAME
          ? `no key arrives in it: ${KEY_NAME} is empty where Compose looks for it`
          : `it asks for ${asked}, which is set nowhere; the key is called ${KEY_NAME}${own ? "" : ", and is not set either"}`,
    fix: ({ asked }) =>
      asked === KEY_NAME ? "Give it a key, as step 1 says:\nnpm run practice-key" : undefined,
  },
  {
    id: "header-sends-a-default",
    is: ({ found, sent, own }) => sent !== own && byDefault(found) !== undefined,
    says: ({ found, sent }, evidence) =>
      `${byDefault(found)} is not set, so the default behind it, ${shownKey(evidence, sent ?? "(nothing)")}, is sent instead of a key`,
  },
  {
    id: "header-swapped",
    is: ({ sent, names, own }) => sent === undefined && names.some((name) => name === own?.toLowerCase()),
    says: () =>
      "the key stands before the equals sign and the header's name behind it; it is the other way round",
  },
  {
    id: "header-without-its-name",
    is: ({ sent, text, own }) => sent === undefined && (text.trim() === own || looksLikeKey(text.trim())),
    says: () => `the key stands alone; the header's name, ${TEAM}, is missing before it`,
  },
  {
    id: "header-wrong-name",
    is: (header) => header.sent === undefined && wrongName(header) !== undefined,
    says: (header, evidence) =>
      `the header is called ${withoutKey(evidence, wrongName(header) ?? "")}; Honeycomb reads the key from ${TEAM} alone`,
  },
  {
    id: "header-missing",
    symptom: true,
    is: ({ sent }) => sent === undefined,
    says: () => `there is no header ${TEAM}, so Honeycomb would not know whose traces these are`,
  },
  {
    id: "header-key-is-placeholder",
    is: ({ sent }) => keyProblem(sent ?? "")?.kind === "placeholder",
    says: ({ sent }, evidence) => `${shownKey(evidence, sent ?? "")} is a placeholder, not a key`,
  },
  {
    id: "header-with-more-than-the-key",
    is: ({ sent, own }) => own !== undefined && sent !== own && sent?.includes(own) === true,
    says: ({ sent = "", own = "" }, evidence) => {
      const [before = "", behind = ""] = sent.split(own);
      return before === ""
        ? `“${withoutKey(evidence, behind).trim()}” stands behind the key, and is sent with it${/=/.test(behind) ? "; a comma parts one header from the next" : ""}`
        : `“${withoutKey(evidence, before)}” stands before the key, and is sent with it`;
    },
  },
  {
    id: "header-carries-another-key",
    is: ({ sent, own }) => own !== undefined && sent !== own,
    says: ({ sent, own }, evidence) =>
      `it carries ${shownKey(evidence, sent ?? "")}, while ${KEY_NAME} is ${shownKey(evidence, own ?? "")}`,
  },
  {
    id: "classic-key-without-dataset",
    is: ({ names }) => !names.includes("x-honeycomb-dataset"),
    says: () => "the key is a Classic one, and Honeycomb takes it only with a dataset beside it",
    fix: () =>
      `Make an ingest key in an environment of your own, or name the dataset:\n      ${RIGHT_HEADERS.replace(/"$/, ',x-honeycomb-dataset=backend"')}`,
  },
];

export const headerMistakes: readonly Mistake[] = RULES.map(
  ({ id, says, fix, learn = LEARN, symptom = false }): Mistake => ({
    id,
    learn,
    symptom,
    when: (evidence) => {
      const header = wrongHeader(evidence);
      if (header === "none") {
        return (
          id === "header-missing" && {
            message: `${HEADERS} is not set, so no key is sent and Honeycomb would answer 401.${variable(evidence, KEY_NAME) ? ` ${KEY_NAME} reaches the backend, but OpenTelemetry reads no variable of that name.` : ""}`,
            ...servicePlace(evidence),
            fix: `Write below environment: of the service backend:\n${asWritten(evidence, RIGHT_HEADERS)}`,
          }
        );
      }
      if (!header || RULES.find(({ is }) => is(header, evidence))?.id !== id) return undefined;
      // Step 1 tells of a key that is nowhere; it is the cause.
      if (id === "header-key-empty" && header.asked === KEY_NAME && !evidence.key.effective) return undefined;
      return {
        message: `In ${header.found.name}, ${says(header, evidence)}.`,
        ...placeOfVariable(header.found),
        ...foundOf(evidence, header.found),
        fix: fix?.(header) ?? fixOf(header, evidence),
      };
    },
  }),
);

/** What passes, and should still be mended. */
export const headerAdvice: readonly Mistake[] = [
  {
    id: "key-pasted-into-compose",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      if (!evidence.compose.ok || otlpSettings(evidence).headerProblem) return undefined;
      const found = [variable(evidence, HEADERS), variable(evidence, TRACES_HEADERS)].find(
        (each) => each && holdsKey(each.written, evidence),
      );
      const practice = /practice-[a-z]{8}/.test(found?.written ?? "");
      return (
        found && {
          message: `The key itself stands in ${found.origin.file}, a file that belongs into git: ${practice ? "this one is a practice key, but with a real one" : "with it"} your next push would publish it.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          fix: `Keep the key in .env and ask for it here:\n${asWritten(evidence, RIGHT_HEADERS.replace(HEADERS, found.name), found)}`,
        }
      );
    },
  },
  {
    id: "key-for-the-browser",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { compose } = evidence;
      if (!compose.ok) return undefined;
      for (const [service, variables] of compose.otherServices) {
        for (const found of variables.values()) {
          if (!/^(VITE|REACT_APP|NEXT_PUBLIC|PUBLIC|VUE_APP|GATSBY)_/.test(found.name)) continue;
          if (!/HONEYCOMB_API_KEY/.test(found.written) && !holdsKey(found.value, evidence)) continue;
          return {
            message: `${found.name} of the service ${service} carries the key, and what begins like that is built into the page: every visitor can read it.`,
            ...placeOfVariable(found),
            ...atLine(found.origin.line),
            fix: "Take the line away. A browser sends its spans to your own server, which adds the key.",
          };
        }
      }
      return undefined;
    },
  },
];

/** The header that is sent, when it does not carry the key; `none` when no variable says anything of it. */
function wrongHeader(evidence: Evidence): Header | "none" | undefined {
  if (!evidence.compose.ok) return undefined;
  const { key: sent, headers, headerProblem } = otlpSettings(evidence);
  if (!headerProblem) return undefined;
  const own = variable(evidence, TRACES_HEADERS);
  const base = variable(evidence, HEADERS);
  const found = own && (!base || parseHeaders(own.value).has(TEAM)) ? own : base;
  if (!found) return nowhere(evidence).includes(HEADERS) ? "none" : undefined;
  const asked = found.interpolations.find(({ from, usedDefault }) => from === undefined && !usedDefault);
  return {
    found,
    text: found.value,
    names: [...headers.keys()],
    sent,
    own: evidence.key.effective?.value,
    asked: asked?.name ?? emptyName(found),
  };
}

function fixOf({ found }: Header, evidence: Evidence): string {
  const base = variable(evidence, HEADERS);
  const baseIsRight =
    found.name === TRACES_HEADERS &&
    parseHeaders(base?.value ?? "").get(TEAM) === evidence.key.effective?.value;
  const line = asWritten(evidence, RIGHT_HEADERS.replace(HEADERS, found.name), found);
  return baseIsRight
    ? `Take the line away: ${HEADERS} is enough. Or write:\n${line}`
    : `Write this instead:\n${line}`;
}

/** The name of a variable whose default was taken. */
function byDefault({ interpolations }: Variable): string | undefined {
  return interpolations.find(({ usedDefault }) => usedDefault)?.name;
}

/** A variable that is set to nothing, which is as good as not set. */
function emptyName({ interpolations, value }: Variable): string | undefined {
  return /=\s*$/.test(value) ? interpolations.at(-1)?.name : undefined;
}

/** A variable's text where its value belongs, in the ways of other languages too. */
function isText(sent: string | undefined): boolean {
  return (
    sent !== undefined &&
    /^\W*\$?[({<%]*\s*(process\.env\.|env[.:]|secrets\.)?HONEYCOMB_API_KEY\W*$|^\$[({]|^\{\{.*\}\}$|process\.env|os\.(environ|getenv)|&#\d+;/i.test(
      sent,
    )
  );
}

/** The name of the header that carries the key, or that looks as if it were meant to. */
function wrongName({ found, own }: Header): string | undefined {
  for (const entry of found.value.split(",")) {
    const [[plain = "", value = ""] = []] = parseHeaders(entry);
    const name = /^\s*([^=]*?)\s*=/.exec(entry)?.[1] ?? plain;
    if (plain === "") continue;
    if (value === own || editDistance(plain, TEAM) <= 3) return name;
    if (plain !== "x-honeycomb-dataset" && /honeycomb|key|token|auth|team/i.test(name)) return name;
  }
  const [bare = ""] = found.value.split(/[=:]/, 1);
  return /honeycomb|key|token|auth/i.test(bare) && !/^x-honeycomb-(team|dataset)$/i.test(bare.trim())
    ? bare.trim()
    : undefined;
}

function holdsKey(text: string, { key }: Evidence): boolean {
  const own = key.effective?.value;
  return (own !== undefined && own.length >= 8 && text.includes(own)) || /hc[a-z]{3}_[0-9a-z]{58}/.test(text);
}
