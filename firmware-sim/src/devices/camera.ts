import type { Station } from '../commune/stations.js';
import { CAMERA_VIEWS, placeOf } from '../commune/stations.js';
import { LATITUDE, LONGITUDE } from '../physics/climate.js';
import { bearingOf } from '../physics/directions.js';
import { isSmoking } from '../physics/straw-fire.js';
import { sunHeight } from '../physics/sun.js';
import { random, type Random, seedOf } from '../random.js';
import type { World } from '../world/world.js';
import { frigateEvent, frigateSnapshot, type Tracked, trackedId } from './formats/frigate.js';
import type { MqttPacket } from './packet.js';
import { type Light, picture, type Scene, type Subject } from './pictures.js';

/** Something that comes into view. */
export interface Sighting {
  /** Frigate's label: person, motorcycle, boat, smoke. */
  label: string;
  subject: Subject;
  forMs: number;
  zones?: readonly string[];
  score?: number;
}

interface Seen {
  tracked: Tracked;
  until: number;
  nextUpdate: number;
}

const SCENES: Record<string, { scene: Scene; passers: readonly Sighting[]; everyMs: number; seesSmoke?: boolean }> = {
  'cam-dong-dong': {
    scene: 'field',
    passers: [{ label: 'person', subject: 'person', forMs: 12_000, zones: ['bo_ruong'] }],
    everyMs: 170_000,
    seesSmoke: true,
  },
  'cam-ben-me': {
    scene: 'sluice',
    passers: [{ label: 'boat', subject: 'boat', forMs: 20_000, zones: ['mat_song'] }],
    everyMs: 95_000,
  },
  'cam-bom-co': { scene: 'pump', passers: [], everyMs: 0 },
  'cam-duong-xa': {
    scene: 'road',
    passers: [
      { label: 'motorcycle', subject: 'rider', forMs: 5000, zones: ['duong'] },
      { label: 'person', subject: 'person', forMs: 9000, zones: ['le_duong'] },
    ],
    everyMs: 140_000,
  },
};

const UPDATE_MS = 2000;
/** A detector that watches for smoke looks again this often, and each look is a detection of its own. */
const SMOKE_EVERY_MS = 6000;
const SMOKE_FOR_MS = 4000;
/** The column must stand above the trees before the detector is sure; seconds on the ground's clock. */
const RISEN = 780;
/** Smoke over a field is seen this far, metres. */
const SMOKE_RANGE = 1500;

/** A camera behind Frigate: tells of what comes into view, with a picture of it. */
export class Camera {
  readonly #scene;
  readonly #view;
  readonly #random: Random;
  #seen: Seen[] = [];
  #nextPasser: number | undefined;
  #nextSmoke = 0;

  constructor(
    readonly station: Station,
    readonly send: (packet: MqttPacket) => void,
    seed: number,
  ) {
    const scene = SCENES[station.id];
    const view = CAMERA_VIEWS.find((v) => v.id === station.id);
    if (!scene || !view) throw new Error(`nobody knows what "${station.id}" looks at`);
    this.#scene = scene;
    this.#view = view;
    this.#random = random(seedOf('camera', seed, station.id));
  }

  tick(world: World): void {
    const { ms } = world;
    if (this.#seesSmoke(world)) {
      if (ms >= this.#nextSmoke) {
        const { windSpeed } = world.sky;
        const score = Math.min(0.95, 0.78 + 0.05 * this.#random() + 0.02 * windSpeed);
        this.see(world, { label: 'smoke', subject: 'smoke', forMs: SMOKE_FOR_MS, score });
        this.#nextSmoke = ms + SMOKE_EVERY_MS;
      }
    } else this.#passers(world);
    for (const seen of this.#seen) this.#follow(seen, ms);
    this.#seen = this.#seen.filter((seen) => seen.tracked.endedAt === undefined);
  }

  /** Something comes into view now. */
  see(world: World, { label, subject, forMs, zones = [], score = 0.7 + 0.2 * this.#random() }: Sighting): void {
    const { ms } = world;
    const light: Light = sunHeight(ms, LATITUDE, LONGITUDE) > -0.05 ? 'day' : 'night';
    const letters = Array.from({ length: 6 }, () => String.fromCharCode(97 + Math.floor(26 * this.#random()))).join('');
    const left = Math.round(200 + 500 * this.#random());
    const tracked: Tracked = {
      id: trackedId(ms, letters),
      camera: this.station.address!,
      label,
      startedAt: ms,
      at: ms,
      score: Number(score.toFixed(4)),
      topScore: Number(score.toFixed(4)),
      zones,
      box: [left, 320, left + 90, 560],
    };
    // the picture first: whoever hears of the event asks for it at once
    this.send(frigateSnapshot(tracked, picture(this.#scene.scene, subject, light)));
    this.send(frigateEvent('new', tracked, tracked));
    this.#seen.push({ tracked, until: ms + forMs, nextUpdate: ms + UPDATE_MS });
  }

  #follow(seen: Seen, ms: number): void {
    if (ms >= seen.until) this.#tell('end', seen, { at: seen.until, endedAt: seen.until });
    else if (ms >= seen.nextUpdate) {
      seen.nextUpdate = ms + UPDATE_MS;
      const score = Math.min(0.99, seen.tracked.score + 0.03 * (this.#random() - 0.4));
      const [left, top, right, bottom] = seen.tracked.box;
      this.#tell('update', seen, {
        at: ms,
        score: Number(score.toFixed(4)),
        topScore: Math.max(seen.tracked.topScore, Number(score.toFixed(4))),
        box: [left + 8, top, right + 8, bottom],
      });
    }
  }

  #tell(type: 'update' | 'end', seen: Seen, changed: Partial<Tracked>): void {
    const after = { ...seen.tracked, ...changed };
    this.send(frigateEvent(type, seen.tracked, after));
    seen.tracked = after;
  }

  /** People, boats and motorbikes come by now and then; the first soon, so that there is a picture. */
  #passers(world: World): void {
    const { passers, everyMs } = this.#scene;
    this.#nextPasser ??= world.ms + 1000 + Math.floor(3000 * this.#random());
    if (world.ms < this.#nextPasser) return;
    this.#nextPasser = world.ms + Math.round(everyMs * (0.5 + this.#random()));
    const passer = passers[Math.floor(this.#random() * passers.length)];
    if (passer) this.see(world, passer);
  }

  #seesSmoke({ fires, ground }: World): boolean {
    if (!this.#scene.seesSmoke) return false;
    const own = placeOf(this.station);
    return fires.some((fire) => {
      const aside = Math.abs(((bearingOf(own, fire.at) - this.#view.bearing + 540) % 360) - 180);
      const distance = Math.hypot(fire.at.x - own.x, fire.at.y - own.y);
      const risen = ground - fire.litAt > RISEN && isSmoking(fire, ground);
      return risen && aside <= this.#view.width / 2 && distance <= SMOKE_RANGE;
    });
  }
}
