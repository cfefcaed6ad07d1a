import type { ProbeTrust } from '#hub/contracts';
import { useAsk } from '../admin/data/ask.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';

/** Trust is looked at every three hours: a minute late is soon enough. */
const EVERY_MS = 60_000;

/** Probes that are not wholly to be trusted, the worst first; undefined until it is known. */
export function useTrust(device?: string): readonly ProbeTrust[] | undefined {
  const query = device === undefined ? '' : `?device=${encodeURIComponent(device)}`;
  const asks = may(useMe(), 'devices.read');
  return useAsk<{ probes: ProbeTrust[] }>(asks ? `/api/trust${query}` : undefined, EVERY_MS).value?.probes;
}
