import { type DeviceProfile, METRICS, type Metric } from '#hub/contracts';
import type { Lang } from '../../i18n/lang.js';

/** Of the box itself, and of no interest to whoever chooses what it measures. */
const OF_THE_BOX: readonly Metric[] = ['battery', 'battery_voltage', 'rssi', 'snr'];
const MOST = 3;

/** "pH, độ mặn, nhiệt độ nước …": what a box of this kind measures, as part of a sentence. */
export function metricNames(profile: Pick<DeviceProfile, 'metrics'>, lang: Lang): string {
  const names = (Object.keys(profile.metrics) as Metric[])
    .filter((metric) => !OF_THE_BOX.includes(metric))
    .map((metric) => METRICS[metric][lang])
    .map((name) => (/^(pH|CO|[A-Z]{2})/u.test(name) ? name : name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)));
  return names.length > MOST ? `${names.slice(0, MOST).join(', ')} …` : names.join(', ');
}
