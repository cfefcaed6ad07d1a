import type { Metric } from '#hub/contracts';
import { withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { useLive } from '../data/hub.js';

const MOST = 3;
/** What tells of the box and not of the field. */
const HOUSEKEEPING = new Set<Metric>(['battery', 'battery_voltage', 'rssi', 'snr']);

/** Its newest values in a line, those of the field first. */
export function Newest({ device }: { device: string }) {
  const lang = useLang();
  const values = useLive((live) => live.latest.get(device));
  const all = Object.entries(values ?? {}) as [Metric, { value: number; quality?: string }][];
  const shown = all
    .sort(([a], [b]) => Number(HOUSEKEEPING.has(a)) - Number(HOUSEKEEPING.has(b)))
    .slice(0, MOST)
    .map(([metric, { value }]) => withUnit(metric, value, lang));
  return <span className="num">{shown.length > 0 ? shown.join(' · ') : '—'}</span>;
}
