import type { Evidence } from "../lab/evidence.ts";

/**
 * Hands the evidence to every check that asks, however early it asks: vitest's worker loads the checks while the
 * backend still runs, which `provide()` alone would not allow.
 */
export function handOver(channelName: string, evidence: Promise<Evidence>): Disposable {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (message) => {
    if (!(message.data as { ready?: true }).ready) return;
    evidence.then(
      (gathered) => channel.postMessage({ evidence: gathered }),
      () => channel.postMessage({ failed: true }),
    );
  };
  channel.unref();
  return { [Symbol.dispose]: () => channel.close() };
}
