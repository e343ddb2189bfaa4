import { inject } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { handOver } from "./current-evidence.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Name of the channel by which the runner hands the evidence over. */
    evidenceChannel: string;
  }
}

/** Runs in vitest before each check: asks the runner for the evidence and waits until it is gathered. */
const channel = new BroadcastChannel(inject("evidenceChannel"));
const asked = Promise.withResolvers<Evidence>();
channel.onmessage = (message) => {
  const data = message.data as { evidence?: Evidence; failed?: true };
  if (data.evidence) asked.resolve(data.evidence);
  if (data.failed) asked.reject(new Error("The evidence could not be gathered."));
};
channel.postMessage({ ready: true });
handOver(await asked.promise);
channel.close();
