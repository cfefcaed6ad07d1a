import type { DeviceTrust, ProbeTrust } from '#hub/contracts';
import { useAsk } from '../admin/data/ask.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';

/** Trust is looked at every three hours: a minute late is soon enough. */
const EVERY_MS = 60_000;

interface Trust {
  probes: readonly ProbeTrust[];
  /** Of one device: when it was looked at last, and all its scores; absent: not yet. */
  looked?: DeviceTrust;
}

/** Probes that are not wholly to be trusted, the worst first; undefined until it is known. */
export const useTrust = (): readonly ProbeTrust[] | undefined => useAsked('')?.probes;

/** The same of one device, and how far the others of its probes are to be trusted. */
export const useTrustOf = (device: string): Trust | undefined => useAsked(`?device=${encodeURIComponent(device)}`);

function useAsked(query: string): Trust | undefined {
  const asks = may(useMe(), 'devices.read');
  return useAsk<Trust>(asks ? `/api/trust${query}` : undefined, EVERY_MS).value;
}
