export type Json = Record<string, unknown>;
export const query = (change: (query: Json) => Json) => (text: string) =>
  `${JSON.stringify(change(JSON.parse(text) as Json), undefined, 2)}\n`;
export const set = (values: Json) => query((each) => ({ ...each, ...values }));
export const drop = (name: string) =>
  query((each) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== name)));
