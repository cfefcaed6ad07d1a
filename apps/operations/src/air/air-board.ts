import { endOfYesterday, HOUR_MS, newestHour, worstOf } from '#hub/air-quality';
import type { AirPicture, AirStation, Device } from '#hub/contracts';
import { isGone } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LiveBoard } from '../live/live-board.js';
import { AirHistory } from './air-history.js';
import { HOURS_SHOWN, stationPicture } from './station-picture.js';
import { TABLE } from './reference.js';

/** Everybody is shown the same picture for this long. */
const GOOD_FOR_MS = 5 * 60_000;
/** What a box told late is in it after this: until then the store has it, and the rest of a backlog has come. */
const LATE_FOR_MS = 60_000;
/** A store that is away is not asked again at once; nor is one that has no index yet, as that of a commune that begins. */
const TRIED_FOR_MS = 10_000;
/** The first running mean of eight hours of a day reaches so many hours into the evening before. */
const EVENING = 7;

type Worked = Omit<AirPicture, 'now'>;

/**
 * The air of the commune, worked out once for all who ask: whoever they are and however often, the store is read no more
 * than once in five minutes, at each full hour, and a minute after something came late. While it does not answer the last picture stays, with its time.
 */
@Injectable()
export class AirBoard implements OnModuleDestroy {
  #known: Worked | undefined;
  #goodUntil = 0;
  /** Something came late: it is good no longer than this. */
  #lateUntil = Number.POSITIVE_INFINITY;
  #running: Promise<Worked> | undefined;
  readonly #stopListening: (() => void)[];

  constructor(
    private readonly history: AirHistory,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    live: LiveBoard,
  ) {
    this.#stopListening = [
      directory.onChange(() => (this.#goodUntil = 0), 'things'),
      live.onPast((device) => this.#cameLate(device)),
    ];
  }

  onModuleDestroy(): void {
    for (const stop of this.#stopListening) stop();
  }

  /** @throws StoreUnavailableError where it was never worked out */
  async picture(): Promise<AirPicture> {
    const now = this.clock.now();
    const known = this.#known;
    const goodUntil = Math.min(this.#goodUntil, this.#lateUntil);
    const good = known && now < goodUntil && goodUntil <= now + GOOD_FOR_MS;
    if (good) return { ...known, now };
    this.#running ??= this.#work(now).finally(() => (this.#running = undefined));
    try {
      return { ...(await this.#running), now };
    } catch (error) {
      if (!known) throw error;
      return { ...known, now };
    }
  }

  async #work(now: number): Promise<Worked> {
    const hour = newestHour(now);
    const midnight = endOfYesterday(now);
    // a change meanwhile ends it at once
    this.#goodUntil = now + TRIED_FOR_MS;
    this.#lateUntil = Number.POSITIVE_INFINITY;
    const day = new Date(midnight - HOUR_MS + 7 * HOUR_MS).toISOString().slice(0, 10);
    const from = Math.min(
      hour - (HOURS_SHOWN + TABLE.nowcast.hours) * HOUR_MS,
      midnight - (HOURS_SHOWN + EVENING) * HOUR_MS,
    );
    const stations: AirStation[] = [];
    for (const device of this.stations())
      stations.push(stationPicture(device, await this.history.read(device, from, hour), { hour, midnight, day }));
    const indexOf = (station: AirStation) => station.now?.index ?? -1;
    stations.sort((a, b) => indexOf(b) - indexOf(a) || a.name.localeCompare(b.name, 'vi'));
    const worst = placeOfWorst(stations, ({ now: hour }) => hour?.index);
    const worstOfDay = placeOfWorst(stations, ({ yesterday }) => yesterday?.index);
    const [commune] = await this.registry.communes.list();
    const goodFor = worst === undefined ? TRIED_FOR_MS : GOOD_FOR_MS;
    if (this.#goodUntil > 0) this.#goodUntil = Math.min(now + goodFor, hour + HOUR_MS);
    this.#known = {
      ...(commune && { commune: commune.name }),
      ...{ at: now, hour, day, stations },
      ...(worst !== undefined && { worst }),
      ...(worstOfDay !== undefined && { worstOfDay }),
    };
    return this.#known;
  }

  #cameLate(id: string): void {
    if (this.#lateUntil !== Number.POSITIVE_INFINITY) return;
    const device = this.directory.device(id);
    if (device && this.history.pollutantsOf(device).length > 0) this.#lateUntil = this.clock.now() + LATE_FOR_MS;
  }

  /** Devices in the field that measure something of the index. */
  stations(): Device[] {
    return [...this.directory.devices()].filter(
      (device) => !isGone(device.state) && device.state !== 'planned' && this.history.pollutantsOf(device).length > 0,
    );
  }
}

/** Where in the list the station stands that speaks for the commune; undefined where none has an index. */
function placeOfWorst(
  stations: readonly AirStation[],
  indexOf: (station: AirStation) => number | undefined,
): number | undefined {
  const worst = worstOf(
    stations.map((station, at) => ({ at, index: indexOf(station) ?? null, simulated: station.simulated })),
  );
  return worst?.at;
}
