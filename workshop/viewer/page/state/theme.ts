import { effect, signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";

export const theme = signal<Theme>(stored());

effect(() => {
  if (theme.value === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
  remember(theme.value);
});

/** The other one than now; back to the system's when that is the same. */
export function toggleTheme(): void {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = theme.value === "auto" ? systemIsDark : theme.value === "dark";
  theme.value = isDark === systemIsDark ? (isDark ? "light" : "dark") : "auto";
}

/** Some browsers forbid storage; then the choice lasts as long as the page. */
function stored(): Theme {
  try {
    const kept = localStorage.getItem("theme");
    return kept === "light" || kept === "dark" ? kept : "auto";
  } catch {
    return "auto";
  }
}

function remember(kept: Theme): void {
  try {
    localStorage.setItem("theme", kept);
  } catch {
    return;
  }
}
