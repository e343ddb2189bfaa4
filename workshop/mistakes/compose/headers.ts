import { editDistance } from "../../compose/nearest-word.ts";
import { keyProblem } from "../../facts/key-problem.ts";
import { looksLikeKey } from "../../compose/mask-key.ts";
import { otlpSettings, parseHeaders } from "../../facts/otlp-settings.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { addVariables, removeVariable, setVariable } from "../edits/edit-compose.ts";
import type { Remedy } from "../remedy.ts";
import { nowhere } from "./arrival.ts";
import {
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
const ITEM = /header/;
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
  /** A variable that the value asks for, and that is set nowhere. */
  readonly asked: string | undefined;
}

interface Rule {
  readonly id: string;
  readonly is: (header: Header, evidence: Evidence) => boolean;
  readonly says: (header: Header, evidence: Evidence) => string;
  readonly remedy?: (header: Header, evidence: Evidence) => Remedy | undefined;
  readonly learn?: string;
  readonly symptom?: boolean;
}

/** What keeps the header from carrying the key: the first that fits is told. */
const RULES: readonly Rule[] = [
  {
    id: "header-names-its-variable",
    is: ({ text }) => /^\s*OTEL_EXPORTER_OTLP_(TRACES_)?HEADERS\s*[=:]/.test(text),
    says: () => "the value repeats the name of the variable, which becomes the name of a header",
  },
  {
    id: "key-as-a-variable-name",
    is: (_, { compose }) => compose.ok && compose.problems.some(({ kind }) => kind === "key-as-name"),
    says: () => `the key itself is between the braces, where the name of a variable belongs`,
  },
  {
    id: "header-quoted-in-list",
    is: ({ text, found }) => found.style === "list" && /^\s*["'“”]/.test(text),
    says: () => "the quotation marks become part of the value, as they do after the = of a list entry",
  },
  {
    id: "header-quoted",
    is: ({ text }) => /^\s*["'“”]/.test(text),
    says: () => "there is a quotation mark before the header's name, and it becomes part of the name",
  },
  {
    id: "header-as-json",
    is: ({ text }) => /^\s*[{[]/.test(text),
    says: () => "it is written like JSON; here it is name=value, without braces",
  },
  {
    id: "header-key-quoted",
    is: ({ sent }) => sent !== undefined && /^["'“”]|["'“”]$/.test(sent),
    says: () => "there are quotation marks around the key, and they are sent with it",
  },
  {
    id: "header-not-expanded",
    is: ({ sent, text }) =>
      isText(sent) || (sent === undefined && /x-honeycomb-team\s*=\s*(\$[({]|%\w+%|<%|\{\{)/i.test(text)),
    says: ({ sent }, evidence) =>
      `${shownKey(evidence, sent ?? "of a variable")} would be sent instead of a key, because nothing replaces it`,
  },
  {
    id: "header-colon",
    is: ({ sent, text }) => sent === undefined && /x-honeycomb-team["']?\s*:/i.test(text),
    says: () =>
      "there is a colon after the header's name; it must be an equals sign, and anything else is ignored without a warning",
  },
  {
    id: "header-key-empty",
    learn: "variables-that-never-arrive",
    is: ({ sent, text }) => sent === undefined && /x-honeycomb-team\s*=\s*(,|;|$)/i.test(text),
    says: ({ asked, own }) =>
      asked === undefined
        ? `there is no key after ${TEAM}=, and the exporter leaves out an empty header`
        : asked === KEY_NAME
          ? `no key arrives in it: ${KEY_NAME} is empty where Compose looks for it`
          : `it asks for ${asked}, which is set nowhere; the key is called ${KEY_NAME}${own ? "" : ", and is not set either"}`,
    remedy: ({ asked }) =>
      asked === KEY_NAME ? { kind: "command", command: "npm run practice-key" } : undefined,
  },
  {
    id: "header-sends-a-default",
    is: ({ found, sent, own }) => sent !== own && byDefault(found) !== undefined,
    says: ({ found, sent }, evidence) =>
      `${byDefault(found)} is not set, so its default, ${shownKey(evidence, sent ?? "(nothing)")}, is sent instead of a key`,
  },
  {
    id: "header-swapped",
    is: ({ sent, names, own }) => sent === undefined && names.some((name) => name === own?.toLowerCase()),
    says: () =>
      "the key comes before the equals sign and the header's name after it; it should be the other way round",
  },
  {
    id: "header-without-its-name",
    is: ({ sent, text, own }) => sent === undefined && (text.trim() === own || looksLikeKey(text.trim())),
    says: () => `there is only the key; the header's name, ${TEAM}, is missing before it`,
  },
  {
    id: "header-wrong-name",
    is: (header) => header.sent === undefined && wrongName(header) !== undefined,
    says: (header, evidence) =>
      `the header is called ${withoutKey(evidence, wrongName(header) ?? "")}; Honeycomb reads the key only from ${TEAM}`,
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
        ? `“${withoutKey(evidence, behind).trim()}” comes after the key, and is sent with it${/=/.test(behind) ? "; headers are separated by commas" : ""}`
        : `“${withoutKey(evidence, before)}” comes before the key, and is sent with it`;
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
    remedy: ({ found }, evidence) =>
      setVariable(evidence, found, [found.name, `${RIGHT_HEADERS},x-honeycomb-dataset=backend`]),
  },
];

export const headerMistakes: readonly Mistake[] = RULES.map(
  ({ id, says, remedy, learn = LEARN, symptom = false }): Mistake => ({
    explains: ITEM,
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
            remedy: addVariables(evidence, [[HEADERS, RIGHT_HEADERS]]),
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
        remedy: remedy?.(header, evidence) ?? remedyOf(header, evidence),
      };
    },
  }),
);

/** What passes, and should still be fixed. */
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
          message: `The key itself is in ${found.origin.file}, which git tracks: ${practice ? "this one is a practice key, but with a real one" : "with it"} your next push would publish it.`,
          ...placeOfVariable(found),
          ...foundOf(evidence, found),
          remedy: setVariable(evidence, found, [found.name, RIGHT_HEADERS]),
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
            message: `${found.name} of the service ${service} carries the key, and a variable with such a name is built into the page: every visitor can read it.`,
            ...placeOfVariable(found),
            ...atLine(found.origin.line),
            remedy: removeVariable(evidence, found),
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

function remedyOf({ found }: Header, evidence: Evidence): Remedy | undefined {
  const base = variable(evidence, HEADERS);
  const baseIsRight =
    found.name === TRACES_HEADERS &&
    parseHeaders(base?.value ?? "").get(TEAM) === evidence.key.effective?.value;
  return (
    (baseIsRight ? removeVariable(evidence, found) : undefined) ??
    setVariable(evidence, found, [found.name, [RIGHT_HEADERS, ...otherHeaders(found)].join(",")])
  );
}

/** Headers for something else stay, where they are written as headers are. */
function otherHeaders({ written }: Variable): string[] {
  return written
    .split(",")
    .slice(1)
    .filter((each) => /^\s*x-(?!honeycomb-team)[\w-]+\s*=[^=\s"]+$/i.test(each));
}

/** The name of a variable whose default was taken. */
function byDefault({ interpolations }: Variable): string | undefined {
  return interpolations.find(({ usedDefault }) => usedDefault)?.name;
}

/** A variable that is set to nothing, which is as good as not set. */
function emptyName({ interpolations, value }: Variable): string | undefined {
  return /=\s*$/.test(value) ? interpolations.at(-1)?.name : undefined;
}

/** A variable's name where its value belongs, as other languages write it too. */
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
