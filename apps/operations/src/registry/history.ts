import type { HistoryEntry } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import type { Caller } from '../access/caller.js';
import { notFound } from '../http/errors.js';

/** Versions of something registered. @throws ApiError 404 */
export async function historyOf(
  registry: Registry,
  who: Caller,
  kind: string,
  id: string,
  page: { limit: number; offset: number },
): Promise<{ entries: HistoryEntry[]; total: number }> {
  const { entries, total } = await registry.history.of(kind, id, page);
  if (total === 0) throw notFound(`Không có bản ghi nào về "${id}"`);
  return { entries: await withNames(registry, who, entries, `${kind}/${id}`), total };
}

/** With the names of those who did it, for whoever may read names; the look is written down, at what is told by `of`. */
export async function withNames<E extends { by: string }>(
  registry: Registry,
  who: Caller,
  entries: E[],
  of: string,
): Promise<(E & { byName?: string })[]> {
  if (!who.canEverywhere('people.read')) return entries;
  const names = await registry.people.names(entries.map(({ by }) => by));
  if (names.size > 0) await registry.audit.note({ action: 'history.read', target: of });
  return entries.map((entry) => {
    const byName = names.get(entry.by);
    return { ...entry, ...(byName && { byName }) };
  });
}
