import { effect } from "@preact/signals";
import { remembered } from "./remembered.ts";

export const theme = remembered("theme", ["auto", "light", "dark"]);

effect(() => {
  if (theme.value === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});

/** The other one than now; back to the system's when that is the same. */
export function toggleTheme(): void {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = theme.value === "auto" ? systemIsDark : theme.value === "dark";
  theme.value = isDark === systemIsDark ? (isDark ? "light" : "dark") : "auto";
}
