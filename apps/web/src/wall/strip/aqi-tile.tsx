import { DAY_MS, hhmm } from '../../format/clock.js';
import { withUnit } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { valueState } from '../stations/station-state.js';
import { ableOf, chooseStation, gravest } from './chosen.js';
import { HOUR_MS } from './hour-at.js';
import { Line, useLeast } from './line.js';
import { BIN_MS, type StripScope, withLatest } from './metric-tile.js';
import { hoursAndPlace } from './place-words.js';
import { sparkline } from './sparkline.js';
import { SPEAKERS } from './speakers.js';
import { innerOf, placeIn, SPARK_HEIGHT, SparkView, Tile } from './tile.js';
import { textWidth } from './text-width.js';
import { useAqi } from './use-aqi.js';
import { useSeries } from './use-series.js';

/** A digit of the figure; a chip without its word; a dash for a figure; a line too short to tell a day. Layout pixels. */
const DIGIT = 37;
const CHIP = 74;
const DASH = 40;
const LEAST_SPARK = 56;

/**
 * The index of the worst station, marked as indicative: sensors are not the decision's automatic stations. The index is of
 * whole hours that are over and the particles are of now, so each says its time: smoke of this minute is not in the index.
 */
export function AqiTile({ scope, width }: { scope: StripScope; width: number }) {
  const { t, lang } = useSpeech();
  const { stations, rules, now, clock, onOpen } = scope;
  const able = ableOf(stations, SPEAKERS.particles);
  const fresh = able.filter((s) => valueState(s, 'pm25', now).state !== 'absent');
  const least = useLeast();
  const { indices, unread } = useAqi(
    able.map((s) => s.device.id),
    now,
  );
  // the station in alarm speaks; without one, the station with the highest index
  const highest = indices.find((i) => fresh.some((s) => s.device.id === i.device));
  const station =
    gravest(fresh, 'pm25', rules, now) ??
    fresh.find((s) => s.device.id === highest?.device) ??
    chooseStation(stations, SPEAKERS.particles, rules, now);
  const { points } = useSeries(station?.device.id, 'pm25', BIN_MS, 'mean');
  if (!station) return <Tile width={width} label={t.aqi} absent={t.notInstalled} />;
  const open = () => onOpen(station, 'pm25');
  const pm = valueState(station, 'pm25', now);
  if (pm.state === 'absent') {
    const why = absenceWords(pm.absence, now, t);
    return <Tile width={width} label={t.aqi} absent={why} foot={placeIn(width, station, scope)} onOpen={open} />;
  }
  const found = indices.find((i) => i.device === station.device.id);
  const inner = innerOf(width);
  const fits = (text: string) => least * textWidth(text) <= inner;
  const place = scope.visitor ? '' : (station.device.hamlet ?? station.device.place ?? station.device.name);
  const span = found && ([hourOf(found.until - HOUR_MS), hourOf(found.until)] as const);
  const whenAndWhere = span
    ? hoursAndPlace([t.aqiHour(...span), t.aqiHourShort(...span)], place, fits)
    : placeIn(width, station, scope);
  const particles = `PM2.5 ${withUnit('pm25', pm.value.value, lang)}`;
  const withTime = `${particles} ${hhmm(pm.value.ts)}`;
  const withNow = pm.state === 'fresh' && now === clock ? `${particles} ${t.rightNow}` : withTime;
  const figure = found ? String(found.aqi.index) : '—';
  const band = found?.aqi.band;
  const left = inner - (found ? DIGIT * figure.length + 16 : DASH) - (band ? CHIP + textWidth(band[lang]) : 0);
  const box = { width: Math.min(160, left), height: SPARK_HEIGHT };
  const spark = sparkline(withLatest(points, pm.value), {
    ...box,
    from: clock - DAY_MS,
    to: clock,
    gapMs: 4 * BIN_MS,
  });
  return (
    <Tile
      width={width}
      label={t.aqi}
      value={figure}
      onOpen={open}
      beside={
        band ? (
          <>
            <span className="chip">
              <i style={{ background: band.colour }} />
              {band[lang]}
            </span>
            {box.width >= LEAST_SPARK && (
              <span className="aside">
                <SparkView spark={spark} {...box} />
              </span>
            )}
          </>
        ) : (
          <small className="why">
            <Line text={unread ? t.historyUnread : t.noAqi} room={left - 8} />
          </small>
        )
      }
      foot={<Line className="now" text={fits(withNow) ? withNow : withTime} room={inner} />}
    >
      <Line className="age" text={whenAndWhere} room={inner} />
    </Tile>
  );
}

const hourOf = (time: number) => hhmm(time).slice(0, 2);
