import type { Canal } from '#hub/contracts';
import { CANALS } from '../commune/register/water.js';
import type { Channel } from '../physics/solutes.js';
import { random, seedOf, wander } from '../random.js';

export type Drawn = Pick<Canal, 'id' | 'name' | 'nodes' | 'reaches'>;

/** m³/s in a dry season; what the drain has more of, ditch by ditch. */
const FLOWS: Record<string, number> = {
  'kenh-chinh': 0.7,
  'kenh-giua': 0.28,
  'kenh-dong-trung': 0.12,
  'kenh-dong': 0.26,
  'kenh-tieu': 0.28,
};
const LEAST_VELOCITY = 0.12;

/** A channel of the truth, and the reach of the register that it is. */
export interface Waterway extends Channel {
  canal: string;
  reach: string;
}
export interface Waterways {
  /** As somebody has registered them: lengths are right, times of travel are a guess or missing. */
  register: Drawn[];
  channels: Waterway[];
  /** Sets the flows of a moment. */
  flowAt(ms: number): void;
}

/**
 * The canals of the commune with some ditches that nobody walks along, and water that runs faster or slower than the
 * register has it, from canal to canal and from hour to hour.
 */
export function waterwaysOf(seed: number): Waterways {
  const draw = random(seedOf('waterways', seed));
  const drawn: Drawn[] = [...CANALS, ...ditches(draw)];
  const ditchesAt = new Map(
    drawn.flatMap((c) =>
      c.id.startsWith('muong-') ? [[c.nodes.at(-1)!.of!.node, 0.06 + 0.07 * draw()] as const] : [],
    ),
  );
  const channels = drawn.flatMap((canal) => channelsOf(canal, ditchesAt, draw));
  const usual = channels.map(({ flow }) => flow);
  return {
    register: drawn.map((canal) => registered(canal, draw)),
    channels,
    flowAt(ms) {
      const all = wander(seedOf('flow', seed), ms, 4 * 3_600_000);
      for (const [i, channel] of channels.entries()) {
        const own = wander(seedOf('flow', seed, channel.canal), ms, 2.5 * 3_600_000);
        channel.flow = Math.max(LEAST_VELOCITY * channel.section, usual[i]! * (1 + 0.2 * all + 0.15 * own));
      }
    },
  };
}

function ditches(draw: () => number): Drawn[] {
  const drain = CANALS.find((c) => c.id === 'kenh-tieu')!;
  const mouths = [1, 2, 3, 4].sort(() => draw() - 0.5).slice(0, 3);
  return mouths.map((i, n) => {
    const mouth = drain.nodes[i]!;
    const lengthM = Math.round(500 + 1000 * draw());
    const head = { id: 'dau', lat: mouth.lat + lengthM / 111_320, lon: mouth.lon };
    const end = { id: 'cua', lat: mouth.lat, lon: mouth.lon, of: { canal: drain.id, node: mouth.id } };
    const travelMin = Math.round(lengthM / 0.3 / 60);
    return {
      ...{ id: `muong-${n + 1}`, name: `Mương ${n + 1}`, nodes: [head, end] },
      reaches: [{ id: 'd1', from: 'dau', to: 'cua', lengthM, travelMin }],
    };
  });
}

function channelsOf(canal: Drawn, ditchesAt: ReadonlyMap<string, number>, draw: () => number): Waterway[] {
  const haste = 0.65 + 0.8 * draw();
  const place = (node: string) => {
    const of = canal.nodes.find((n) => n.id === node)?.of;
    return of ? `${of.canal}/${of.node}` : `${canal.id}/${node}`;
  };
  let flow = FLOWS[canal.id] ?? ditchesAt.get(canal.nodes.at(-1)!.of!.node)!;
  return canal.reaches.map((reach) => {
    if (canal.id === 'kenh-tieu') flow += ditchesAt.get(reach.from) ?? 0;
    if (canal.id === 'kenh-chinh')
      flow -= { 'nga-kenh-dong': FLOWS['kenh-dong']!, 'nga-kenh-giua': FLOWS['kenh-giua']! }[reach.from] ?? 0;
    const velocity = (reach.lengthM / reach.travelMin! / 60) * haste * (0.9 + 0.2 * draw());
    return {
      ...{ id: `${canal.id}/${reach.id}`, canal: canal.id, reach: reach.id },
      ...{ from: place(reach.from), to: place(reach.to), length: reach.lengthM },
      ...{ flow, section: flow / velocity, dispersion: 0.5 + 4 * draw() },
    };
  });
}

/** Who registered the canals timed some of the reaches with a float, on another day. */
function registered(canal: Drawn, draw: () => number): Drawn {
  const reaches = canal.reaches.map(({ travelMin, ...reach }) =>
    draw() < 0.7 ? { ...reach, travelMin: Math.max(1, Math.round(travelMin! * (0.85 + 0.3 * draw()))) } : reach,
  );
  return { ...canal, reaches };
}
