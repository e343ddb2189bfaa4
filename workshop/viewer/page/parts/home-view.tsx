import type { JSX } from "preact";
import { listScrolled } from "../state/trace-list.ts";
import { CourseCard } from "./course-card.tsx";
import { ForwardingCard } from "./forwarding-card.tsx";
import { Silence } from "./silence.tsx";
import { StoreCard } from "./store-card.tsx";
import { TraceList } from "./trace-list.tsx";

/** The live list, and beside it where the learner stands. */
export function HomeView(): JSX.Element {
  return (
    <div class="home" onScroll={(event) => (listScrolled.value = event.currentTarget.scrollTop > 24)}>
      <div class="home-list">
        <TraceList />
      </div>
      <aside class="home-aside" aria-label="Now">
        <Silence />
        <CourseCard />
        <ForwardingCard />
        <StoreCard />
      </aside>
    </div>
  );
}
