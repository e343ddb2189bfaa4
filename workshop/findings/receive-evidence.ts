import { inject } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { handOver } from "./current-evidence.ts";

declare module "vitest" {
  interface ProvidedContext {
    evidence: Evidence;
  }
}

/** Runs in vitest before each check: takes what the runner gathered. */
handOver(inject("evidence"));
