import { DAY_MS } from '../../format/clock.js';
import { withUnit } from '../../format/figures.js';
import { useSpeech } from '../../i18n/words.js';
import { absenceWords } from '../stations/absence-words.js';
import { valueState } from '../stations/station-state.js';
import { chooseStation } from './chosen.js';
import { BIN_MS, type StripScope, withLatest } from './metric-tile.js';
import { sparkline } from './sparkline.js';
import { SparkView, Tile } from './tile.js';
import { useAqi } from './use-aqi.js';
import { useSeries } from './use-series.js';

/** The index of the worst station, marked as indicative: sensors are not the decision's automatic stations. */
export function AqiTile({ scope, width }: { scope: StripScope; width: number }) {
  const { t, lang } = useSpeech();
  const { stations, now, clock, onOpen } = scope;
  const able = stations.filter((s) => s.values.pm25 !== undefined || s.profile?.metrics.pm25 !== undefined);
  const indices = useAqi(
    able.map((s) => s.device.id),
    now,
  );
  const fresh = able.filter((s) => valueState(s, 'pm25', now).state !== 'absent');
  // the station in alarm speaks; without one, the station with the highest index
  const alarmed = fresh
    .filter((s) => s.alert?.facts.metric === 'pm25')
    .sort((a, b) => b.values.pm25!.value - a.values.pm25!.value)[0];
  const highest = indices.find((i) => fresh.some((s) => s.device.id === i.device));
  const station =
    alarmed ??
    fresh.find((s) => s.device.id === highest?.device) ??
    chooseStation(stations, 'pm25', now, true)?.station;
  const series = useSeries(station?.device.id, 'pm25', BIN_MS, 'mean');
  if (!station) return <Tile width={width} label={t.aqi} absent={t.notInstalled} />;
  const open = () => onOpen(station, 'pm25');
  const pm = valueState(station, 'pm25', now);
  if (pm.state === 'absent')
    return <Tile width={width} label={t.aqi} absent={absenceWords(pm.absence, now, t)} onOpen={open} />;
  const aqi = indices.find((i) => i.device === station.device.id)?.aqi;
  const spark = sparkline(withLatest(series, pm.value), {
    width: 64,
    height: 48,
    from: clock - DAY_MS,
    to: clock,
    gapMs: 4 * BIN_MS,
  });
  return (
    <Tile
      width={width}
      label={t.aqi}
      value={aqi ? String(aqi.index) : '—'}
      onOpen={open}
      beside={
        aqi ? (
          <span className="chip">
            <i style={{ background: aqi.band.colour }} />
            {aqi.band[lang]}
          </span>
        ) : (
          <small>{t.noAqi}</small>
        )
      }
    >
      <span>PM2.5 {withUnit('pm25', pm.value.value, lang)}</span>
      <SparkView spark={spark} width={64} height={48} />
    </Tile>
  );
}
