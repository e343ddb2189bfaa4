import { render } from "preact";
import { QueryView } from "./query-view.tsx";

render(
  <>
    <nav class="query-home" aria-label="Pages">
      <a href="/">All traces</a>
    </nav>
    <main>
      <QueryView />
    </main>
  </>,
  document.body,
);
