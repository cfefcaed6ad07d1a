// The air of the stand-in: what its stations would read, made into indices by the hub's own code.
import { endOfYesterday, HOUR_MS, newestHour, stationHour, worstOf } from '../../../dist/libs/air-quality/src/index.js';
import { SENSORS, TABLE } from '../../../dist/apps/operations/src/air/reference.js';
import { stationPicture } from '../../../dist/apps/operations/src/air/station-picture.js';
import { PROFILES, valueAt } from './fake-values.mjs';

/** Hours that end after `from` and up to `to`. */
function airOf(device, from, to, state, alerts) {
  const hours = (metric, factor = 1) => {
    const series = new Map();
    for (let end = newestHour(from) + HOUR_MS; end <= to; end += HOUR_MS)
      series.set(end, factor * valueAt(device, metric, end - HOUR_MS / 2, state, alerts));
    return series;
  };
  return {
    profile: device.profile,
    hours: { pm25: hours('pm25'), pm10: hours('pm10'), co: hours('co', 1000) },
    humidity: hours('humidity'),
  };
}
const able = (devices) => devices.filter(({ profile }) => 'pm25' in (PROFILES[profile]?.metrics ?? {}));

export function airHours(search, devices, state, alerts) {
  const [from, to] = ['from', 'to'].map((name) => Number(search.get(name)));
  const stations = able(devices).map((device) => {
    const air = airOf(device, from - 12 * HOUR_MS, newestHour(to), state, alerts);
    const hours = [];
    for (let at = Math.ceil(from / HOUR_MS) * HOUR_MS; at <= to; at += HOUR_MS) {
      const aqi = stationHour(TABLE, SENSORS, air, at);
      if (aqi) hours.push({ at, index: aqi.index, band: aqi.band.key, main: aqi.main, until: aqi.until });
    }
    return { device: device.id, hours };
  });
  return { stations };
}

export function airPicture(now, devices, state, alerts) {
  const [hour, midnight] = [newestHour(now), endOfYesterday(now)];
  const day = new Date(midnight + 6 * HOUR_MS).toISOString().slice(0, 10);
  const stations = able(devices)
    .map((device) =>
      stationPicture(device, airOf(device, midnight - 36 * HOUR_MS, hour, state, alerts), { hour, midnight, day }),
    )
    .sort((a, b) => (b.now?.index ?? -1) - (a.now?.index ?? -1));
  const worst = worstOf(
    stations.map((station, at) => ({ index: station.now?.index ?? null, simulated: station.simulated, at })),
  );
  return { commune: 'Xã Đồng Xanh', now, at: now, hour, day, stations, ...(worst && { worst: worst.at }) };
}
