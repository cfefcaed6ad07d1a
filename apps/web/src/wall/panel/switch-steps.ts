import type { Metric } from '#hub/contracts';
import uPlot from 'uplot';
import { isSwitch } from '../../format/figures.js';
import { formatWords } from '../../format/words.js';
import type { Lang } from '../../i18n/lang.js';

/** What stands for a bin of a chart: of rain its sum, of what is on or off how it was in the end. */
export const aggregateOf = (metric: Metric): 'sum' | 'last' | 'mean' =>
  metric === 'rain' ? 'sum' : isSwitch(metric) ? 'last' : 'mean';

interface Steps {
  range: [number, number];
  axis: Pick<uPlot.Axis, 'splits' | 'values'>;
  series: Pick<uPlot.Series, 'paths'>;
}

/** How the chart of something that is on or off is drawn: two named steps, and no slope between them. */
export function stepsOf(metric: Metric, lang: Lang): Steps | undefined {
  if (!isSwitch(metric)) return undefined;
  const { stepOff, stepOn } = formatWords[lang];
  const paths = uPlot.paths.stepped?.({ align: 1 });
  return {
    range: [-0.2, 1.2],
    axis: { splits: () => [0, 1], values: () => [stepOff, stepOn] },
    series: paths ? { paths } : {},
  };
}
