import type { ExpectedTrace } from "./compare-trace.ts";
import type { ForwarderOptions, ForwardTarget } from "./forwarder.ts";
import type { CourseStatus } from "./page-api.ts";
import type { Assets } from "./serve-asset.ts";
import type { StoreCaps } from "./trace-store.ts";

/** The course as the page shows it, and the tree that the current step expects. */
export interface CourseNow {
  readonly status: CourseStatus;
  readonly expected: ExpectedTrace | null;
}

export interface ReceiverOptions {
  /** 4318 is OTLP's; 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 unless a public workspace's port forwarding needs more. */
  readonly host?: string;
  /** Absent: nothing is kept after the end. */
  readonly storeFolder?: string;
  readonly caps?: Partial<StoreCaps>;
  readonly forward?: ForwardTarget;
  /** The trace page's files. */
  readonly assets?: Assets;
  /** OTLP JSON of the traces to show while the store is empty. */
  readonly sample?: string;
  /** Where the page saves queries, and opens them from. */
  readonly queriesFolder?: string;
  readonly courseStatus?: () => CourseNow | null | Promise<CourseNow | null>;
  /** Host names, without port, under which a public workspace shows this port and the frontend's. */
  readonly allowedHosts?: readonly string[];
  readonly log?: (line: string) => void;
  /** Also after decompression. */
  readonly maxBodyBytes?: number;
  /** For tests: how forwarding sends and waits. */
  readonly forwarding?: Pick<ForwarderOptions, "send" | "wait" | "random">;
  readonly clock?: () => number;
}
