import { DAY_MS } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { compassIndex } from '../map/wind.js';
import type { Wind } from '../map/smoke.js';
import { absenceWords } from '../stations/absence-words.js';
import { valueState } from '../stations/station-state.js';
import { chooseStation } from './chosen.js';
import { BIN_MS, type StripScope, withLatest } from './metric-tile.js';
import { sparkline } from './sparkline.js';
import { SPEAKERS } from './speakers.js';
import { innerOf, placeIn, SPARK_HEIGHT, SparkView, Tile } from './tile.js';
import { useSeries } from './use-series.js';

/** The figure and its unit: what is left of the line is for the day. */
const FIGURE = 132;

/** `wind` is the one on the map, whichever station measured it. */
export function WeatherTile({ scope, width, wind }: { scope: StripScope; width: number; wind: Wind | undefined }) {
  const { t, lang } = useSpeech();
  const { stations, rules, now, clock, onOpen } = scope;
  const station = chooseStation(stations, SPEAKERS.temperature, rules, now);
  const { points } = useSeries(station?.device.id, 'temperature', BIN_MS, 'mean');
  if (!station) return <Tile width={width} label={t.temperatureWind} absent={t.notInstalled} />;
  const open = () => onOpen(station, 'temperature');
  const place = placeIn(width, station, scope);
  const state = valueState(station, 'temperature', now);
  if (state.state === 'absent') {
    const why = absenceWords(state.absence, now, t);
    return <Tile width={width} label={t.temperatureWind} absent={why} foot={place} onOpen={open} />;
  }
  const box = { width: innerOf(width) - FIGURE, height: SPARK_HEIGHT };
  const spark = sparkline(withLatest(points, state.value), {
    ...box,
    from: clock - DAY_MS,
    to: clock,
    gapMs: 4 * BIN_MS,
  });
  const { wind_speed, wind_direction } = station.values;
  const ofBoth = wind !== undefined && wind_speed?.value === wind.speed && wind_direction?.value === wind.from;
  const words = <WindWords wind={wind} />;
  return (
    <Tile
      width={width}
      label={t.temperatureWind}
      value={figure(state.value.value, 0, lang)}
      unit="°C"
      onOpen={open}
      beside={
        <span className="aside">
          <SparkView spark={spark} {...box} />
        </span>
      }
      // the place stands below what was measured there
      foot={ofBoth ? place : words}
    >
      {ofBoth ? words : <span className="age">{place}</span>}
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
