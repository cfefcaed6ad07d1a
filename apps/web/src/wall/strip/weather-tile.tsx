import { DAY_MS } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useSpeech } from '../../i18n/words.js';
import { compassIndex } from '../map/wind.js';
import type { Wind } from '../map/smoke.js';
import { absenceWords } from '../stations/absence-words.js';
import { valueState } from '../stations/station-state.js';
import { chooseStation } from './chosen.js';
import { BIN_MS, type StripScope, withLatest } from './metric-tile.js';
import { sparkline } from './sparkline.js';
import { SparkView, Tile } from './tile.js';
import { useSeries } from './use-series.js';

export function WeatherTile({ scope, width, wind }: { scope: StripScope; width: number; wind: Wind | undefined }) {
  const { t, lang } = useSpeech();
  const { stations, now, clock, onOpen } = scope;
  const chosen = chooseStation(stations, 'temperature', now);
  const series = useSeries(chosen?.station.device.id, 'temperature', BIN_MS, 'mean');
  if (!chosen) return <Tile width={width} label={t.temperatureWind} absent={t.notInstalled} />;
  const open = () => onOpen(chosen.station, 'temperature');
  const state = valueState(chosen.station, 'temperature', now);
  if (state.state === 'absent')
    return <Tile width={width} label={t.temperatureWind} absent={absenceWords(state.absence, now, t)} onOpen={open} />;
  const spark = sparkline(withLatest(series, state.value), {
    width: 96,
    height: 48,
    from: clock - DAY_MS,
    to: clock,
    gapMs: 4 * BIN_MS,
  });
  return (
    <Tile
      width={width}
      label={t.temperatureWind}
      value={figure(state.value.value, 0, lang)}
      unit="°C"
      onOpen={open}
      beside={
        <span className="aside">
          <SparkView spark={spark} width={96} height={48} />
        </span>
      }
    >
      <WindWords wind={wind} />
    </Tile>
  );
}

function WindWords({ wind }: { wind: Wind | undefined }) {
  const { t, lang } = useSpeech();
  if (!wind) return <span className="age">{t.windUnknown}</span>;
  if (wind.speed < 0.3) return <span>{t.calmWind}</span>;
  return (
    <span className="wind-words">
      <svg viewBox="0 0 32 40" aria-hidden="true">
        <g transform={`rotate(${wind.from + 180} 16 20)`} stroke="#eaf1f8" strokeLinecap="round" strokeLinejoin="round">
          <path d="M16 34V13" strokeWidth="4" />
          <path d="M16 6 22.5 17h-13Z" fill="#eaf1f8" strokeWidth="2" />
        </g>
      </svg>
      {t.compassShort[compassIndex(wind.from)]} {figure(wind.speed, 1, lang)} m/s
    </span>
  );
}
