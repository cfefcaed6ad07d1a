/**
 * Lays entries over others: what has the same key changes the fields it names, `null` takes a field away, and what is new
 * comes after.
 */
export function laidOver<T extends Record<string, unknown>>(
  base: readonly T[],
  over: readonly T[],
  keyOf: (entry: T) => unknown,
): T[] {
  const all = new Map(base.map((entry) => [keyOf(entry), entry]));
  for (const entry of over) {
    const changed = Object.entries({ ...all.get(keyOf(entry)), ...entry }).filter(([, value]) => value !== null);
    all.set(keyOf(entry), Object.fromEntries(changed) as T);
  }
  return [...all.values()];
}
