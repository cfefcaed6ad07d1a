import { DAY_MS } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { valueState } from '../stations/station-state.js';
import { chooseStation } from './chosen.js';
import { HOUR_MS } from './hour-at.js';
import type { StripScope } from './metric-tile.js';
import { bars } from './sparkline.js';
import { SPEAKERS } from './speakers.js';
import { innerOf, placeIn, SPARK_HEIGHT, Tile } from './tile.js';
import { useSeries } from './use-series.js';

export function RainTile({ scope, width }: { scope: StripScope; width: number }) {
  const { t, lang } = useSpeech();
  const { stations, rules, now, clock, onOpen } = scope;
  const station = chooseStation(stations, SPEAKERS.rain, rules, now);
  const hours = useSeries(station?.device.id, 'rain', HOUR_MS, 'sum');
  if (!station) return <Tile width={width} label={t.rain24h} absent={t.notInstalled} />;
  const foot = placeIn(width, station, scope);
  const state = valueState(station, 'rain', now);
  const day = hours.points.filter((p) => p.time >= clock - DAY_MS - HOUR_MS);
  // the gauge has reported, but without its history the sum is not known, and not 0
  const noSum =
    hours.state === 'unread'
      ? t.historyUnread
      : hours.state === 'loading'
        ? t.loading
        : day.length === 0
          ? t.noHistory
          : undefined;
  const absent = state.state === 'absent' ? absenceWords(state.absence, now, t) : noSum;
  const inner = innerOf(width);
  const columns = bars(day, { width: inner, height: SPARK_HEIGHT - 3, from: clock - DAY_MS, to: clock }, HOUR_MS);
  return (
    <Tile
      width={width}
      label={t.rain24h}
      absent={absent}
      value={figure(
        day.reduce((sum, p) => sum + p.value, 0),
        1,
        lang,
      )}
      unit="mm"
      foot={foot}
      onOpen={() => onOpen(station, 'rain')}
    >
      <svg
        className="spark"
        viewBox={`0 0 ${inner} ${SPARK_HEIGHT}`}
        style={{ width: `${inner / 100}rem`, height: `${SPARK_HEIGHT / 100}rem` }}
        aria-hidden="true"
      >
        {columns.map((c) => (
          <rect key={c.x} className="bar" {...c} />
        ))}
        <path className="base" d={`M0 ${SPARK_HEIGHT - 2}H${inner}`} />
      </svg>
    </Tile>
  );
}
