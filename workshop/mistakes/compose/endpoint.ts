import { isHoneycomb } from "../../facts/traces-endpoint.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { otlpSettings } from "../../facts/otlp-settings.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { addVariables, removeVariable, setVariable } from "../edits/edit-compose.ts";
import type { Remedy } from "../remedy.ts";
import { nowhere } from "./arrival.ts";
import {
  ENDPOINT,
  firstOf,
  foundOf,
  placeOfVariable,
  rightEndpoint,
  rightHost,
  servicePlace,
  withoutKey,
  TRACES,
  variable,
  type Variable,
} from "../../facts/service-lines.ts";

const LEARN = "the-endpoint";
const ITEM = /endpoint/;
const HOSTS = ["api.honeycomb.io", "api.eu1.honeycomb.io"];

/** Whose address it is, where that can be told from the host. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)datadoghq\.(com|eu)$/, "Datadog"],
  [/(^|\.)nr-data\.net$|(^|\.)newrelic\.com$/, "New Relic"],
  [/(^|\.)grafana\.net$/, "Grafana Cloud"],
  [/(^|\.)lightstep\.com$/, "Lightstep"],
  [/(^|\.)signalfx\.com$/, "Splunk"],
  [/(^|\.)elastic(-cloud)?\.com?$/, "Elastic"],
  [/(^|\.)dynatrace\.com$/, "Dynatrace"],
  [/(^|\.)uptrace\.dev$/, "Uptrace"],
  [/(^|\.)googleapis\.com$/, "Google Cloud"],
  [/(^|\.)amazonaws\.com$/, "AWS"],
  [/(^|\.)sentry\.io$/, "Sentry"],
  [/(^|\.)axiom\.co$/, "Axiom"],
];

/** What is around an address that was quoted, or copied together with its brackets. */
const AROUND = /^["'`“”‘’<[(]|["'`“”‘’]$/;

/** An address as it is written and taken apart; the variable that decides where the traces go. */
interface Address {
  readonly found: Variable;
  readonly written: string;
  readonly host: string;
  readonly port: string;
  /** Where the traces would be posted; absent when the exporter makes no address of it. */
  readonly url?: string;
}

interface Rule {
  readonly id: string;
  readonly is: (address: Address, evidence: Evidence) => boolean;
  readonly says: (address: Address, evidence: Evidence) => string;
}

/** What keeps an endpoint from being Honeycomb's: the first that fits is told. */
const RULES: readonly Rule[] = [
  {
    id: "endpoint-quoted",
    is: ({ written }) => AROUND.test(written.trim()),
    says: ({ written }) =>
      /["'`“”‘’]/.test(written)
        ? "quotation marks are part of the address"
        : `“${written.trim()[0]}” before the address is part of it`,
  },
  {
    id: "endpoint-names-its-variable",
    is: ({ written }) => /^\s*OTEL_EXPORTER_OTLP_(TRACES_)?ENDPOINT\s*[=:]/.test(written),
    says: () => "the value repeats the name of the variable, and no address begins like that",
  },
  {
    id: "endpoint-asks-for-nothing",
    is: ({ found }) => unset(found) !== undefined,
    says: ({ found }) => `${unset(found)} is set nowhere, so its part of the address is empty`,
  },
  {
    id: "endpoint-with-blank",
    is: ({ written, url }) => url === undefined && /\s/.test(written),
    says: () =>
      "a space is part of the address, so the exporter cannot read it, and sends to localhost:4318 without a warning",
  },
  {
    id: "endpoint-with-two-schemes",
    is: ({ written }) => /^https?:\/\/https?\b/i.test(written),
    says: () => "it begins with https:// twice",
  },
  {
    id: "endpoint-without-scheme",
    is: ({ written }) => !/^\s*https?:/i.test(written),
    says: ({ written, url }) =>
      `it does not begin with https://, so the exporter ${url === undefined ? "cannot read it, and sends to localhost:4318 without a warning" : `takes ${written.split(":")[0]}: for a protocol that it does not know`}`,
  },
  {
    id: "endpoint-with-punctuation",
    is: ({ written }) => /[,;.]\/?\s*$/.test(written),
    says: ({ written }) => `“${/[,;.]\/?\s*$/.exec(written)?.[0].trim()}” at the end is part of the address`,
  },
  {
    id: "endpoint-has-path",
    is: ({ found, written }) => found.name === ENDPOINT && /\/v1\/[a-z]+\/?$/.test(written),
    says: ({ url }) => `the exporter adds /v1/traces by itself, so the spans would be posted to ${url}`,
  },
  {
    id: "traces-endpoint-without-path",
    is: ({ found, url }) => found.name === TRACES && URL.parse(url ?? "")?.pathname === "/",
    says: ({ host }) =>
      `the variable for traces alone is used as it is, so the spans would be posted to / of ${host}, and not to /v1/traces`,
  },
  {
    id: "endpoint-with-query",
    is: ({ written }) => /[?#]/.test(written),
    says: ({ written }) =>
      `“${/[?#].*/s.exec(written)?.[0]}” becomes part of the address, and swallows the /v1/traces that the exporter adds`,
  },
  {
    id: "endpoint-is-the-page",
    is: ({ host }) => /^((ui|www|docs)\.)?(eu1\.)?honeycomb\.io$/.test(host),
    says: ({ host }) => `${host} is where you look at traces; they are sent to api.honeycomb.io`,
  },
  {
    id: "endpoint-without-tls",
    is: ({ written, host }) => /^\s*http:/i.test(written) && isHoneycomb(host),
    says: () => "Honeycomb takes traces by https only, and a key should not travel unencrypted",
  },
  {
    id: "endpoint-for-grpc",
    is: ({ port }) => /^(4317|5568\d)$/.test(port),
    says: ({ port }) => `port ${port} is for gRPC; the exporter of this course uses HTTP`,
  },
  {
    id: "endpoint-is-localhost",
    is: ({ host }) => /^(localhost|127\.|\[?::1|0\.0\.0\.0)/.test(host),
    says: ({ host }) =>
      `in a container, ${host} is the container itself, which takes no traces. The trace page needs no address: npm start sends the traces there by itself`,
  },
  {
    id: "endpoint-is-a-container",
    is: ({ host }, evidence) => isContainer(host, evidence),
    says: ({ host, written, port }, evidence) =>
      host === "backend"
        ? "that is the backend itself, which makes traces and takes none"
        : `the traces would go to ${containerWords(host, evidence)}${/^https:/i.test(written) && port === "4318" ? ", by https, which port 4318 there does not understand" : ""}. This homework sends them to Honeycomb`,
  },
  {
    id: "endpoint-misspelt",
    is: ({ host }) =>
      !isHoneycomb(host) && (nearestWord(host, HOSTS) !== undefined || /honeycomb/.test(host)),
    says: ({ host, written }) => `the host is ${host}, and Honeycomb's is ${rightHost(written)}`,
  },
  {
    id: "endpoint-elsewhere",
    is: ({ host }) => host !== "" && !isHoneycomb(host),
    says: ({ host }) => {
      const vendor = VENDORS.find(([pattern]) => pattern.test(host))?.[1];
      return vendor
        ? `that is an address of ${vendor}, and this homework sends its traces to Honeycomb`
        : `the traces would go to ${host}, and this homework sends them to Honeycomb`;
    },
  },
  {
    id: "endpoint-with-port-or-path",
    is: () => true,
    says: ({ url }) =>
      `the spans would be posted to ${url ?? "nowhere"}; Honeycomb takes them at /v1/traces, on the usual port`,
  },
];

export const endpointMistakes: readonly Mistake[] = [
  {
    id: "endpoint-missing",
    symptom: true,
    learn: LEARN,
    explains: ITEM,
    when: (evidence) => {
      const empty = variable(evidence, ENDPOINT) ?? variable(evidence, TRACES);
      const none = nowhere(evidence).includes(ENDPOINT);
      const asked = empty && unset(empty);
      const isEmpty = empty && !firstOf(evidence, TRACES, ENDPOINT);
      return (
        (none || isEmpty) && {
          message: isEmpty
            ? `${empty.name} is empty${asked ? `: ${asked} is set nowhere` : ""}. Without an address the traces go to this machine's port 4318.`
            : `${ENDPOINT} is not set, so the traces go to this machine's port 4318.`,
          ...(isEmpty ? { ...placeOfVariable(empty), ...foundOf(evidence, empty) } : servicePlace(evidence)),
          remedy:
            isEmpty && empty
              ? setVariable(evidence, empty, [empty.name, rightEndpoint("", empty.name)])
              : addVariables(evidence, [[ENDPOINT, rightEndpoint()]]),
        }
      );
    },
  },
  ...RULES.map(({ id, says }): Mistake => ({
    explains: ITEM,
    id,
    learn: LEARN,
    when: (evidence) => {
      const address = wrongAddress(evidence);
      if (!address || RULES.find(({ is }) => is(address, evidence))?.id !== id) return undefined;
      const { found, written } = address;
      return {
        message: withoutKey(
          evidence,
          `${found.name} is ${shownAddress(written)}: ${says(address, evidence)}.`,
          400,
        ),
        ...placeOfVariable(found),
        remedy: remedyOf(address, evidence),
      };
    },
  })),
];

/** The address that decides, when it is not Honeycomb's. */
function wrongAddress(evidence: Evidence): Address | undefined {
  if (!evidence.compose.ok) return undefined;
  const { endpoint, endpointProblem } = otlpSettings(evidence);
  const found = endpoint && variable(evidence, endpoint.variable);
  if (!found || !endpointProblem) return undefined;
  const parsed = URL.parse(endpoint.url ?? endpoint.written);
  return {
    found,
    written: endpoint.written,
    host: parsed?.hostname ?? "",
    port: parsed?.port ?? "",
    ...(endpoint.url && { url: endpoint.url }),
  };
}

/** A space at its end can only be seen between quotation marks. */
function shownAddress(written: string): string {
  return written === written.trim() ? written : JSON.stringify(written);
}

/** The traces' own variable is not needed beside a right base. */
function remedyOf({ found, written }: Address, evidence: Evidence): Remedy | undefined {
  const base = variable(evidence, ENDPOINT);
  const isSpare = found.name === TRACES && base && isHoneycomb(URL.parse(base.value.trim())?.hostname ?? "");
  return (
    (isSpare ? removeVariable(evidence, found) : undefined) ??
    setVariable(evidence, found, [found.name, rightEndpoint(written, found.name)])
  );
}

/** Another service of the file, a name without a dot, or the machine seen from inside. */
function isContainer(host: string, { compose }: Evidence): boolean {
  const services = compose.ok ? compose.services : [];
  return services.includes(host) || host === "host.docker.internal" || /^[a-z][a-z0-9_-]*$/i.test(host);
}

function containerWords(host: string, { compose }: Evidence): string {
  if (compose.ok && compose.services.includes(host)) return `the service ${host} of ${compose.file}`;
  return host === "host.docker.internal" ? "the computer around the container" : `a container called ${host}`;
}

/** A variable that the value asks for, and that is set nowhere. */
function unset({ interpolations }: Variable): string | undefined {
  return interpolations.find(({ from, usedDefault }) => from === undefined && !usedDefault)?.name;
}
