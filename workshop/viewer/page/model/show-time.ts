/** The clock's time; with the day, and to the minute, when it was another one. */
export function showTime(ms: number, now = Date.now()): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return "?";
  const minute = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === new Date(now).toDateString()) return `${minute}:${two(date.getSeconds())}`;
  return `${date.getDate()} ${MONTHS[date.getMonth()] ?? ""}, ${minute}`;
}

/** By hand: a browser's first `Intl` object costs more than all else that draws the page. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** `42 s`, `3 min`, `2 h`: for how long something has been so. */
export function showAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
