/** How this workshop looks: every glyph and colour stands here, each with its plain twin. */
export interface Look {
  /** Colours, glyphs and a line that rewrites itself; otherwise plain words, line after line. */
  readonly fancy: boolean;
  /** Columns to wrap at; endless when nobody's terminal is known. */
  readonly width: number;
  readonly glyph: Readonly<Record<keyof typeof GLYPHS, string>>;
  readonly paint: Readonly<Record<keyof typeof COLOURS, (text: string) => string>>;
}

export interface Terminal {
  readonly look: Look;
  /** Prints the text and a line break. */
  print(text: string): void;
  /** Says what is going on: a line that the next one replaces, or the empty text takes away; when piped, nothing. */
  progress(text: string): void;
}

const GLYPHS = {
  ok: ["✔", "ok:    "],
  passed: ["✔", "passed:"],
  failed: ["✘", "failed:"],
  notReached: ["·", "not reached:"],
  skipped: ["○", "skipped:"],
  done: ["✔", "done:   "],
  changed: ["~", "changed:"],
  open: ["·", "open:   "],
  advice: ["!", "advice:"],
  dot: ["·", "-"],
} as const;

const COLOURS = {
  green: "32",
  red: "31",
  yellow: "33",
  cyan: "36",
  dim: "2",
  bold: "1",
} as const;

/** Characters of our screens and trees that a plain reader should not meet. */
const TWINS: Readonly<Record<string, string>> = {
  "├": "|",
  "└": "`",
  "│": "|",
  "─": "-",
  "·": "-",
  "…": "...",
  "→": "->",
  "▸": ">",
  "✔": "ok",
  "✘": "x",
  "–": "-",
};

export function lookOf(stream: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv): Look {
  const fancy = Boolean(stream.isTTY) && !env["NO_COLOR"] && !env["CI"] && env["TERM"] !== "dumb";
  const width = stream.isTTY ? Math.max(20, stream.columns || 80) : Infinity;
  return {
    fancy,
    width,
    glyph: mapValues(GLYPHS, ([glyph, plain]) => (fancy ? glyph : plain)),
    paint: mapValues(
      COLOURS,
      (code) => (text: string) => (fancy && text ? `\x1b[${code}m${text}\x1b[0m` : text),
    ),
  };
}

export function openTerminal(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  const look = lookOf(stream, env);
  let shown = false;
  const erase = () => {
    if (shown) stream.write("\r\x1b[K");
    shown = false;
  };
  return {
    look,
    print(text) {
      erase();
      stream.write(`${look.fancy ? text : toPlain(text)}\n`);
    },
    progress(text) {
      if (!look.fancy) return;
      erase();
      if (text === "") return;
      // A line that wraps could not be erased.
      stream.write(look.paint.dim([...text].slice(0, look.width - 1).join("")));
      shown = true;
    },
  };
}

/** The text in characters that every terminal, log and screen reader can show. */
export function toPlain(text: string): string {
  return text.replace(/[├└│─·…→▸✔✘–]/g, (character) => TWINS[character] ?? character);
}

function mapValues<K extends string, V, W>(
  record: Readonly<Record<K, V>>,
  map: (value: V) => W,
): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)])) as Record<
    K,
    W
  >;
}
