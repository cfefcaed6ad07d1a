import type { Registry } from '../registry.js';

/**
 * What `read` gives, read again only where somebody changed what is registered since: devices, gateways, profiles,
 * things, records of sources and limits that were typed in. Whoever asks must not change it. @throws what `read` throws, and asks again the next time
 */
export function readOnChange<T>(registry: Pick<Registry, 'revision'>, read: () => Promise<T>): () => Promise<T> {
  let known: { revision: number; value: T } | undefined;
  return async () => {
    // before it is read: what changes meanwhile is read once more
    const revision = await registry.revision();
    if (known?.revision !== revision) known = { revision, value: await read() };
    return known.value;
  };
}
