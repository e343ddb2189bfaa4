const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';
export const ASK =
  'const results = await queryMockStore(`home of ${user || "anyone"}`, everyonesActivities(now));\n  if (user) results.unshift(lore(now));';
export const neither = (text: string) => text.replace(SET_NOW, "").replace(SET_LENGTH, "");
