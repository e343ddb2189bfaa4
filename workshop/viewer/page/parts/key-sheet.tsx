import { Fragment, type JSX } from "preact";
import { KEY_GROUPS, singleKeys } from "../state/keys.ts";
import { Dialog } from "./dialog.tsx";

export function KeySheet(): JSX.Element {
  return (
    <Dialog title="Keys">
      <div class="key-groups">
        {KEY_GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map((key) => (
                <Fragment key={key.keys}>
                  <dt>
                    {key.keys.split(" ").map((one) => (one === "or" ? "or " : <kbd key={one}>{one}</kbd>))}
                  </dt>
                  <dd>{key.does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value === "on"}
          onChange={(event) => (singleKeys.value = event.currentTarget.checked ? "on" : "off")}
        />
        Single letters act as keys
      </label>
    </Dialog>
  );
}
