import { signal } from "@preact/signals";
import type {
  QueryAnswer,
  QueryColumns,
  QueryFiles,
  QueryProblem,
  QueryRefusal,
  Selection,
  SelectionComparison,
} from "../../../receiver/query-api.ts";
import type { Status } from "../../../receiver/page-api.ts";
import { hrefOf, route } from "../state/route.ts";
import { draft } from "./draft.ts";
import { fromSpec, toSpec } from "./spec.ts";

/** What sets a selection apart, and by which column it was selected. */
export interface Compared extends SelectionComparison {
  readonly column: string;
}

export const runs = signal<Status["runs"]>([]);
export const run = signal<string | null>(route.peek().run);
export const known = signal<QueryColumns>({ columns: [], calculations: [], filters: [], comparisons: [] });
export const answer = signal<QueryAnswer | null>(null);
export const comparison = signal<Compared | null>(null);
export const files = signal<QueryFiles["files"]>([]);
/** The saved query that was opened last, or saved. */
export const openFile = signal("");
/** What is wrong in the query, each with its place. */
export const problems = signal<readonly QueryProblem[]>([]);
/** What went wrong besides, as a sentence; also what went well with a file. */
export const failure = signal("");
export const note = signal("");
export const busy = signal(false);

/** What `answer` answers: the form may have moved on since. */
let answered: object = {};
/** How often a query was asked. Two may be under way at once; the one that was asked last is shown. */
let asked = 0;

/** Asks the query of the form, unless another is asked before the columns are known. */
export async function begin(): Promise<void> {
  const before = asked;
  await loadKnown();
  if (asked === before) await ask();
}

export async function loadKnown(): Promise<void> {
  await trying(async () => {
    known.value = await getJson<QueryColumns>(`/api/query/columns${suffix()}`);
    files.value = (await getJson<QueryFiles>("/api/queries")).files;
    runs.value = (await getJson<Status>("/api/status")).runs;
  });
}

/** Asks the query of the form, and puts it into the address bar, so that the link can be kept. */
export async function ask(): Promise<void> {
  busy.value = true;
  comparison.value = null;
  const spec = toSpec(draft.value);
  await trying(async () => {
    if (await show(spec)) keepLink(spec);
  });
  busy.value = false;
}

/** Whether it is still the last query that was asked. */
async function show(spec: object): Promise<boolean> {
  const mine = ++asked;
  const found = await postJson<QueryAnswer>(`/api/query${suffix()}`, spec);
  if (mine !== asked) return false;
  answer.value = found;
  answered = spec;
  return true;
}

export async function compare(selection: Selection): Promise<void> {
  await trying(async () => {
    const body = { query: answered, selection };
    const answer = await postJson<SelectionComparison>(`/api/query/selection${suffix()}`, body);
    comparison.value = { ...answer, column: selection.column };
  });
}

/** False when a file of that name is there, and may not go. */
export async function save(name: string, replace: boolean): Promise<boolean> {
  let isTaken = false;
  await trying(async () => {
    try {
      const body = { name, query: toSpec(draft.value), replace };
      files.value = (await postJson<QueryFiles>("/api/queries/save", body)).files;
      openFile.value = name;
      note.value = `Saved as journal/queries/${name}.json.`;
    } catch (error) {
      isTaken = error instanceof Refused && error.status === 409;
      if (!isTaken) throw error;
    }
  });
  return !isTaken;
}

/** Asks a saved query; only one that is a query comes into the form. */
export async function open(name: string): Promise<void> {
  const file = files.value.find((each) => each.name === name);
  if (file === undefined) return;
  await trying(async () => {
    const path = `journal/queries/${file.file}`;
    try {
      const spec = JSON.parse(file.text.replace(/^\uFEFF/, "")) as Record<string, unknown>;
      comparison.value = null;
      if (!(await show(spec))) return;
      draft.value = fromSpec(spec);
      openFile.value = name;
      note.value = `Opened ${path}.`;
      keepLink(spec);
    } catch (error) {
      if (error instanceof SyntaxError)
        throw new Refused(`${path} is not JSON. To see the line: npm run query -- ${name}`);
      if (error instanceof Refused && error.problems.length > 0)
        throw new Refused(
          `${path} is not a query yet. ${error.problems.map(({ path: at, message }) => `${at}: ${message}`).join(" ")}`,
        );
      throw error;
    }
  });
}

export async function chooseRun(name: string | null): Promise<void> {
  run.value = name;
  await loadKnown();
  await ask();
}

async function trying(work: () => Promise<void>): Promise<void> {
  failure.value = "";
  note.value = "";
  problems.value = [];
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) failure.value = "The receiver does not answer. Start it with npm start.";
    else if (error.problems.length > 0) problems.value = error.problems;
    else failure.value = error.message;
  }
}

function keepLink(spec: object): void {
  if (route.peek().view === "query") history.replaceState(null, "", linkTo(spec));
}

function linkTo(spec: object): string {
  const href = hrefOf({ view: "query", run: run.value });
  return `${href}${href.includes("?") ? "&" : "?"}query=${encodeURIComponent(JSON.stringify(spec))}`;
}

function suffix(): string {
  return run.value === null ? "" : `?run=${encodeURIComponent(run.value)}`;
}

/** The receiver's answer was no; the message is a sentence for people. */
class Refused extends Error {
  readonly status: number;
  readonly problems: readonly QueryProblem[];

  constructor(message: string, status = 0, problems: readonly QueryProblem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

async function getJson<T>(path: string): Promise<T> {
  return await read<T>(await fetch(path));
}

async function postJson<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  return await read<T>(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & Partial<QueryRefusal>;
  if (response.ok) return body;
  throw new Refused(
    body.message ?? `The receiver answered ${response.status}.`,
    response.status,
    body.problems ?? [],
  );
}
