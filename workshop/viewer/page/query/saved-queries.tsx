import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { files, open, openFile, save } from "./ask.ts";

/** Opens what lies in journal/queries/, and saves there, never over a file unasked. */
export function SavedQueries(): JSX.Element {
  const [name, setName] = useState(openFile.value);
  const [taken, setTaken] = useState("");
  useEffect(() => setName(openFile.value), [openFile.value]);
  const store = async (replace: boolean) => {
    const asked = name.trim().replace(/\.json$/i, "");
    setTaken((await save(asked, replace)) ? "" : asked);
  };
  return (
    <div class="query-saved">
      <label>
        Saved queries{" "}
        <select value="" onChange={(event) => void open(event.currentTarget.value)}>
          <option value="">{files.value.length === 0 ? "none yet" : "Open …"}</option>
          {files.value.map((file) => (
            <option key={file.name}>{file.name}</option>
          ))}
        </select>
      </label>
      <form
        aria-label="Save the query"
        onSubmit={(event) => {
          event.preventDefault();
          void store(false);
        }}
      >
        <label>
          Name{" "}
          <input
            type="text"
            value={name}
            placeholder="latency-by-user"
            autocomplete="off"
            spellcheck={false}
            required
            maxLength={70}
            onInput={(event) => {
              setTaken("");
              setName(event.currentTarget.value);
            }}
          />
        </label>
        <button type="submit">Save</button>
      </form>
      {taken !== "" && (
        <p class="query-taken" role="alert">
          journal/queries/{taken}.json is there already.{" "}
          <button type="button" onClick={() => void store(true)}>
            Replace it
          </button>{" "}
          <button type="button" onClick={() => setTaken("")}>
            Keep it
          </button>
        </p>
      )}
    </div>
  );
}
