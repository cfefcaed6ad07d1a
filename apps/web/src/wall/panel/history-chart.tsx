import 'uplot/dist/uPlot.min.css';
import type { Metric } from '#hub/contracts';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { figure, withUnit } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { getReadings } from '../../live/readings.js';
import { keepFresh } from '../../live/resource.js';
import { FitText } from '../stage/fit-text.js';
import type { Limit } from '../strip/limits.js';
import { useWall } from '../wall-context.js';
import { aggregateOf, stepsOf } from './switch-steps.js';
import {
  alone,
  decimalsFor,
  type HistoryPoint,
  historyColumns,
  RANGE,
  type Range,
  tickWords,
  timeTicks,
} from './history-range.js';

interface History {
  from: number;
  to: number;
  points: readonly HistoryPoint[];
}

export function HistoryChart({
  device,
  metric,
  range,
  limit,
}: {
  device: string;
  metric: Metric;
  range: Range;
  limit?: Limit;
}) {
  const { t, lang } = useSpeech();
  const { data } = useWall();
  const [history, setHistory] = useState<History>();
  const [slow, setSlow] = useState(false);
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const shape = RANGE[range];
    const load = async (signal: AbortSignal): Promise<History> => {
      await data.hub.timeKnown;
      const to = data.hub.now();
      const from = to - shape.lengthMs;
      const aggregate = aggregateOf(metric);
      return {
        from,
        to,
        points: await getReadings({ device, metric, from, to, every: shape.every, aggregate }, signal),
      };
    };
    const resource = keepFresh<History | undefined>(undefined, load, shape.refreshMs);
    const stop = resource.store.subscribe(() => setHistory(resource.store.get()));
    const timer = setTimeout(() => setSlow(true), 3000);
    return () => {
      clearTimeout(timer);
      stop();
      resource.stop();
    };
  }, [data, device, metric, range]);

  useEffect(() => {
    const element = holder.current;
    if (!element || !history || history.points.length === 0) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const chart = new uPlot(
      optionsFor(history, {
        metric,
        range,
        limit,
        lang,
        rem,
        width: element.clientWidth,
        height: element.clientHeight,
      }),
      historyColumns(history.points, RANGE[range].everyMs),
      element,
    );
    return () => chart.destroy();
  }, [history, metric, range, limit?.value, lang]);

  const graded = history?.points.some((p) => p.quality !== undefined);
  return (
    <>
      <div className="chart" ref={holder}>
        {history === undefined && <p>{slow ? t.loadFailed : t.loading}</p>}
        {history?.points.length === 0 && <p>{t.noPoints}</p>}
      </div>
      <FitText
        as="p"
        className="chart-notes"
        text={[limit && t.limitLine(withUnit(metric, limit.value, lang)), graded && t.gradedPoints]
          .filter(Boolean)
          .join(' · ')}
      />
    </>
  );
}

interface Look {
  metric: Metric;
  range: Range;
  limit?: Limit;
  lang: 'vi' | 'en';
  /** CSS pixels of one rem, so that the chart's lettering is as large as the wall's. */
  rem: number;
  width: number;
  height: number;
}

function optionsFor(history: History, look: Look): uPlot.Options {
  const { metric, range, limit, lang, rem } = look;
  const steps = stepsOf(metric, lang);
  const font = `${0.28 * rem}px 'Hub Digits', 'Be Vietnam Pro', sans-serif`;
  const values = history.points.map((p) => p.value).concat(limit ? [limit.value] : []);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) * 0.2 || 1) * 0.1;
  const axis = { stroke: '#a9bacb', font, grid: { stroke: '#26364a', width: 1 }, ticks: { show: false } };
  return {
    width: look.width,
    height: look.height,
    legend: { show: false },
    cursor: { show: false },
    padding: [0.12 * rem, 0.46 * rem, 0, 0],
    scales: {
      x: { time: false, range: [history.from / 1000, history.to / 1000] },
      y: { range: steps?.range ?? [low - room, high + room] },
    },
    axes: [
      {
        ...axis,
        size: 0.5 * rem,
        splits: () => timeTicks(history.from, history.to, range, look.width / (1.2 * rem)).map((ms) => ms / 1000),
        values: (_, ticks) => ticks.map((s) => tickWords(s * 1000, range)),
      },
      {
        ...axis,
        size: 1.0 * rem,
        space: 0.7 * rem,
        values: (_, ticks, _axis, _space, step) => ticks.map((v) => figure(v, decimalsFor(step), lang)),
        ...steps?.axis,
      },
    ],
    series: [
      {},
      {
        stroke: '#eaf1f8',
        width: 0.03 * rem,
        spanGaps: false,
        ...steps?.series,
        points: {
          show: true,
          size: 0.1 * rem,
          fill: '#eaf1f8',
          filter: (chart, series) => alone(chart.data[series]!),
        },
      },
      {
        stroke: '#8796a5',
        width: 0,
        paths: () => null,
        points: { show: true, size: 0.1 * rem, fill: '#0b1420', stroke: '#8796a5', width: 2 },
      },
    ],
    hooks: {
      draw: [
        (chart) => {
          if (!limit) return;
          const y = chart.valToPos(limit.value, 'y', true);
          const { ctx, bbox } = chart;
          ctx.save();
          ctx.strokeStyle = '#a9bacb';
          ctx.lineWidth = 2;
          ctx.setLineDash([2, 8]);
          ctx.beginPath();
          ctx.moveTo(bbox.left, y);
          ctx.lineTo(bbox.left + bbox.width, y);
          ctx.stroke();
          ctx.restore();
        },
      ],
    },
  };
}
