/** What a service answers: data, or the codes of everything that is wrong with what was sent. */
export type Answer<Data> = { data: Data } | { errors: string[] };
