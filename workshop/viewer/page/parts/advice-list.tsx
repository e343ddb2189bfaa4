import type { JSX } from "preact";
import type { Advice } from "../../../receiver/page-api.ts";

/** What happened, what to change, and the lesson that explains it. */
export function AdviceList({ advice }: { advice: readonly Advice[] }): JSX.Element {
  return (
    <ul class="advice">
      {advice.map(({ what, fix, learn }) => (
        <li key={what + fix}>
          <p class="advice-what">{what}</p>
          <p>{fix}</p>
          {learn !== null && (
            <p class="learn">
              Read <code>{learn}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
