import type { Assets } from "../receiver/serve-asset.ts";

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Traces</title>
<body><h1>Traces</h1><ul id="traces"></ul><script src="/app.js" type="module"></script></body>
</html>`;
const SCRIPT = `const list = document.getElementById("traces");
async function show() {
  const { traces } = await (await fetch("/api/traces?limit=50")).json();
  list.replaceChildren(...traces.map(({ name, durationMs, spanCount }) => {
    const row = document.createElement("li");
    row.textContent = name + "  " + durationMs.toFixed(1) + " ms, " + spanCount + " spans";
    return row;
  }));
}
new EventSource("/api/events").onmessage = show;
show();
`;

/** The trace page's files, as the receiver serves them. */
export async function bundleViewer(_cache: string): Promise<Assets> {
  return new Map([
    ["/", { type: "text/html; charset=utf-8", body: Buffer.from(PAGE) }],
    ["/app.js", { type: "text/javascript; charset=utf-8", body: Buffer.from(SCRIPT) }],
  ]);
}
