import type { Evidence, SavedQuery } from "../lab/evidence.ts";

export interface SavedQueryAdvice {
  readonly message: string;
  readonly fix: string;
  readonly file: string;
  readonly line?: number;
  readonly found: string;
}

/** The first saved query that names what no span of the run has, or compares what cannot be equal, and what it says. */
export function savedQueryAdvice({ recorded }: Evidence): SavedQueryAdvice | undefined {
  const saved = recorded?.queries.find(({ advice = [] }) => advice.length > 0);
  return saved && tellAdvice(saved, /./);
}

/** What the query's advice says about a part of it, such as its filters. */
export function tellAdvice(saved: SavedQuery, part: RegExp): SavedQueryAdvice | undefined {
  const advice = saved.advice?.find(({ path }) => part.test(path));
  if (advice === undefined) return undefined;
  const [, clause = "", index = "0"] = /^(\w+)\[(\d+)\]/.exec(advice.path) ?? [];
  const entry = saved.query?.[clause as "filters" | "calculations" | "breakdowns"]?.[Number(index)];
  const column = typeof entry === "string" ? entry : (entry?.column ?? "");
  const lines = saved.text.split(/\r?\n/);
  const line = lines.findIndex((text) => text.includes(JSON.stringify(column))) + 1;
  const [, meant = ""] = /(?:did you mean|Today it is) (\S+?)[?.]?$/.exec(advice.message) ?? [];
  const whole = /: (\{ .* \})$/.exec(advice.message)?.[1];
  const mended = lines[line - 1]?.trim().replace(JSON.stringify(column), JSON.stringify(meant));
  return {
    message: advice.message,
    file: saved.path,
    ...(line > 0 && { line }),
    found: `${advice.path}: ${column}`,
    fix: `${whole ? `So:\n${whole}\nand` : line > 0 && meant ? `${mended}\nand` : "Mend the name or the value, and"} look at the rows: npm run query -- ${saved.path}`,
  };
}
