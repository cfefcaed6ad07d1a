import { DAY_MS } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useSpeech } from '../../i18n/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { valueState } from '../stations/station-state.js';
import { chooseStation } from './chosen.js';
import { HOUR_MS } from './hourly-means.js';
import type { StripScope } from './metric-tile.js';
import { bars } from './sparkline.js';
import { Tile } from './tile.js';
import { useSeries } from './use-series.js';

export function RainTile({ scope, width }: { scope: StripScope; width: number }) {
  const { t, lang } = useSpeech();
  const { stations, now, clock, onOpen } = scope;
  const chosen = chooseStation(stations, 'rain', now);
  const hours = useSeries(chosen?.station.device.id, 'rain', HOUR_MS, 'sum');
  if (!chosen) return <Tile width={width} label={t.rain24h} absent={t.notInstalled} />;
  const open = () => onOpen(chosen.station, 'rain');
  const state = valueState(chosen.station, 'rain', now);
  if (state.state === 'absent')
    return <Tile width={width} label={t.rain24h} absent={absenceWords(state.absence, now, t)} onOpen={open} />;
  // no history yet: the sum is not known, and not 0
  if (hours.length === 0) return <Tile width={width} label={t.rain24h} absent={t.nothingYet} onOpen={open} />;
  const inner = width - 32;
  const day = hours.filter((p) => p.time >= clock - DAY_MS - HOUR_MS);
  const columns = bars(day, { width: inner, height: 49, from: clock - DAY_MS, to: clock }, HOUR_MS);
  return (
    <Tile
      width={width}
      label={t.rain24h}
      value={figure(
        day.reduce((sum, p) => sum + p.value, 0),
        1,
        lang,
      )}
      unit="mm"
      onOpen={open}
    >
      <svg
        className="spark"
        viewBox={`0 0 ${inner} 52`}
        style={{ width: `${inner / 100}rem`, height: '0.52rem' }}
        aria-hidden="true"
      >
        {columns.map((c) => (
          <rect key={c.x} className="bar" {...c} />
        ))}
        <path className="base" d={`M0 50H${inner}`} />
      </svg>
    </Tile>
  );
}
