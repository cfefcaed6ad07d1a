import type { Metric, Severity } from '#hub/contracts';
import type uPlot from 'uplot';
import { DAY_MS, ddmm, hhmm } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import type { Lang } from '../../i18n/lang.js';
import { alone, decimalsFor, type HistoryPoint } from '../../wall/panel/history-range.js';
import { stepsOf } from '../../wall/panel/switch-steps.js';
import { type ChartSpan, ticksIn } from './chart-span.js';

const INK = '#0f2118';
const INK_2 = '#35453c';
const LINE = '#dadccf';
const GO = '#0a5638';
const FONT = "13px 'Hub Digits', 'Be Vietnam Pro', sans-serif";
const TICK_PX = 76;
const WASH: Record<Severity, string> = {
  info: '#e4f0fc',
  watch: '#fff3cf',
  warning: '#ffe9d4',
  emergency: '#fbe4e7',
};
const EDGE: Record<Severity, string> = {
  info: '#0a4a8f',
  watch: '#5c4300',
  warning: '#7a2e00',
  emergency: '#9b0a22',
};

export interface Marks {
  severity: Severity;
  startedAt: number;
  endedAt: number | undefined;
  /** When somebody took it. */
  takenAt: number | undefined;
  limit: number | undefined;
  /** What the neighbours measured. */
  background: number | undefined;
}

export function aroundOptions(look: {
  span: ChartSpan;
  points: readonly HistoryPoint[];
  metric: Metric;
  lang: Lang;
  marks: Marks;
  width: number;
  height: number;
}): uPlot.Options {
  const { span, points, metric, lang, marks, width, height } = look;
  const steps = stepsOf(metric, lang);
  const levels = [marks.limit, marks.background].filter((one) => one !== undefined);
  const values = points.map(({ value }) => value).concat(levels);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) * 0.2 || 1) * 0.12;
  const axis = { stroke: INK_2, font: FONT, grid: { stroke: LINE, width: 1 }, ticks: { show: false } };
  const tick = span.to - span.from > DAY_MS ? ddmm : hhmm;
  return {
    ...{ width, height },
    legend: { show: false },
    cursor: { show: false },
    // half of the last time stands beyond the end
    padding: [12, 24, 0, 0],
    scales: {
      x: { time: false, range: [span.from / 1000, span.to / 1000] },
      y: { range: steps?.range ?? [low >= 0 ? Math.max(0, low - room) : low - room, high + room] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 26,
        splits: (chart) => ticksIn(span, chart.width / TICK_PX).map((ms) => ms / 1000),
        values: (_, ticks) => ticks.map((s) => tick(s * 1000)),
      },
      {
        ...axis,
        size: 48,
        space: 36,
        values: (_, ticks, _axis, _space, step) => ticks.map((v) => figure(v, decimalsFor(step), lang)),
        ...steps?.axis,
      },
    ],
    series: [
      {},
      {
        stroke: INK,
        width: 2.5,
        spanGaps: false,
        ...steps?.series,
        points: { show: true, size: 5, fill: INK, filter: (chart, series) => alone(chart.data[series]!) },
      },
      {
        stroke: EDGE.warning,
        width: 0,
        paths: () => null,
        points: { show: true, size: 7, fill: '#ffffff', stroke: EDGE.warning, width: 2 },
      },
    ],
    hooks: { drawClear: [(chart) => drawSpan(chart, span, marks)], draw: [(chart) => drawLevels(chart, marks)] },
  };
}

/** While it went on the ground is tinted. */
function drawSpan(chart: uPlot, span: ChartSpan, { severity, startedAt, endedAt }: Marks): void {
  const { ctx, bbox } = chart;
  const x = (at: number) => chart.valToPos(Math.min(span.to, Math.max(span.from, at)) / 1000, 'x', true);
  const [from, to] = [x(startedAt), x(endedAt ?? span.to)];
  ctx.save();
  ctx.fillStyle = WASH[severity];
  ctx.fillRect(from, bbox.top, Math.max(2, to - from), bbox.height);
  ctx.restore();
}

function drawLevels(chart: uPlot, { severity, limit, background, takenAt }: Marks): void {
  const { ctx, bbox } = chart;
  const ratio = window.devicePixelRatio || 1;
  const line = (colour: string, dash: number[], from: [number, number], to: [number, number]) => {
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash(dash.map((one) => one * ratio));
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
    ctx.restore();
  };
  const level = (value: number, colour: string, dash: number[]) => {
    const y = chart.valToPos(value, 'y', true);
    line(colour, dash, [bbox.left, y], [bbox.left + bbox.width, y]);
  };
  if (limit !== undefined) level(limit, EDGE[severity], [7, 5]);
  if (background !== undefined) level(background, INK_2, [2, 4]);
  if (takenAt === undefined) return;
  const x = chart.valToPos(takenAt / 1000, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  line(GO, [2, 3], [x, bbox.top], [x, bbox.top + bbox.height]);
  ctx.save();
  ctx.fillStyle = GO;
  ctx.beginPath();
  ctx.arc(x, bbox.top + 8 * ratio, 5 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}
