import type { DatabaseSync } from "node:sqlite";
import type { Span } from "../trace/span.ts";
import { SpanInserter } from "./insert-spans.ts";
import { inTransaction, isDamage, openDatabase, setAside } from "./open-database.ts";
import { makeRoom } from "./make-room.ts";
import type { RunSummary } from "./page-api.ts";

export interface StoreCaps {
  readonly spans: number;
  readonly bytes: number;
  /** A named run stops growing here; runs are outside the other two. */
  readonly runSpans: number;
}

export interface StoreOptions {
  /** Absent: in memory. */
  readonly folder?: string;
  readonly caps?: Partial<StoreCaps>;
  readonly clock?: () => number;
  /** Hides keys in any text that is about to be stored. */
  readonly scrub?: (text: string) => string;
}

export interface Added {
  /** traces.id of each trace that is new or changed. */
  readonly traces: readonly number[];
  readonly spans: number;
  /** Spans that the store had already. */
  readonly copies: number;
  readonly dropped: { readonly traces: number; readonly spans: number };
}

export interface StoreTotals {
  readonly traces: number;
  readonly spans: number;
  readonly bytes: number;
}

const DEFAULT_CAPS: StoreCaps = { spans: 250_000, bytes: 256 * 1024 * 1024, runSpans: 1_500_000 };

/**
 * Every span that was received, in one SQLite file. Oldest whole traces make room for new ones, except in named runs.
 * A file that turns out damaged, at the start or later, is set aside and told in `notices`.
 */
export class TraceStore {
  readonly caps: StoreCaps;
  readonly notices: string[] = [];
  readonly #folder: string | undefined;
  readonly #clock: () => number;
  readonly #scrub: ((text: string) => string) | undefined;
  #database!: DatabaseSync;
  #inserter!: SpanInserter;
  #totals: StoreTotals = { traces: 0, spans: 0, bytes: 0 };
  #dropped = { traces: 0, spans: 0 };
  #change = 0;
  #recording: string | null = null;

  constructor({ folder, caps, clock = Date.now, scrub }: StoreOptions = {}) {
    this.caps = { ...DEFAULT_CAPS, ...caps };
    this.#folder = folder;
    this.#clock = clock;
    this.#scrub = scrub;
    this.#open();
  }

  /** For questions; writing is the store's own. */
  get database(): DatabaseSync {
    return this.#database;
  }

  /** Outside named runs. */
  get totals(): StoreTotals {
    return this.#totals;
  }

  /** Since the store was made or cleared. */
  get dropped(): { readonly traces: number; readonly spans: number } {
    return this.#dropped;
  }

  get recording(): string | null {
    return this.#recording;
  }

  /** Stores spans; with `run`, into that run alone (an import). */
  add(spans: readonly Span[], { run }: { run?: string } = {}): Added {
    return this.whenSound(() => {
      const added = inTransaction(this.#database, () => this.#insert(spans, run));
      this.#stopFullRecording();
      return added;
    });
  }

  /** New traces join the run from now on; one of that name is emptied first. Null goes back to no run. */
  record(run: string | null): void {
    if (run !== null) {
      this.clear(run);
      this.#database.prepare("INSERT INTO runs VALUES (?, ?)").run(run, this.#clock());
    }
    this.#recording = run;
  }

  runs(): RunSummary[] {
    const rows = this.#database.prepare(RUNS).all();
    return rows.map((row) => ({
      name: String(row["name"]),
      traces: Number(row["traces"]),
      spans: Number(row["spans"]),
      startedMs: Number(row["started_ms"]),
    }));
  }

  /** Removes a run, or with null everything outside the runs. */
  clear(run: string | null): void {
    this.whenSound(() => {
      inTransaction(this.#database, () => {
        this.#database
          .prepare("DELETE FROM spans WHERE trace IN (SELECT id FROM traces WHERE run = ?)")
          .run(run ?? "");
        this.#database.prepare("DELETE FROM traces WHERE run = ?").run(run ?? "");
        this.#database.prepare("DELETE FROM runs WHERE name = ?").run(run ?? "");
        if (run === null) this.#database.exec("DELETE FROM facts WHERE name LIKE 'dropped %'");
      });
      this.#database.exec("PRAGMA incremental_vacuum");
      this.#readTotals();
    });
    if (run !== null && run === this.#recording) this.#recording = null;
  }

  /** Tries `work`; when the file turns out damaged, sets it aside and tries once more on a new one. */
  whenSound<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!this.recover(error)) throw error;
      return work();
    }
  }

  /** Whether the error meant a damaged file, which is set aside then; the store goes on with a new one. */
  recover(error: unknown): boolean {
    if (!isDamage(error) || this.#folder === undefined) return false;
    this.#database.close();
    this.notices.push(setAside(this.#folder));
    this.#open();
    return true;
  }

  /** Writing failed, most often for a full disk: say it once. */
  noteFailure(error: unknown): void {
    const notice = `The traces could not be written to disk: ${(error as Error).message}.`;
    if (!this.notices.includes(notice)) this.notices.push(notice);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #open(): void {
    const { database, notice } = openDatabase(this.#folder);
    if (notice !== undefined) this.notices.push(notice);
    this.#database = database;
    this.#inserter = new SpanInserter(database);
    this.#readTotals();
  }

  #readTotals(): void {
    const totals = this.#database.prepare(TOTALS).get() ?? {};
    this.#totals = {
      traces: Number(totals["traces"]),
      spans: Number(totals["spans"]),
      bytes: Number(totals["bytes"]),
    };
    const facts = this.#database.prepare("SELECT name, value FROM facts").all();
    const fact = (name: string) => Number(facts.find((row) => row["name"] === name)?.["value"] ?? 0);
    this.#dropped = { traces: fact("dropped traces"), spans: fact("dropped spans") };
    this.#change = Number(this.#database.prepare("SELECT max(change) AS n FROM traces").get()?.["n"] ?? 0);
  }

  #insert(spans: readonly Span[], run: string | undefined): Added {
    if (run !== undefined)
      this.#database.prepare("INSERT OR IGNORE INTO runs VALUES (?, ?)").run(run, this.#clock());
    this.#change += 1;
    const inserted = this.#inserter.insert(spans, {
      run: run ?? this.#recording ?? "",
      runOnly: run !== undefined,
      change: this.#change,
      ...(this.#scrub === undefined ? {} : { scrub: this.#scrub }),
    });
    const { outside } = inserted;
    const totals = {
      traces: this.#totals.traces + outside.traces,
      spans: this.#totals.spans + outside.spans,
      bytes: this.#totals.bytes + outside.bytes,
    };
    const dropped = makeRoom(this.#database, totals, this.caps);
    this.#totals = dropped.left;
    this.#dropped = {
      traces: this.#dropped.traces + dropped.traces,
      spans: this.#dropped.spans + dropped.spans,
    };
    if (dropped.traces > 0) this.#writeDropped();
    return { ...inserted, dropped: { traces: dropped.traces, spans: dropped.spans } };
  }

  #writeDropped(): void {
    const write = this.#database.prepare("INSERT OR REPLACE INTO facts VALUES (?, ?)");
    write.run("dropped traces", this.#dropped.traces);
    write.run("dropped spans", this.#dropped.spans);
  }

  #stopFullRecording(): void {
    if (this.#recording === null) return;
    const run = this.runs().find(({ name }) => name === this.#recording);
    if (run === undefined || run.spans < this.caps.runSpans) return;
    this.notices.push(`The run ${run.name} is full (${run.spans} spans), so its recording was stopped.`);
    this.#recording = null;
  }
}

const TOTALS = `
  SELECT count(*) AS traces, coalesce(sum(span_count), 0) AS spans, coalesce(sum(bytes), 0) AS bytes
  FROM traces WHERE run = ''`;

const RUNS = `
  SELECT runs.name, runs.started_ms, count(traces.id) AS traces, coalesce(sum(traces.span_count), 0) AS spans
  FROM runs LEFT JOIN traces ON traces.run = runs.name
  GROUP BY runs.name ORDER BY runs.started_ms DESC`;
