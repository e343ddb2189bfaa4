/** Whether a port that is taken is held by a trace page: most often another `npm start`. */
export async function isTracePage(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/status`, { signal: AbortSignal.timeout(1_000) });
    const status = (await answer.json()) as { readonly lastRequestMs?: unknown } | null;
    return status?.lastRequestMs !== undefined;
  } catch {
    return false;
  }
}
