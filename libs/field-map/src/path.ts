const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DEEPEST = 16;

/** A dotted path ("data.ph", "values.0.v"), cut once. */
export type Path = readonly string[];
export const compilePath = (path: string): Path => path.split('.').slice(0, DEEPEST);

/** The value there, or undefined. Own properties only; a key that holds dots itself ("PM2.5") is found, too. */
export function valueAt(root: unknown, path: Path, from = 0): unknown {
  if (from === path.length) return root;
  if (Array.isArray(root)) {
    const step = path[from]!;
    return /^\d{1,5}$/.test(step) ? valueAt(root[Number(step)], path, from + 1) : undefined;
  }
  if (!isRecord(root)) return undefined;
  let key = '';
  for (let end = from; end < path.length; end++) {
    key = end === from ? path[end]! : `${key}.${path[end]!}`;
    if (!Object.hasOwn(root, key)) continue;
    const found = valueAt(root[key], path, end + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How a place in a packet is written: list items by their number. */
export const pathTo = (steps: readonly (string | number)[]): string => steps.join('.');
