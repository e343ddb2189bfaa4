import { maskKey } from "../../compose/mask-key.ts";
import type { Finding } from "../../findings/finding.ts";
import type { LiveAnswer } from "./ask-about-key.ts";
import { DISABLED, REGIONS, type Answer, type KnownKey } from "./ask-honeycomb.ts";

/** What Honeycomb's answer comes to. */
export interface LiveVerdict {
  readonly state: "ok" | "advice" | "wrong" | "unable" | "not-asked";
  /** Where the traces will be found, or why Honeycomb was not asked; empty when the findings say all. */
  readonly says: string;
  readonly findings: readonly Finding[];
}

type Asked = Extract<LiveAnswer, { kind: "asked" }>;

/** Everything that only Honeycomb knows of a key; `npm run mistakes` lists these as live. */
export const LIVE_FINDINGS = [
  "live-key-unknown",
  "live-key-disabled",
  "live-key-of-other-region",
  "live-key-may-not-send",
  "live-key-makes-no-datasets",
  "live-key-is-classic",
  "live-key-is-configuration",
  "live-unreachable",
] as const;

/** The findings in an answer, nearest cause first, and the sentence that says where to look. */
export function judgeAnswer(live: LiveAnswer): LiveVerdict {
  if (live.kind === "not-asked")
    return { state: "not-asked", says: `was not asked: ${live.because}`, findings: [] };
  const known = live.answers.find((answer) => answer.kind === "known");
  const findings = known ? judgeKnown(known, live) : [judgeRefusal(live)];
  const wrong = findings.some(({ severity }) => severity === "wrong");
  const unable = findings.some(({ id }) => id === "live-unreachable");
  return {
    state: unable ? "unable" : wrong ? "wrong" : findings.length > 0 ? "advice" : "ok",
    says: known ? whereTracesGo(known, live) : "",
    findings,
  };
}

type Known = Extract<Answer, { kind: "known" }>;

function judgeKnown({ region, key }: Known, live: Asked): Finding[] {
  const shown = maskKey(live.key);
  const found: (Finding | false)[] = [
    live.sendsTo !== undefined &&
      live.sendsTo !== region &&
      finding("live-key-of-other-region", "wrong", {
        message: `The key ${shown} belongs to Honeycomb's region ${region}, and docker-compose.yml sends the traces to ${live.sendsTo}, where nobody knows it.`,
        fix: `Send them to its region:\nOTEL_EXPORTER_OTLP_ENDPOINT: "${REGIONS[region].api}"`,
        learn: "steps/02-compose-env-vars/README.md",
      }),
    key.access["events"] === false &&
      finding("live-key-may-not-send", "wrong", {
        message: `Honeycomb knows the key ${shown}, but it may not send events, so no trace of yours will arrive.`,
        fix: "Make an ingest key: in Honeycomb, your environment's settings, API Keys.",
        learn: SHAPE,
      }),
    key.access["createDatasets"] === false &&
      finding("live-key-makes-no-datasets", "wrong", {
        message: `The key ${shown} may not create datasets. ${live.serviceName ? `Unless there is a dataset ${live.serviceName} already, its` : "The"} first traces of a new service are dropped.`,
        fix: "Make an ingest key with “can create datasets” ticked, or create the dataset first.",
        learn: ASKED,
      }),
    key.environment === "" &&
      finding("live-key-is-classic", "advice", {
        message: `The key ${shown} is one of Honeycomb Classic, which takes traces only with a header x-honeycomb-dataset beside it.`,
        fix: "Make an environment in Honeycomb, and an ingest key in it.",
        learn: SHAPE,
      }),
    key.type === "configuration" &&
      key.access["events"] !== false &&
      finding("live-key-is-configuration", "advice", {
        message: `The key ${shown} is a configuration key. It may send traces, and it may do other things as well, so it is worth more to whoever finds it.`,
        fix: "Make an ingest key for your programs, and keep this one for your tools.",
        learn: SHAPE,
      }),
  ];
  return found.filter((each) => each !== false);
}

function judgeRefusal({ key, answers }: Asked): Finding {
  const silent = answers.map(whyNoVerdict).find((why) => why !== undefined);
  // A region that gave no verdict may well be the one that knows the key.
  if (silent !== undefined) {
    return finding("live-unreachable", "advice", {
      message: `Honeycomb could not be asked about the key: ${silent}.`,
      fix: "The checks need no network. Ask again later: npm run doctor -- --live",
      learn: ASKED,
    });
  }
  const refused = answers.filter((answer) => answer.kind === "refused");
  const disabled = refused.find(({ says }) => DISABLED.test(says));
  const told = disabled ?? refused[0];
  const found = told && { found: `${told.status}${told.says ? ` ${told.says}` : ""}` };
  if (disabled) {
    return finding("live-key-disabled", "wrong", {
      message: `Honeycomb (${disabled.region}) knows the key ${maskKey(key)} and refuses it: it is disabled.`,
      ...found,
      fix: "Enable it in Honeycomb, in your environment's settings under API Keys, or make a new one.",
      learn: ASKED,
    });
  }
  return finding("live-key-unknown", "wrong", {
    message: `Honeycomb knows no key ${maskKey(key)}; asked were its regions ${refused.map(({ region }) => region).join(" and ")}. It may have been deleted or replaced, or a letter of it is wrong.`,
    ...found,
    fix: "Copy the ingest key again, or make a new one in your environment's settings under API Keys.",
    learn: ASKED,
  });
}

/** Only 401 and 403 are words on the key. */
function whyNoVerdict(answer: Answer): string | undefined {
  if (answer.kind === "unreachable")
    return `${REGIONS[answer.region].api} gave no answer (${answer.because})`;
  if (answer.kind === "refused" && answer.status !== 401 && answer.status !== 403)
    return `${REGIONS[answer.region].api} answered ${answer.status}${answer.says && ` (${answer.says})`}`;
  return undefined;
}

const SHAPE = "steps/01-set-api-key/README.md#the-shape-of-a-key";
const ASKED = "steps/01-set-api-key/README.md#asking-honeycomb-itself";

function finding(
  id: (typeof LIVE_FINDINGS)[number],
  severity: Finding["severity"],
  told: Omit<Finding, "id" | "severity">,
): Finding {
  return { id, severity, ...told };
}

/** A key decides alone in which environment its traces are: whoever looks into another one sees nothing. */
function whereTracesGo({ region, key }: Known, { serviceName }: Asked): string {
  const name = (text: string) => encodeURIComponent(text);
  const dataset = serviceName ? `, dataset ${serviceName}` : "";
  const path = key.environment === "" ? "" : `/environments/${name(key.environment)}`;
  return `knows the key (${region}): your traces go to team ${key.team}, ${describe(key)}${dataset}. Look there: ${REGIONS[region].ui}/${name(key.team)}${path}`;
}

function describe({ environment }: KnownKey): string {
  return environment === "" ? "Honeycomb Classic" : `environment ${environment}`;
}
