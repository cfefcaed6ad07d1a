import 'uplot/dist/uPlot.min.css';
import { type Alert, type Device, type Incident, isMetric, METRICS, type Metric } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useAsk } from '../../admin/data/ask.js';
import { Answered } from '../../admin/parts/answered.js';
import { withUnit } from '../../format/figures.js';
import { alarmLevel } from '../../incidents/alarm-level.js';
import { useLang } from '../../i18n/lang.js';
import type { ReadPoint } from '../../live/readings.js';
import { historyColumns } from '../../wall/panel/history-range.js';
import { aggregateOf } from '../../wall/panel/switch-steps.js';
import { useWords } from '../words/use-words.js';
import { aroundOptions } from './chart-look.js';
import { type ChartSpan, seriesOf, spanOf } from './chart-span.js';

const EVERY_MS = 60_000;
type Point = Omit<ReadPoint, 'quality'> & { quality?: string };

/** What was measured around it: before it, while it went on, and after. */
export default function ReadingsChart(props: {
  incident: Incident;
  alerts: readonly Alert[];
  devices: readonly Device[];
  now: number;
}) {
  const { incident, alerts, devices, now } = props;
  const t = useWords();
  const lang = useLang();
  const [chosen, setChosen] = useState<string>();
  const series = seriesOf(alerts, incident.lead);
  const shown = series.find(({ id }) => id === chosen) ?? series[0];
  const metric = shown?.facts.metric;
  const known = metric !== undefined && isMetric(metric) ? metric : undefined;
  const nameOf = (alert: Alert) => devices.find(({ id }) => id === alert.target)?.name ?? alert.text.place;
  return (
    <section className="desk-part around" aria-label={known ? t.chart(METRICS[known][lang]) : t.noChart}>
      <h2>
        {known ? t.chart(METRICS[known][lang]) : t.noChart}
        {known && series.length > 1 && (
          <select aria-label={t.chartOf} value={shown!.id} onChange={({ target }) => setChosen(target.value)}>
            {series.map((alert) => (
              <option key={alert.id} value={alert.id}>
                {nameOf(alert)}
              </option>
            ))}
          </select>
        )}
        {known && <span className="meta">{METRICS[known].unit}</span>}
      </h2>
      {shown && known && <Around alert={shown} metric={known} incident={incident} now={now} />}
    </section>
  );
}

function Around({ alert, metric, incident, now }: { alert: Alert; metric: Metric; incident: Incident; now: number }) {
  const t = useWords();
  const { startedAt, endedAt } = incident;
  const fresh = spanOf({ startedAt, ...(endedAt !== undefined && { endedAt }) }, now);
  const { from, to, every, everyMs } = fresh;
  const span = useMemo(() => ({ from, to, every, everyMs }), [from, to, every, everyMs]);
  const query = new URLSearchParams({
    device: alert.target,
    metric,
    from: String(from),
    to: String(to),
    every,
    aggregate: aggregateOf(metric),
  });
  const answer = useAsk<{ points: Point[] }>(`/api/readings?${query}`, EVERY_MS);
  return (
    <Answered answer={answer}>
      {({ points }) =>
        points.length === 0 ? (
          <p className="meta around-empty">{t.noPoints}</p>
        ) : (
          <Drawn points={points} span={span} alert={alert} metric={metric} incident={incident} />
        )
      }
    </Answered>
  );
}

function Drawn(props: { points: readonly Point[]; span: ChartSpan; alert: Alert; metric: Metric; incident: Incident }) {
  const { points, span, alert, metric, incident } = props;
  const t = useWords();
  const lang = useLang();
  const holder = useRef<HTMLDivElement>(null);
  const { background, limit: stated } = alert.facts;
  const limit = alarmLevel(alert.facts);
  const { severity, startedAt, endedAt } = incident;
  const takenAt = incident.acknowledgement?.at;
  const shown = useMemo(
    () =>
      points
        .filter(({ value }) => Number.isFinite(value))
        .map(({ quality, ...p }) => ({ ...p, ...(quality && quality !== 'good' && { quality }) })),
    [points],
  );
  useEffect(() => {
    const element = holder.current!;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const marks = { severity, startedAt, endedAt, takenAt, limit, background };
    const chart = new uPlot(
      aroundOptions({ span, points: shown, metric, lang, marks, ...size() }),
      historyColumns(shown, span.everyMs),
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize(size()));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [shown, span, metric, lang, severity, startedAt, endedAt, takenAt, limit, background]);
  const figures = shown.map(({ value }) => value);
  const say = (value: number) => withUnit(metric, value, lang);
  const summary = t.chartSays(
    METRICS[metric][lang],
    say(Math.min(...figures)),
    say(Math.max(...figures)),
    say(figures.at(-1)!),
  );
  const notes = [
    background !== undefined && t.chartBackground(say(background)),
    limit !== undefined &&
      (background === undefined ? t.chartLimit(say(limit)) : t.chartExcess(say(limit), say(stated!))),
  ].filter(Boolean);
  return (
    <>
      <div className="around-chart" ref={holder} role="img" aria-label={summary} />
      {notes.length > 0 && <p className="meta">{notes.join(' · ')}</p>}
    </>
  );
}
