import { METRICS, type Metric, type Rule } from '#hub/contracts';
import { ageWords } from '../../format/age.js';
import { DAY_MS } from '../../format/clock.js';
import { metricFigure } from '../../format/figures.js';
import { useSpeech } from '../../i18n/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { type Station, valueState } from '../stations/station-state.js';
import { chooseStation } from './chosen.js';
import { limitFor } from './limits.js';
import { type Point, sparkline } from './sparkline.js';
import { SparkView, Tile } from './tile.js';
import { useSeries } from './use-series.js';

export interface StripScope {
  stations: readonly Station[];
  rules: readonly Rule[];
  /** Server time the values are true for. */
  now: number;
  /** Right edge of the sparklines: goes on while the values stand still. */
  clock: number;
  onOpen(station: Station, metric?: Metric): void;
}

export interface MetricTileProps {
  scope: StripScope;
  metric: Metric;
  label: string;
  width: number;
  decimals?: number;
  /** Speak for the commune by the highest value. */
  highest?: boolean;
}

export const BIN_MS = 15 * 60_000;
/** History of the bins, and the newest value behind it: a chart does not end before the figure beside it. */
export const withLatest = (points: readonly Point[], latest: { ts: number; value: number } | undefined): Point[] =>
  latest === undefined
    ? [...points]
    : [...points.filter((p) => p.time < latest.ts), { time: latest.ts, value: latest.value }];

export function MetricTile({ scope, metric, label, width, decimals, highest }: MetricTileProps) {
  const { t, lang } = useSpeech();
  const { stations, now, clock, rules, onOpen } = scope;
  const chosen = chooseStation(stations, metric, now, highest);
  const series = useSeries(chosen?.station.device.id, metric, BIN_MS, 'mean');
  if (!chosen) return <Tile width={width} label={label} absent={t.notInstalled} />;
  const { station } = chosen;
  const open = () => onOpen(station, metric);
  const state = valueState(station, metric, now);
  if (state.state === 'absent')
    return <Tile width={width} label={label} absent={absenceWords(state.absence, now, t)} onOpen={open} />;
  const alert = station.alert?.facts.metric === metric ? station.alert : undefined;
  const limit = limitFor(station, metric, rules);
  const inner = width - 32;
  const spark = sparkline(
    withLatest(series, state.value),
    { width: inner, height: 52, from: clock - DAY_MS, to: clock, limit: limit?.value, gapMs: 4 * BIN_MS },
    limit?.direction,
  );
  return (
    <Tile
      width={width}
      label={label}
      alert={alert && { severity: alert.severity, accepted: alert.state === 'acknowledged' }}
      value={metricFigure(metric, state.value.value, lang, decimals)}
      unit={METRICS[metric].unit}
      onOpen={open}
    >
      {state.state === 'ageing' ? (
        <span className="age">{t.ago(ageWords(state.ageMs, t))}</span>
      ) : (
        <SparkView spark={spark} width={inner} height={52} severity={alert?.severity} />
      )}
    </Tile>
  );
}
