import { type Metric, METRICS } from '#hub/contracts';
import { useState } from 'react';
import { ageWords } from '../../format/age.js';
import { withUnit } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { metricsOf } from '../stations/metrics-of.js';
import { StationShape } from '../stations/station-shape.js';
import { heardOf, type Station, valueState } from '../stations/station-state.js';
import { limitFor } from '../strip/limits.js';
import { HistoryChart } from './history-chart.js';
import { RANGES, type Range } from './history-range.js';
import type { PanelProps } from './panel-props.js';

/** A station: its values with their ages, and the history of one of them. */
export function StationPanel({
  station,
  metric,
  rules,
  clock,
  visitor,
  onClose,
}: PanelProps & { station: Station; metric?: Metric }) {
  const { t, lang } = useSpeech();
  const metrics = metricsOf(station);
  const [chosen, choose] = useState<Metric | undefined>(
    metric ?? (station.alert?.facts.metric as Metric | undefined) ?? metrics[0],
  );
  const [range, setRange] = useState<Range>('day');
  const { device } = station;
  const seen = heardOf(station.values, station.presence);
  const state = station.absence
    ? absenceWords(station.absence, clock, t)
    : seen === undefined
      ? t.never
      : t.lastSeen(ageWords(clock - seen, t));
  return (
    <>
      <header>
        <StationShape station={station} />
        <h2>{visitor ? (station.profile?.[lang] ?? '') : device.name}</h2>
        <button type="button" className="close" data-nav="close" onClick={onClose}>
          {t.close}
        </button>
      </header>
      <p className="place">
        {[visitor ? '' : [device.hamlet, device.place].filter(Boolean).join(', '), state].filter(Boolean).join(' · ')}
      </p>
      <div className="columns">
        <ul className="values">
          {metrics.map((m) => (
            <li key={m}>
              <button
                type="button"
                data-nav={`metric:${m}`}
                data-first={m === chosen ? '' : undefined}
                className={m === chosen ? 'on' : ''}
                onClick={() => choose(m)}
              >
                <span>{METRICS[m][lang]}</span>
                <ValueWords station={station} metric={m} now={clock} />
              </button>
            </li>
          ))}
        </ul>
        <div className="history">
          <nav>
            {RANGES.map((r) => (
              <button
                key={r}
                type="button"
                data-nav={`range:${r}`}
                className={r === range ? 'on' : ''}
                onClick={() => setRange(r)}
              >
                {t[r]}
              </button>
            ))}
          </nav>
          {chosen && (
            <HistoryChart
              key={`${chosen} ${range}`}
              device={device.id}
              metric={chosen}
              range={range}
              limit={limitFor(station, chosen, rules)}
            />
          )}
        </div>
      </div>
    </>
  );
}

function ValueWords({ station, metric, now }: { station: Station; metric: Metric; now: number }) {
  const { t, lang } = useSpeech();
  const state = valueState(station, metric, now);
  if (state.state === 'absent')
    return (
      <>
        <strong>—</strong>
        <small>
          {absenceWords(state.absence, now, t)}
          {state.last ? ` (${withUnit(metric, state.last.value, lang)})` : ''}
        </small>
      </>
    );
  const { quality } = state.value;
  return (
    <>
      <strong>{withUnit(metric, state.value.value, lang)}</strong>
      <small>
        {t.ago(ageWords(state.ageMs, t))}
        {quality === 'suspect' || quality === 'doubted' ? ` · ${t[quality]}` : ''}
      </small>
    </>
  );
}
