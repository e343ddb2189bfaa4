import {
  listMistakes,
  maskKey,
  nearestWord,
  otlpSettings,
  parseDotenv,
  type Evidence,
  type Mistake,
} from "#course-kit";

const ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
const HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
const NAME = "OTEL_SERVICE_NAME";
const TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
const RIGHT_ENDPOINT = `${ENDPOINT}: "https://api.honeycomb.io"`;
const RIGHT_HEADERS = `${HEADERS}: "x-honeycomb-team=\${HONEYCOMB_API_KEY}"`;
const RIGHT_NAME = `${NAME}: "backend"`;

/** Names that the OpenTelemetry specification knows and that a learner of this course may mean. */
const KNOWN = [
  ENDPOINT,
  HEADERS,
  NAME,
  TRACES,
  "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
  "OTEL_EXPORTER_OTLP_TIMEOUT",
  "OTEL_EXPORTER_OTLP_COMPRESSION",
  "OTEL_METRICS_EXPORTER",
  "OTEL_LOGS_EXPORTER",
  "OTEL_TRACES_EXPORTER",
  "OTEL_LOG_LEVEL",
  "OTEL_RESOURCE_ATTRIBUTES",
  "OTEL_SDK_DISABLED",
  "OTEL_TRACES_SAMPLER",
  "OTEL_TRACES_SAMPLER_ARG",
  "OTEL_PROPAGATORS",
  "OTEL_BSP_SCHEDULE_DELAY",
  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
  "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
  "OTEL_NODE_RESOURCE_DETECTORS",
];

/** What can be wrong with an endpoint, nearest to the cause first: the one that fits hides the rest. */
const ENDPOINT_ORDER = [
  "endpoint-quoted",
  "endpoint-without-scheme",
  "endpoint-has-path",
  "traces-endpoint-without-path",
  "endpoint-is-the-page",
  "endpoint-without-tls",
  "endpoint-for-grpc",
  "endpoint-is-localhost",
  "endpoint-misspelt",
  "endpoint-elsewhere",
  "endpoint-with-port-or-path",
];

/** Problems of the file as a whole that have a mistake of their own. */
const TOLD: ReadonlySet<string> = new Set([
  "no-file",
  "malformed-yaml",
  "not-a-mapping",
  "no-services",
  "no-such-service",
  "environment-shape",
  "required-variable",
  "bad-interpolation",
  "env-file-missing",
]);

/** From the file as a whole to its single values: YAML, then which variables are there, then what they say. */
export const mistakes = listMistakes([
  stop("compose-missing", ["no-file"], "yaml", "git checkout -- docker-compose.yml"),
  stop(
    "compose-not-yaml",
    ["malformed-yaml", "not-a-mapping"],
    "yaml",
    "Look at that line and the one above it: blanks at the beginning, colons, quotation marks. npm run solution 2 shows how it should stand.",
  ),
  stop(
    "compose-without-backend",
    ["no-services", "no-such-service"],
    "yaml",
    "The service that the course starts is called backend:\nservices:\n  backend:",
  ),
  stop(
    "compose-mixes-styles",
    ["environment-shape"],
    "yaml",
    `Write all variables in one style, such as:\n      ${RIGHT_NAME}`,
  ),
  stop(
    "compose-demands-a-variable",
    ["required-variable"],
    "variables-that-never-arrive",
    "Set it in .env, or write ${NAME} without the question mark: then the file also works without it.",
  ),
  stop(
    "compose-bad-variable",
    ["bad-interpolation"],
    "yaml",
    "A variable is written ${NAME}; a dollar sign that is meant as one is written $$.",
  ),
  stop(
    "env-file-missing",
    ["env-file-missing"],
    "variables-that-never-arrive",
    "Make that file, or take the env_file line away.",
  ),
  {
    id: "compose-refused",
    learn: "yaml",
    when: ({ compose }) =>
      !compose.ok &&
      !TOLD.has(compose.problem.kind) && {
        message: compose.problem.message,
        file: compose.problem.file,
        ...at(compose.problem.line),
        fix: "Mend that place, or see how it should stand: npm run solution 2",
      },
  },
  {
    id: "environment-misspelt",
    learn: "yaml",
    hides: ["variables-missing", "endpoint-missing", "header-missing", "service-name-missing"],
    when: ({ compose }) => {
      const problem =
        compose.ok &&
        compose.problems.find(
          ({ kind, message }) => kind === "unknown-key" && message.includes("It is called environment"),
        );
      return (
        problem && { message: problem.message, file: problem.file, ...at(problem.line), fix: "environment:" }
      );
    },
  },
  {
    id: "variables-on-another-service",
    learn: "variables-that-never-arrive",
    hides: ["variables-missing", "endpoint-missing", "header-missing", "service-name-missing"],
    when: (evidence) => {
      const { compose } = evidence;
      if (!compose.ok || compose.variables.has(ENDPOINT) || compose.variables.has(TRACES)) return undefined;
      for (const [service, variables] of compose.otherServices) {
        const found = variables.get(ENDPOINT) ?? variables.get(HEADERS);
        if (found) {
          return {
            message: `${found.name} stands under the service ${service}; the backend does not get it.`,
            file: compose.file,
            ...at(found.origin.line),
            fix: "Move the three lines below environment: of the service backend.",
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "variable-misspelt",
    learn: "variables-that-never-arrive",
    hides: ["variables-missing", "endpoint-missing", "header-missing", "service-name-missing"],
    when: ({ compose }) => {
      if (!compose.ok) return undefined;
      for (const { name, origin } of compose.variables.values()) {
        const meant = misspelt(name);
        if (meant && !compose.variables.has(meant)) {
          return {
            message: `OpenTelemetry knows no variable ${name}; nobody reads it, and nobody complains.`,
            ...placeOf(origin),
            fix: `Write ${meant}`,
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "variables-only-in-dotenv",
    learn: "variables-that-never-arrive",
    hides: ["variables-missing", "endpoint-missing", "header-missing", "service-name-missing"],
    when: ({ compose, key }) => {
      if (!compose.ok || !key.dotenvText) return undefined;
      const entry = parseDotenv(key.dotenvText).entries.find(
        ({ name }) => [ENDPOINT, HEADERS, NAME].includes(name) && !compose.variables.has(name),
      );
      return (
        entry && {
          message: `${entry.name} stands in .env, but .env only fills in what docker-compose.yml asks for: the backend does not get it.`,
          file: ".env",
          line: entry.line,
          fix: `Put the three lines below environment: in docker-compose.yml:\n${RIGHT_ENDPOINT}\n${RIGHT_HEADERS}\n${RIGHT_NAME}`,
        }
      );
    },
  },
  {
    id: "variable-passed-through-empty",
    learn: "variables-that-never-arrive",
    hides: ["endpoint-missing", "header-missing", "service-name-missing", "variables-missing"],
    when: ({ compose }) => {
      const passed =
        compose.ok && compose.unset.find(({ name, passThrough }) => passThrough && name.startsWith("OTEL_"));
      return (
        passed && {
          message: `${passed.name} stands there without a value, so it is taken from this shell or .env, and neither has it. Compose says nothing about that.`,
          file: passed.file,
          line: passed.line,
          fix: `Write the value behind it:\n${passed.name === HEADERS ? RIGHT_HEADERS : passed.name === NAME ? RIGHT_NAME : RIGHT_ENDPOINT}`,
        }
      );
    },
  },
  {
    id: "variables-missing",
    learn: "your-task",
    hides: ["endpoint-missing", "header-missing", "service-name-missing"],
    when: ({ compose }) =>
      compose.ok &&
      ![ENDPOINT, TRACES, HEADERS, NAME, "OTEL_RESOURCE_ATTRIBUTES"].some((name) =>
        compose.variables.has(name),
      ) && {
        message:
          "docker-compose.yml gives the backend none of the three variables yet: where the traces go, whose they are, who sends them.",
        file: compose.file,
        ...at(compose.serviceLine),
        fix: `Add them below environment: of the service backend:\n      ${RIGHT_ENDPOINT}\n      ${RIGHT_HEADERS}\n      ${RIGHT_NAME}`,
      },
  },
  {
    id: "endpoint-missing",
    learn: "the-endpoint",
    when: (evidence) =>
      evidence.compose.ok &&
      !value(evidence, ENDPOINT) &&
      !value(evidence, TRACES) && {
        message: `The backend is not told where to send its traces: without ${ENDPOINT} they go to this machine's port 4318.`,
        file: evidence.compose.file,
        ...at(evidence.compose.serviceLine),
        fix: RIGHT_ENDPOINT,
      },
  },
  endpoint(
    "endpoint-quoted",
    (written) => /^["'“”‘’]/.test(written),
    () => "quotation marks are part of the address",
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-without-scheme",
    (written) => !/^https?:\/\//i.test(written),
    (written) => `${written} begins with no https://, so it is no address for the HTTP exporter`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-has-path",
    (written, variable) => variable === ENDPOINT && /\/v1\/\w+\/?$/.test(written),
    (written) =>
      `the exporter adds /v1/traces by itself, so the spans would be posted to ${written.replace(/\/$/, "")}/v1/traces`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "traces-endpoint-without-path",
    (written, variable) => variable === TRACES && URL.parse(written)?.pathname === "/",
    () => "the variable for traces alone is used as it stands, and Honeycomb takes traces at /v1/traces",
    `${TRACES}: "https://api.honeycomb.io/v1/traces"`,
  ),
  endpoint(
    "endpoint-is-the-page",
    (written) => /^(ui\.|www\.|docs\.)?(eu1\.)?honeycomb\.io$|^ui\.eu1\.honeycomb\.io$/.test(host(written)),
    (written) => `${host(written)} is where you look at traces; they are sent to api.honeycomb.io`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-without-tls",
    (written) => /^http:\/\/api\.(eu1\.)?honeycomb\.io/.test(written),
    () => "Honeycomb takes traces by https only, and a key should not travel unencrypted",
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-for-grpc",
    (written) => /:(4317|5568\d)\b/.test(written),
    (written) => `port ${URL.parse(written)?.port} is where gRPC is spoken; this exporter speaks HTTP`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-is-localhost",
    (written) => /^(localhost|127\.|\[?::1|0\.0\.0\.0)/.test(host(written)),
    (written) => `${host(written)} is the container itself, where nobody takes traces`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-misspelt",
    (written) =>
      !isHoneycomb(written) &&
      nearestWord(host(written), ["api.honeycomb.io", "api.eu1.honeycomb.io"]) !== undefined,
    (written) => `there is no host ${host(written)}`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-elsewhere",
    (written) => host(written) !== "" && !isHoneycomb(written),
    (written) => `the traces would go to ${host(written)}, and this homework is about Honeycomb`,
    RIGHT_ENDPOINT,
  ),
  endpoint(
    "endpoint-with-port-or-path",
    (written, variable) =>
      isHoneycomb(written) &&
      (URL.parse(written)?.port !== "" ||
        (variable === ENDPOINT
          ? !/^\/?$/.test(URL.parse(written)?.pathname ?? "")
          : URL.parse(written)?.pathname !== "/v1/traces")),
    (written) => `${written} has a port or a path that Honeycomb does not answer at`,
    RIGHT_ENDPOINT,
  ),
  header(
    "header-quoted-in-list",
    (_, { style, written }) => style === "list" && /^["']/.test(written),
    () => "in a list the quotation marks around the value become a part of it",
    '- "OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=${HONEYCOMB_API_KEY}"',
  ),
  header(
    "header-key-quoted",
    (text) => /x-honeycomb-team=["'“”]/i.test(text),
    () => "quotation marks stand around the key, and are sent with it",
    RIGHT_HEADERS,
  ),
  header(
    "header-not-expanded",
    (text) => text.includes("${") || /=\$?\(/.test(text),
    () => "the text of the variable is sent, because nothing replaces it in that place",
    RIGHT_HEADERS,
  ),
  header(
    "header-colon",
    (text) => /x-honeycomb-team\s*:/i.test(text),
    () =>
      "a colon stands behind the header's name; here it is an equals sign, and anything else is passed over without a word",
    RIGHT_HEADERS,
  ),
  {
    id: "header-key-empty",
    learn: "variables-that-never-arrive",
    hides: ["header-missing"],
    when: (evidence) => {
      const found = variable(evidence, HEADERS);
      const empty = found?.interpolations.find(({ from, usedDefault }) => from === undefined && !usedDefault);
      const name = empty?.name ?? "";
      return (
        found &&
        /x-honeycomb-team=(,|$)/i.test(found.value) && {
          message:
            empty && name !== "HONEYCOMB_API_KEY"
              ? `The header asks for ${name}, which is set nowhere; the key is called HONEYCOMB_API_KEY.`
              : "The header is right, but no key arrives in it: HONEYCOMB_API_KEY is empty where Compose looks for it.",
          ...placeOf(found.origin),
          fix:
            empty && name !== "HONEYCOMB_API_KEY"
              ? RIGHT_HEADERS
              : "npm run practice-key\nor put your key into .env, as step 1 says.",
        }
      );
    },
  },
  {
    id: "header-wrong-name",
    learn: "the-header",
    hides: ["header-missing"],
    when: (evidence) => {
      const found = variable(evidence, HEADERS);
      if (!found || !evidence.compose.ok || /x-honeycomb-team/i.test(found.value)) return undefined;
      const [name = ""] = found.value.split(/[=:]/);
      return (
        /honeycomb|key|token|auth/i.test(name) && {
          message: `The header is called ${name.trim()}; Honeycomb reads the key from x-honeycomb-team alone.`,
          ...placeOf(found.origin),
          fix: RIGHT_HEADERS,
        }
      );
    },
  },
  {
    id: "header-missing",
    learn: "the-header",
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const { key } = otlpSettings(evidence);
      const found = variable(evidence, HEADERS);
      return (
        key === undefined && {
          message: found
            ? `${HEADERS} holds no header x-honeycomb-team, so Honeycomb would not know whose traces these are.`
            : `${HEADERS} is not set, so no key is sent and Honeycomb would answer 401.`,
          ...(found
            ? placeOf(found.origin)
            : { file: evidence.compose.file, ...at(evidence.compose.serviceLine) }),
          fix: RIGHT_HEADERS,
        }
      );
    },
  },
  {
    id: "header-carries-another-key",
    learn: "the-header",
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const { key } = otlpSettings(evidence);
      const own = evidence.key.effective?.value;
      const found = variable(evidence, HEADERS);
      return (
        key !== undefined &&
        own !== undefined &&
        key !== own && {
          message: `The header carries ${maskKey(key)}, while HONEYCOMB_API_KEY is ${maskKey(own)}.`,
          ...(found ? placeOf(found.origin) : {}),
          fix: RIGHT_HEADERS,
        }
      );
    },
  },
  {
    id: "service-name-shared",
    learn: "the-service-name",
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const { nameProblem, serviceName } = otlpSettings(evidence);
      const found = variable(evidence, NAME);
      return (
        nameProblem?.includes("too") && {
          message: `Two services are called ${serviceName}: ${nameProblem}. Their traces could not be told apart.`,
          ...(found ? placeOf(found.origin) : {}),
          fix: RIGHT_NAME,
        }
      );
    },
  },
  {
    id: "service-name-missing",
    learn: "the-service-name",
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const { nameProblem, serviceName } = otlpSettings(evidence);
      const found = variable(evidence, NAME);
      return (
        nameProblem &&
        !nameProblem.includes("too") && {
          message:
            serviceName === ""
              ? "The service has no name: its traces would be filed under unknown_service, with everyone else's."
              : `The service is called ${serviceName}, which is what Honeycomb calls one without a name.`,
          ...(found
            ? placeOf(found.origin)
            : { file: evidence.compose.file, ...at(evidence.compose.serviceLine) }),
          fix: RIGHT_NAME,
        }
      );
    },
  },
  {
    id: "key-pasted-into-compose",
    severity: "advice",
    learn: "the-header",
    when: (evidence) => {
      const found = variable(evidence, HEADERS);
      return (
        found?.origin.kind === "compose" &&
        found.interpolations.length === 0 &&
        /x-honeycomb-team=./i.test(found.value) && {
          message:
            "The key itself stands in docker-compose.yml, which git tracks: your next push publishes it.",
          ...placeOf(found.origin),
          fix: `Keep it in .env and ask for it here:\n${RIGHT_HEADERS}`,
        }
      );
    },
  },
  {
    id: "dollar-taken-for-a-variable",
    severity: "advice",
    learn: "yaml",
    when: ({ compose }) => {
      const problem = compose.ok && compose.problems.find(({ kind }) => kind === "swallowed-dollar");
      return (
        problem && {
          message: problem.message,
          file: problem.file,
          ...at(problem.line),
          fix: "Write $$ for a dollar sign.",
        }
      );
    },
  },
  {
    id: "protocol-not-for-http",
    severity: "advice",
    learn: "the-endpoint",
    when: (evidence) => {
      const found =
        variable(evidence, "OTEL_EXPORTER_OTLP_PROTOCOL") ??
        variable(evidence, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");
      return (
        found &&
        !/^http\/(protobuf|json)$/.test(found.value) && {
          message: `${found.name} is ${found.value}. The exporter of this course is for HTTP and does not ask; one that asks would not reach Honeycomb at this address.`,
          ...placeOf(found.origin),
          fix: "Take the line away.",
        }
      );
    },
  },
]);

type Variable = NonNullable<ReturnType<typeof variable>>;

/** Compose would not even start: its problem, told as a mistake. */
function stop(id: string, kinds: readonly string[], learn: string, fix: string): Mistake {
  return {
    id,
    learn,
    when: ({ compose }) =>
      !compose.ok &&
      kinds.includes(compose.problem.kind) && {
        message: compose.problem.message,
        file: compose.problem.file,
        ...at(compose.problem.line),
        fix,
      },
  };
}

/** An endpoint that is set to something else than Honeycomb's address; the first of these that fits is told. */
function endpoint(
  id: string,
  is: (written: string, variable: string) => boolean,
  says: (written: string) => string,
  fix: string,
): Mistake {
  return {
    id,
    learn: "the-endpoint",
    hides: ENDPOINT_ORDER.slice(ENDPOINT_ORDER.indexOf(id) + 1),
    when: (evidence) => {
      const found = variable(evidence, TRACES) ?? variable(evidence, ENDPOINT);
      const written = found?.value.trim() ?? "";
      return (
        found &&
        written !== "" &&
        is(written, found.name) && {
          message: `${found.name} is ${written}: ${says(written)}.`,
          ...placeOf(found.origin),
          fix,
        }
      );
    },
  };
}

function header(
  id: string,
  is: (text: string, variable: Variable) => boolean,
  says: () => string,
  fix: string,
): Mistake {
  return {
    id,
    learn: "the-header",
    hides: ["header-missing", "header-wrong-name", "header-carries-another-key", "key-pasted-into-compose"],
    when: (evidence) => {
      const found = variable(evidence, HEADERS);
      return (
        found &&
        is(found.value, found) && { message: `In ${HEADERS}, ${says()}.`, ...placeOf(found.origin), fix }
      );
    },
  };
}

function variable({ compose }: Evidence, name: string) {
  return compose.ok ? compose.variables.get(name) : undefined;
}

function value(evidence: Evidence, name: string): string {
  return variable(evidence, name)?.value.trim() ?? "";
}

function host(written: string): string {
  return URL.parse(/^https?:\/\//i.test(written) ? written : "")?.hostname ?? "";
}

function isHoneycomb(written: string): boolean {
  return /^api\.(eu1\.)?honeycomb\.io$/.test(host(written));
}

/** Bootcamp learners invent names that sound right; the specification's are few. */
function misspelt(name: string): string | undefined {
  if (KNOWN.includes(name) || !/^(OTEL|OTLP|OTEP|OTL|OPENTELEMETRY)_?/i.test(name)) return undefined;
  if (/ENDPOINT/i.test(name)) return ENDPOINT;
  if (/HEADER/i.test(name)) return HEADERS;
  if (/SERVICE/i.test(name)) return NAME;
  return nearestWord(name, KNOWN);
}

function placeOf({ file, line }: { readonly file?: string; readonly line?: number }): {
  file?: string;
  line?: number;
} {
  return { ...(file && { file }), ...at(line) };
}

function at(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}
