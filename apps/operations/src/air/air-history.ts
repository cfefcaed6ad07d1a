import {
  hourSeries,
  inTableUnit,
  joined,
  partMs,
  type Pollutant,
  POLLUTANTS,
  type StationAir,
  stationAir,
  type StationHours,
} from '#hub/air-quality';
import type { Device, DeviceProfile, Metric } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { Inject, Injectable } from '@nestjs/common';
import { SENSORS, TABLE } from './reference.js';

/** Hours of air stations out of the store: the one place where the hub reads what an index is made of. */
@Injectable()
export class AirHistory {
  constructor(
    @Inject(TIME_SERIES) private readonly series: TimeSeries,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  profileOf(device: Device): DeviceProfile | undefined {
    return this.directory.profile(device.profile);
  }

  /** What of the index a device measures. */
  pollutantsOf(device: Device): Pollutant[] {
    const metrics = this.profileOf(device)?.metrics ?? {};
    return POLLUTANTS.filter((pollutant) => pollutant in metrics);
  }

  /**
   * Hours that end after `from` and up to `to`, both whole hours. Where a box took the place of another at its site, the
   * place goes on with the hours of the one before. @throws StoreUnavailableError
   */
  async read(device: Device, from: number, to: number): Promise<StationAir> {
    let air = await this.#ofBox(device, from, to);
    const stays = device.site === undefined ? [] : await this.registry.things.stays(device.site);
    for (const { device: id, from: since, to: until } of stays) {
      const before = this.directory.device(id);
      if (!before || id === device.id || until === undefined || until <= from) continue;
      if (this.pollutantsOf(before).length > 0)
        air = joined(air, await this.#ofBox(before, Math.max(from, since), Math.min(to, until)));
    }
    return air;
  }

  async #ofBox(device: Device, from: number, to: number): Promise<StationAir> {
    const hours: StationHours = {};
    for (const pollutant of this.pollutantsOf(device))
      hours[pollutant] = await this.#hours(device, pollutant, from, to, (value) => inTableUnit(pollutant, value));
    const damp = 'humidity' in (this.profileOf(device)?.metrics ?? {});
    const humidity = damp ? await this.#hours(device, 'humidity', from, to, (value) => value) : undefined;
    return stationAir(SENSORS, device.profile, hours, humidity);
  }

  async #hours(device: Device, metric: Metric, from: number, to: number, convert: (value: number) => number) {
    const profile = this.profileOf(device)!;
    const { kind, intervalMs, keptIntervalMs = 0 } = profile;
    // an hour out of its memory is whole when it has all that the box keeps
    const width = partMs(Math.max(profile.metrics[metric]?.intervalMs ?? intervalMs, keptIntervalMs));
    // bins hold what is good alone, and are few whatever a box sends
    const bins = await this.series.query({
      ...{ kind, device: device.id, metric, from, to, everyMs: width, aggregate: 'mean' as const },
    });
    const parts = bins.map(({ time, value }) => ({ time, value: convert(value) }));
    return hourSeries(parts, width, TABLE.completeness);
  }
}
