import { signal } from "@preact/signals";
import type {
  QueryColumns,
  QueryFiles,
  QueryResult,
  Selection,
  SelectionComparison,
} from "../../../receiver/query-api.ts";
import type { Status } from "../../../receiver/page-api.ts";
import { route } from "../state/route.ts";
import { draft, fromSpec, toSpec } from "./draft.ts";

export const runs = signal<Status["runs"]>([]);
export const run = signal<string | null>(route.peek().run);
export const known = signal<QueryColumns>({ columns: [], calculations: [], filters: [], comparisons: [] });
export const answer = signal<QueryResult | null>(null);
export const comparison = signal<SelectionComparison | null>(null);
export const files = signal<QueryFiles["files"]>([]);
/** What went wrong, as a sentence; also what went well with a file. */
export const problem = signal("");
export const note = signal("");
export const busy = signal(false);

export async function loadKnown(): Promise<void> {
  await trying(async () => {
    known.value = await getJson<QueryColumns>(`/api/query/columns${suffix()}`);
    files.value = (await getJson<QueryFiles>("/api/queries")).files;
    runs.value = (await getJson<Status>("/api/status")).runs;
  });
}

export async function ask(): Promise<void> {
  busy.value = true;
  comparison.value = null;
  await trying(async () => {
    answer.value = await postJson<QueryResult>(`/api/query${suffix()}`, toSpec(draft.value));
  });
  busy.value = false;
}

export async function compare(selection: Selection): Promise<void> {
  await trying(async () => {
    const body = { query: toSpec(draft.value), selection };
    comparison.value = await postJson<SelectionComparison>(`/api/query/selection${suffix()}`, body);
  });
}

export async function save(name: string): Promise<void> {
  await trying(async () => {
    files.value = (
      await postJson<QueryFiles>("/api/queries/save", { name, query: toSpec(draft.value) })
    ).files;
    note.value = `Saved as journal/queries/${name}.json.`;
  });
}

export async function open(name: string): Promise<void> {
  const file = files.value.find((each) => each.name === name);
  if (file === undefined) return;
  try {
    draft.value = fromSpec(JSON.parse(file.text) as Record<string, unknown>);
  } catch {
    problem.value = `journal/queries/${name}.json is not JSON. npm run query -- ${name} says where.`;
    return;
  }
  await ask();
}

async function trying(work: () => Promise<void>): Promise<void> {
  problem.value = "";
  note.value = "";
  try {
    await work();
  } catch (error) {
    problem.value =
      error instanceof Refused ? error.message : "The receiver does not answer. Start it with npm start.";
  }
}

function suffix(): string {
  return run.value === null ? "" : `?run=${encodeURIComponent(run.value)}`;
}

/** The receiver's answer was no; the message is a sentence for people. */
class Refused extends Error {}

async function getJson<T>(path: string): Promise<T> {
  return await read<T>(await fetch(path));
}

async function postJson<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  return await read<T>(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { readonly message?: string };
  if (!response.ok) throw new Refused(body.message ?? `The receiver answered ${response.status}.`);
  return body;
}
