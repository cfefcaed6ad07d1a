import { Box } from '../admin/parts/box.js';
import { TrustList } from './trust-list.js';
import { useTrust } from './use-trust.js';
import { useTrustWords } from './words.js';

/** On the page of a device: how far its values are to be trusted. */
export function TrustBox({ device }: { device: string }) {
  const t = useTrustWords();
  const probes = useTrust(device);
  if (!probes) return null;
  return (
    <Box title={t.title}>{probes.length > 0 ? <TrustList probes={probes} /> : <p className="meta">{t.good}</p>}</Box>
  );
}
