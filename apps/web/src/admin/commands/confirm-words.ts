import { type Confirmation, type Metric, METRICS } from '#hub/contracts';
import { figure, isSwitch, withUnit } from '../../format/figures.js';
import type { Lang } from '../../i18n/lang.js';
import type { CommandWords } from './words.js';

type Shown = Pick<Confirmation, 'becomes' | 'by' | 'withinMs'> & { metric: Metric; to?: number | string | undefined };

/** "Mực nước tăng thêm 0,05 m trong 10 phút"; nobody says of a pump that it runs above 0.5. */
export function confirmWords({ metric, becomes, by, to, withinMs }: Shown, t: CommandWords, lang: Lang): string {
  const minutes = figure(withinMs / 60_000, 0, lang);
  if (isSwitch(metric) && (becomes === 'above' || becomes === 'below'))
    return t.confirmSwitch(METRICS[metric][lang], becomes === 'above', minutes);
  const amount =
    becomes === 'near'
      ? `${typeof to === 'number' ? withUnit(metric, to, lang) : (to ?? '')} ± ${by}`
      : exact(metric, by, lang);
  return t.confirmWords(METRICS[metric][lang], t.becomes[becomes], amount, minutes);
}

/** A limit is as exact as it was written, whatever people read the metric with. */
function exact(metric: Metric, value: number, lang: Lang): string {
  const decimals = Math.max(METRICS[metric].decimals, String(value).split('.')[1]?.length ?? 0);
  return `${figure(value, decimals, lang)} ${METRICS[metric].unit}`.trim();
}
