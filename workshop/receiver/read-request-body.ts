import type { IncomingMessage } from "node:http";

export type RequestBody =
  | { readonly state: "read"; readonly bytes: Buffer }
  | { readonly state: "too-large" }
  /** Too many bytes of other requests are in memory. */
  | { readonly state: "busy" }
  | { readonly state: "broken-off" };

/** Bodies being read, of all requests together: memory stays flat under a storm of large ones. */
export interface BodyBudget {
  readonly most: number;
  used: number;
}

/**
 * Gathers a request's body. One that is too much is still read to its end, without keeping it:
 * a client that is cut off while sending never sees the answer that explains why.
 */
export async function readRequestBody(
  request: IncomingMessage,
  maxBytes: number,
  budget: BodyBudget,
): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  let refusal: "too-large" | "busy" | undefined;
  const keep = (chunk: Buffer) => {
    length += chunk.length;
    if (refusal !== undefined) return void (length > maxBytes * MOST_IGNORED && request.destroy());
    if (length > maxBytes) refusal = "too-large";
    else if (budget.used + chunk.length > budget.most) refusal = "busy";
    if (refusal === undefined) {
      budget.used += chunk.length;
      chunks.push(chunk);
    } else {
      budget.used -= sizeOf(chunks);
      chunks.length = 0;
    }
  };
  const whole = await new Promise<boolean>((resolve) => {
    request.on("data", keep);
    request.once("end", () => resolve(true));
    request.once("error", () => resolve(false));
    request.once("close", () => resolve(false));
  });
  budget.used -= sizeOf(chunks);
  if (refusal !== undefined) return { state: refusal };
  if (!whole) return { state: "broken-off" };
  return { state: "read", bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) };
}

/** How many times the limit is read and thrown away before the connection is cut. */
const MOST_IGNORED = 8;

function sizeOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
