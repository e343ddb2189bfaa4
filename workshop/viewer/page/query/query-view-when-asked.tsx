import { signal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useEffect } from "preact/hooks";

const loaded = signal<{ view?: FunctionComponent; failed?: true }>({});

/** The query page comes in a file of its own: whoever only reads traces need not wait for it. */
export function QueryViewWhenAsked(): JSX.Element {
  useEffect(() => {
    if (loaded.value.view) return;
    import("./query-view.tsx").then(
      ({ QueryView }) => (loaded.value = { view: QueryView }),
      () => (loaded.value = { failed: true }),
    );
  }, []);
  const { view: View, failed } = loaded.value;
  if (View) return <View />;
  if (!failed) return <p role="status">One moment …</p>;
  return (
    <p role="alert">The query page could not be loaded. Is npm start still running? Then reload this page.</p>
  );
}
