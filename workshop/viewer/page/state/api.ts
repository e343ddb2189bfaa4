import type { Refusal } from "../../../receiver/page-api.ts";

/** The receiver's answer was no; the message is a sentence for people. */
export class ApiError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return await read<T>(await fetch(path, signal ? { signal } : {}));
}

export async function postJson<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  return await read<T>(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Sends a file as it is. */
export async function postFile<T>(path: string, file: Blob): Promise<T> {
  const headers = { "content-type": "application/json" };
  return await read<T>(await fetch(path, { method: "POST", headers, body: file }));
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const refusal = (await response.json().catch(() => ({}))) as Partial<Refusal>;
  throw new ApiError(refusal.message ?? `The receiver answered ${response.status}.`, response.status);
}
