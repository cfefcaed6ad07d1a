import type { Metric } from '#hub/contracts';
import type uPlot from 'uplot';
import { figure } from '../../format/figures.js';
import type { Lang } from '../../i18n/lang.js';
import {
  alone,
  decimalsFor,
  type HistoryPoint,
  type Range,
  tickWords,
  timeTicks,
} from '../../wall/panel/history-range.js';
import { stepsOf } from '../../wall/panel/switch-steps.js';

const INK = '#0f2118';
const INK_2 = '#35453c';
const LINE = '#dadccf';
const GRADED = '#7a2e00';
const FONT = "13px 'Hub Digits', 'Be Vietnam Pro', sans-serif";
const HEIGHT = 260;
const TICK_PX = 90;

export function chartOptions(look: {
  from: number;
  to: number;
  points: readonly HistoryPoint[];
  metric: Metric;
  range: Range;
  lang: Lang;
  width: number;
  /** Levels that are drawn across it. */
  levels?: readonly number[];
}): uPlot.Options {
  const { from, to, points, metric, range, lang, width, levels = [] } = look;
  const steps = stepsOf(metric, lang);
  const values = [...points.map((p) => p.value), ...levels];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) * 0.2 || 1) * 0.1;
  const axis = { stroke: INK_2, font: FONT, grid: { stroke: LINE, width: 1 }, ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 24, 0, 0],
    hooks: { draw: [(chart) => drawLevels(chart, levels)] },
    scales: {
      x: { time: false, range: [from / 1000, to / 1000] },
      y: { range: steps?.range ?? [low - room, high + room] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        splits: (chart) => timeTicks(from, to, range, chart.width / TICK_PX).map((ms) => ms / 1000),
        values: (_, ticks) => ticks.map((s) => tickWords(s * 1000, range)),
      },
      {
        ...axis,
        size: 56,
        space: 40,
        values: (_, ticks, _axis, _space, step) => ticks.map((v) => figure(v, decimalsFor(step), lang)),
        ...steps?.axis,
      },
    ],
    series: [
      {},
      {
        stroke: INK,
        width: 2,
        spanGaps: false,
        ...steps?.series,
        points: { show: true, size: 5, fill: INK, filter: (chart, series) => alone(chart.data[series]!) },
      },
      {
        stroke: GRADED,
        width: 0,
        paths: () => null,
        points: { show: true, size: 7, fill: '#ffffff', stroke: GRADED, width: 2 },
      },
    ],
  };
}

/** The first is the limit; those after it are quieter. */
function drawLevels({ ctx, bbox, valToPos }: uPlot, levels: readonly number[]): void {
  ctx.save();
  for (const [i, level] of levels.entries()) {
    const y = valToPos(level, 'y', true);
    ctx.strokeStyle = GRADED;
    ctx.lineWidth = i === 0 ? 3 : 1.5;
    ctx.setLineDash(i === 0 ? [12, 6] : [3, 6]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}
