import type { JSX } from "preact";
import { QueryViewWhenAsked } from "../query/query-view-when-asked.tsx";
import { connection } from "../state/live.ts";
import { route } from "../state/route.ts";
import { CourseView } from "./course-view.tsx";
import { HomeView } from "./home-view.tsx";
import { InboxView } from "./inbox-view.tsx";
import { Notices } from "./notices.tsx";
import { Sheets } from "./sheets.tsx";
import { TopBar } from "./top-bar.tsx";
import { TraceView } from "./trace-view.tsx";

export function App(): JSX.Element {
  const { view } = route.value;
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <TopBar />
      {connection.value === "lost" && (
        <p class="banner banner-bad" role="alert">
          The receiver does not answer. Start it with <code>npm start</code>; this page joins again by itself.
        </p>
      )}
      <Notices />
      <main id="main" class={`view view-${view}`} tabIndex={-1}>
        {view === "traces" && <HomeView />}
        {view === "trace" && <TraceView />}
        {view === "query" && <QueryViewWhenAsked />}
        {view === "inbox" && <InboxView />}
        {view === "course" && <CourseView />}
      </main>
      <Sheets />
    </>
  );
}

function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#main")?.focus();
}
