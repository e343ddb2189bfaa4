/**
 * Whether a start script does nothing but run the start script, such as `npm start`. Whoever runs it has an endless chain of
 * processes.
 */
export function callsItself(start: string): boolean {
  return /(^|&&\s*)((npm|pnpm|yarn|bun)( run(-script)?)? start|node --run start)\s*$/.test(start);
}
