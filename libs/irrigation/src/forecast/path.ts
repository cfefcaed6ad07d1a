/** Steps into JSON, by dots: "daily.time", "list.0.rain". Empty: the whole. */
export type Path = string;

/** What lies at a path; undefined where a step leads nowhere. Only what is the JSON's own is found. */
export function at(json: unknown, path: Path): unknown {
  if (path === '') return json;
  let found = json;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}
