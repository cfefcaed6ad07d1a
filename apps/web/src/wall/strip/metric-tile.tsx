import { METRICS, type Metric, type Rule } from '#hub/contracts';
import { ageWords } from '../../format/age.js';
import { DAY_MS } from '../../format/clock.js';
import { metricFigure } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { type Station, valueState } from '../stations/station-state.js';
import { type Choice, chooseStation } from './chosen.js';
import { limitFor } from './limits.js';
import { type Point, sparkline } from './sparkline.js';
import { innerOf, placeIn, SPARK_HEIGHT, SparkView, Tile } from './tile.js';
import { useSeries } from './use-series.js';

export interface StripScope {
  stations: readonly Station[];
  rules: readonly Rule[];
  /** Server time the values are true for. */
  now: number;
  /** Right edge of the sparklines: goes on while the values stand still. */
  clock: number;
  /** Visitors are not told which station it is. */
  visitor: boolean;
  onOpen(station: Station, metric?: Metric): void;
}

export interface MetricTileProps {
  scope: StripScope;
  choice: Choice;
  label: string;
  width: number;
  decimals?: number;
}

export const BIN_MS = 15 * 60_000;
/** History of the bins, and the newest value behind it: a chart does not end before the figure beside it. */
export const withLatest = (points: readonly Point[], latest: { ts: number; value: number } | undefined): Point[] =>
  latest === undefined
    ? [...points]
    : [...points.filter((p) => p.time < latest.ts), { time: latest.ts, value: latest.value }];

export function MetricTile({ scope, choice, label, width, decimals }: MetricTileProps) {
  const { t, lang } = useSpeech();
  const { stations, now, clock, rules, onOpen } = scope;
  const { metric } = choice;
  const station = chooseStation(stations, choice, rules, now);
  const { points } = useSeries(station?.device.id, metric, BIN_MS, 'mean');
  if (!station) return <Tile width={width} label={label} absent={t.notInstalled} />;
  const open = () => onOpen(station, metric);
  const foot = placeIn(width, station, scope);
  const alert = station.alert?.facts.metric === metric ? station.alert : undefined;
  const mark = alert && { severity: alert.severity, accepted: alert.state === 'acknowledged' };
  const state = valueState(station, metric, now);
  if (state.state === 'absent')
    return <Tile width={width} label={label} absent={absenceWords(state.absence, now, t)} foot={foot} onOpen={open} />;
  const limit = limitFor(station, metric, rules);
  const inner = innerOf(width);
  const spark = sparkline(
    withLatest(points, state.value),
    { width: inner, height: SPARK_HEIGHT, from: clock - DAY_MS, to: clock, limit: limit?.value, gapMs: 4 * BIN_MS },
    limit?.direction,
  );
  return (
    <Tile
      width={width}
      label={label}
      alert={mark}
      value={metricFigure(metric, state.value.value, lang, decimals)}
      unit={METRICS[metric].unit}
      foot={foot}
      onOpen={open}
    >
      {state.state === 'ageing' ? (
        <span className="age">{t.ago(ageWords(state.ageMs, t))}</span>
      ) : (
        <SparkView spark={spark} width={inner} height={SPARK_HEIGHT} severity={alert?.severity} />
      )}
    </Tile>
  );
}
