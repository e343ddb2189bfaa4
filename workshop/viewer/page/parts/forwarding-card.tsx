import type { JSX } from "preact";
import { showCount } from "../model/show-number.ts";
import { postJson } from "../state/api.ts";
import { status } from "../state/live.ts";
import { AdviceList } from "./advice-list.tsx";

/** Whether the same requests go on to Honeycomb, and what it answered. */
export function ForwardingCard(): JSX.Element | null {
  const forwarding = status.value?.forwarding;
  if (forwarding === undefined) return null;
  const { state, host, accepted, refused, failed, waiting, last } = forwarding;
  const bad = last?.state === "refused" || last?.state === "failed";
  return (
    <section class="card">
      <h2>Honeycomb</h2>
      <p>{ABOUT[state].replace("HOST", host ?? "Honeycomb")}</p>
      {state !== "practice-key" && accepted + refused + failed + waiting > 0 && (
        <p class="muted">
          {showCount(accepted, "request")} accepted, {refused} refused, {failed} failed
          {waiting > 0 && `, ${waiting} waiting`}
        </p>
      )}
      {last && state === "on" && <p class={bad ? "bad" : ""}>{last.message}</p>}
      {last?.advice && state === "on" && <AdviceList advice={[last.advice]} />}
      {(state === "on" || state === "off") && (
        <p>
          <button
            type="button"
            class="text"
            onClick={() => void postJson("/api/forwarding", { enabled: state === "off" })}
          >
            {state === "on" ? "Stop forwarding" : "Forward again"}
          </button>
        </p>
      )}
    </section>
  );
}

const ABOUT = {
  on: "Each request also goes on to HOST, with your key.",
  off: "Forwarding to HOST is turned off. Traces stay here.",
  "practice-key": "Your key is a practice key, so traces stay here. Nothing is sent to Honeycomb.",
  "not-configured": "The backend's variables name no Honeycomb address, so traces stay here.",
};
