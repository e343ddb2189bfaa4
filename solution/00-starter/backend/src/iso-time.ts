/** The time so many days and hours away from `now`, such as `isoTime(now, { days: -2 })` for two days ago. */
export function isoTime(now: Date, { days = 0, hours = 0 }): string {
  const away = (days * 24 + hours) * 60 * 60 * 1000;
  return new Date(now.getTime() + away).toISOString();
}
