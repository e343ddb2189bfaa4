/** Where a text stops being JSON, and what would have had to stand there. */
export interface JsonFailure {
  /** Counted from 0; the text's length when it ends too early. */
  readonly at: number;
  readonly wanted: "value" | "name" | "colon" | "comma" | "end";
}

/** `JSON.parse` tells its place only sometimes, so this looks for it; for a text that `JSON.parse` refused. */
export function findJsonFailure(text: string): JsonFailure {
  const open: string[] = [];
  let wanted: JsonFailure["wanted"] = "value";
  let mayClose = false;
  for (let at = 0; ;) {
    at = nextAfter(SPACE, text, at) ?? at;
    const next = nextAfter(TOKEN, text, at);
    if (next === undefined) return { at, wanted };
    const token = text[at] as string;
    const closes = (mayClose || wanted === "comma") && token === CLOSING[open.at(-1) ?? ""];
    if (closes) {
      open.pop();
      wanted = open.length > 0 ? "comma" : "end";
    } else if (wanted === "value" && !/[}\],:]/.test(token)) {
      if (/[{[]/.test(token)) open.push(token);
      wanted = token === "{" ? "name" : token === "[" ? "value" : open.length > 0 ? "comma" : "end";
    } else if (wanted === "name" && token === '"') wanted = "colon";
    else if (wanted === "colon" && token === ":") wanted = "value";
    else if (wanted === "comma" && token === ",") wanted = open.at(-1) === "{" ? "name" : "value";
    else return { at, wanted };
    mayClose = /[{[]/.test(token);
    at = next;
  }
}

const CLOSING: Readonly<Record<string, string>> = { "{": "}", "[": "]" };
const SPACE = /[ \t\r\n]+/y;
const TOKEN =
  /[{}[\]:,]|"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/uy;

function nextAfter(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
