import type { CodeLine, Moment } from "./moment.ts";

/** What an export carries. */
export type Signal = "traces" | "metrics" | "logs";

/** What the process did with OpenTelemetry's API and SDK, and what these hold. */
export interface SdkEvidence {
  /** The tracer provider that became global; absent when none did. */
  readonly provider?: {
    readonly name: string;
    /** Its number, as in `calls`. */
    readonly object: number;
    /** How many modules were loaded before it: compare with a module's `order`. */
    readonly order: number;
    /** Milliseconds since 1970. */
    readonly startedAt: number;
    readonly moment: Moment;
    readonly at?: CodeLine;
  } & ProviderParts;
  /** Providers of metrics and of logs. */
  readonly others: readonly OtherProvider[];
  readonly contextManager: boolean;
  readonly propagator: boolean;
  readonly apiVersion?: string;
  /** What was made of SDKs and providers, and called on them, in order; what the lab itself called is left out. */
  readonly calls: readonly SdkCall[];
  /** What asked the API to register something, or to forget it again, in order. */
  readonly registrations: readonly ApiCall[];
  /** Every instrumentation that was made, as it was last seen. */
  readonly instrumentations: readonly Instrumentation[];
}

/** A call on an SDK or a provider. */
export interface SdkCall {
  /** The objects of one process are numbered, so that two SDKs are told apart. */
  readonly object: number;
  /** `NodeSDK`, `startNodeSDK`, `TracerProvider`, `MeterProvider` … */
  readonly class: string;
  readonly call:
    | "new"
    | "start"
    | "shutdown"
    | "forceFlush"
    | "register"
    | "addSpanProcessor"
    | "registerInstrumentations";
  readonly moment: Moment;
  /** The learner's line that made it happen, also where a package called in its turn. */
  readonly at?: CodeLine;
  /** What called it: the learner's file, or a package, such as `@opentelemetry/sdk-node` for a provider's shutdown. */
  readonly by?: string;
  /** By their names, the options given to `new` or `startNodeSDK`. */
  readonly options?: Readonly<Record<string, Setting>>;
  /** The names of the instrumentations, or the class of the processor. */
  readonly given?: readonly string[];
  /** Absent for `new`, and where it was not over before the process ended. */
  readonly ended?: {
    /** `returned` without a promise; `threw` at once. */
    readonly outcome: "resolved" | "rejected" | "returned" | "threw";
    readonly error?: string;
    readonly moment: Moment;
  };
}

/** An option's value, as far as it can be told in a word. */
export interface Setting {
  /** `string`, `function`, `array`, `undefined`, or the name of a class. */
  readonly type: string;
  /** A plain value, or a function's source, of at most 100 characters, with keys masked. */
  readonly text?: string;
}

export interface ApiCall {
  readonly api: "trace" | "context" | "propagation" | "diag" | "metrics" | "logs";
  /** `setGlobalTracerProvider` and its like, `setLogger`, or `disable`. */
  readonly call: string;
  /** What was to be registered; absent for `disable`. */
  readonly class?: string;
  readonly object?: number;
  /** False when something was registered already; absent for `disable`. */
  readonly accepted?: boolean;
  readonly moment: Moment;
  readonly at?: CodeLine;
  readonly by?: string;
}

export interface Instrumentation {
  /** Such as `@opentelemetry/instrumentation-http`. */
  readonly name: string;
  readonly version?: string;
  readonly enabled?: boolean;
  readonly config?: Readonly<Record<string, Setting>>;
  /** How often it was given to `registerInstrumentations()`, by NodeSDK or by the learner's code. */
  readonly registered: number;
  /** The line that made it. */
  readonly at?: CodeLine;
  /** What made it: the learner's file, or a package such as `@opentelemetry/auto-instrumentations-node`. */
  readonly by?: string;
}

/** What a provider was built of; a provider of another make tells nothing. */
export interface ProviderParts {
  readonly processors?: readonly ProcessorParts[];
  /** The sampler's words about itself. */
  readonly sampler?: string;
  /** The name of its class; `RandomIdGenerator` is the usual one. */
  readonly idGenerator?: string;
  /** Limits of spans, by their names in the SDK; one that limits nothing is left out. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly resource?: ResourceParts;
}

/** A provider of metrics or of logs. */
export interface OtherProvider {
  /** `MeterProvider` or `LoggerProvider`. */
  readonly name: string;
  readonly object: number;
  /** Readers of metrics, or processors of log records. */
  readonly processors: readonly ProcessorParts[];
  readonly resource?: ResourceParts;
}

/** A span processor, a log record processor or a metric reader, by the name of its class. */
export interface ProcessorParts {
  readonly name: string;
  readonly object?: number;
  /** The class of its exporter; absent where it has none. */
  readonly exporter?: string;
  readonly exporting?: ExporterParts;
  readonly maxExportBatchSize?: number;
  readonly maxQueueSize?: number;
  /** Between two exports; of a metric reader its interval. */
  readonly scheduledDelayMillis?: number;
  readonly exportTimeoutMillis?: number;
  /** Spans that found no room since the last warning. */
  readonly dropped?: number;
}

/** What an exporter of OTLP's really got, from its options and from the environment. */
export interface ExporterParts {
  readonly name: string;
  readonly object?: number;
  /** Where it sends to, its signal's path included; for gRPC the address. */
  readonly url?: string;
  readonly timeoutMillis?: number;
  /** `none` or `gzip`. */
  readonly compression?: string;
}

export interface ResourceParts {
  /** Values longer than 100 characters, and those that are no plain value, are told by their type. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Attributes whose promise had not settled: as long as there are any, nothing is exported. */
  readonly pending: readonly string[];
}

/** An HTTP request that an exporter of OTLP's made. */
export interface ExportRequest {
  /** The exporter's class. */
  readonly exporter: string;
  readonly object: number;
  readonly signal?: Signal;
  readonly method: string;
  readonly url: string;
  /** In lower case, never with their values. */
  readonly headerNames: readonly string[];
  readonly moment: Moment;
  /** Absent when no answer came. */
  readonly status?: number;
  /** Node's code, such as ECONNREFUSED. */
  readonly failed?: string;
  /** When the answer came, or the failure. */
  readonly ended?: Moment;
}
