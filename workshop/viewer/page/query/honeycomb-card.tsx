import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { draft } from "./draft.ts";
import { templateLink } from "./template-link.ts";
import { toSpec } from "./spec.ts";

/** The query as Honeycomb takes it: as JSON, and as a link that opens it there. */
export function HoneycombCard(): JSX.Element {
  const json = JSON.stringify(toSpec(draft.value), undefined, 2);
  const [copied, setCopied] = useState("");
  const [address, setAddress] = useState(remembered());
  const link = templateLink(address, toSpec(draft.value));
  const copy = async () => {
    const done = await navigator.clipboard.writeText(json).then(
      () => true,
      () => false,
    );
    setCopied(done ? "Copied." : "The browser does not allow that; select the text, and copy it.");
  };
  return (
    <details class="card query-honeycomb">
      <summary>JSON, and the way to Honeycomb</summary>
      <textarea
        readOnly
        rows={Math.min(24, json.split("\n").length)}
        aria-label="The query as JSON"
        value={json}
      />
      <p>
        <button type="button" onClick={() => void copy()}>
          Copy the JSON
        </button>{" "}
        <span role="status">{copied}</span>
      </p>
      <label>
        Your dataset’s address in Honeycomb{" "}
        <input
          type="url"
          value={address}
          placeholder="https://ui.honeycomb.io/team/environments/test/datasets/backend"
          onInput={(event) => {
            setAddress(event.currentTarget.value);
            remember(event.currentTarget.value);
          }}
        />
      </label>
      <p>
        {link === undefined ? (
          <span class="muted">
            {address === ""
              ? "Open your dataset there, and copy the address from the browser: a link to this query is made of it."
              : "That is no address of a dataset or an environment at ui.honeycomb.io or ui.eu1.honeycomb.io."}
          </span>
        ) : (
          <a href={link} target="_blank" rel="noopener noreferrer">
            Open this query in Honeycomb
          </a>
        )}
      </p>
    </details>
  );
}

const KEPT_AS = "honeycomb-address";

function remembered(): string {
  try {
    return localStorage.getItem(KEPT_AS) ?? "";
  } catch {
    return "";
  }
}

function remember(address: string): void {
  try {
    localStorage.setItem(KEPT_AS, address);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
