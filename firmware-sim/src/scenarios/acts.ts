import { placeOf, stationOf } from '../commune/stations.js';
import { strawNear } from '../commune/straw.js';
import { BEN_ME_KM } from '../commune/waters.js';
import { away, downwind } from '../physics/directions.js';
import { reachFor, USUAL_REACH_KM } from '../physics/salt-front.js';
import { hectaresFor } from '../physics/puffs.js';
import type { Step, Words } from './stage.js';

/** Seconds of the ground's clock that the straw of one strip burns. */
const BURNING = 2700;
/** The next strip is lit when this one is nearly burnt: three quarters of an hour on the ground, seconds of ours. */
const NEXT_STRIP = 45;
/** How far upwind of the station that smells it first, metres, and how much it smells, µg/m³. */
const UPWIND = 560;
const SMELT = 57;

/** Straw burns on the fields upwind of a station: one strip after the other, as neighbours do it. */
export function burning(station: string, from: number, strips: number, words: Words): Step[] {
  return Array.from({ length: strips }, (_, i) => ({
    at: from + i * NEXT_STRIP,
    does: ({ world, say }) => {
      const { windFrom } = world.sky;
      const smelling = placeOf(stationOf(station));
      const upwind = away(smelling, windFrom, UPWIND + 25 * (i % 3));
      // the next strip lies beside the last one
      const at = strawNear(away(upwind, windFrom + 90, 14 * (i % 2 ? 1 : -1) * Math.ceil(i / 2)));
      const { along } = downwind(at, smelling, windFrom);
      world.ignite(at, hectaresFor(SMELT, along, world.sky, BURNING), BURNING);
      if (i === 0) say(words);
    },
  }));
}

/** Less water comes down the river, and the salt creeps up to `salinity` at the sluice; later it is pushed back. */
export function saltComes(from: number, until: number, salinity: number, words: Words): Step[] {
  return [
    {
      at: from,
      does: ({ world, say }) => {
        world.salt.targetKm = reachFor(salinity, BEN_ME_KM, world.ms);
        say(words);
      },
    },
    {
      at: until,
      does: ({ world, say }) => {
        world.salt.targetKm = USUAL_REACH_KM;
        say({ vi: 'Nước thượng nguồn về, mặn lui dần', en: 'Water comes down the river, the salt draws back' });
      },
    },
  ];
}

export function goesSilent(station: string, from: number, until: number): Step[] {
  const { name } = stationOf(station);
  return [
    {
      at: from,
      does: ({ silence, say }) => {
        silence(station, true);
        say({ vi: `${name}: đầu đo hỏng, không gửi gì nữa`, en: `${station}: the probe is dead, nothing comes` });
      },
    },
    {
      at: until,
      does: ({ silence, say }) => {
        silence(station, false);
        say({ vi: `${name}: đã thay đầu đo`, en: `${station}: the probe was replaced` });
      },
    },
  ];
}

export function lineFails(account: string, name: string, from: number, until: number): Step[] {
  return [
    {
      at: from,
      does: ({ cut, say }) => {
        cut(account, true);
        say({
          vi: `${name}: mất điện, các thiết bị ghi vào bộ nhớ`,
          en: `${account}: no power, devices keep what they measure`,
        });
      },
    },
    {
      at: until,
      does: ({ cut, say }) => {
        cut(account, false);
        say({ vi: `${name}: có điện lại, gửi bù`, en: `${account}: power is back, the backlog goes out` });
      },
    },
  ];
}

/** Brackish water of the drain gets into the branch that passes under it, and stays in. */
export function siphonLeaks(from: number): Step[] {
  return [
    {
      at: from,
      does: ({ world, say }) => {
        if (world.siphon.leak > 0) return;
        world.siphon.leak = 0.7;
        say({
          vi: 'Xi phông kênh Đông rò, nước mặn lọt vào',
          en: 'The siphon leaks, salt gets into the eastern canal',
        });
      },
    },
  ];
}

/** Nobody waters two fields, and a day passes on them within half a minute. */
export function driesOut(fields: readonly string[], from: number, until: number): Step[] {
  return [
    {
      at: from,
      does: ({ world, say }) => {
        for (const id of fields) Object.assign(world.fields.get(id)!, { neglected: true, haste: 3600 });
        say({ vi: 'Nắng nhiều ngày, ruộng không ai tưới', en: 'Sunny days, and nobody waters the fields' });
      },
    },
    {
      at: until,
      does: ({ world, say }) => {
        // the water comes at the same pace
        for (const id of fields) Object.assign(world.fields.get(id)!, { neglected: false, haste: 1440 });
        say({ vi: 'Đã mở nước vào ruộng', en: 'Water is let in' });
      },
    },
    {
      at: until + 60,
      does: ({ world }) => {
        for (const id of fields) world.fields.get(id)!.haste = 1;
      },
    },
  ];
}

/** Somebody walks through the fenced yard of the pumps. */
export function intruder(camera: string, from: number): Step[] {
  return [0, 28].map((later) => ({
    at: from + later,
    does: ({ see, say }) => {
      const person = { label: 'person', subject: 'person', forMs: 16_000, zones: ['restricted'], score: 0.86 } as const;
      see(camera, person);
      if (later === 0) say({ vi: 'Có người trong sân trạm bơm', en: 'Somebody is in the yard of the pumps' });
    },
  }));
}

/** What of the gap stays open each time it is filled up a bit: chosen so that the water rises as much each time. */
const LEFT_OPEN = [0.34, 0.16, 0.08, 0.03, 0];
/** Seconds between two of them: longer than the flood rule of the demo looks back. */
const FILLED_EVERY = 126;

/**
 * The weir at the end of the intake canal gives way: only the logger there, once an hour, can tell of it. It is mended
 * bit by bit, so that the water does not rise like a flood.
 */
export function weirBreaks(from: number, until: number): Step[] {
  return [
    {
      at: from,
      does: ({ world, say }) => {
        world.weirBroken = 1;
        say({ vi: 'Vỡ đập cuối kênh Chính', en: 'The weir at the end of the canal gave way' });
      },
    },
    ...LEFT_OPEN.map(
      (open, i): Step => ({
        at: until + i * FILLED_EVERY,
        does: ({ world, say }) => {
          world.weirBroken = open;
          if (open === 0) say({ vi: 'Đã đắp xong đập', en: 'The weir is mended' });
        },
      }),
    ),
  ];
}

/** Something is wedged under a gate: it takes commands, its motor runs, and it stands. Nobody sees that but its sensor. */
export function gateSticks(gate: string, from: number, until: number): Step[] {
  const { name } = stationOf(gate);
  const set = (stuck: boolean, words: Words): Step['does'] => {
    return ({ world, say }) => {
      world.works.gates.get(gate)!.stuck = stuck;
      say(words);
    };
  };
  return [
    { at: from, does: set(true, { vi: `${name}: có vật kẹt dưới cửa`, en: `${gate}: something is wedged under it` }) },
    { at: until, does: set(false, { vi: `${name}: đã gỡ vật kẹt`, en: `${gate}: it is free again` }) },
  ];
}

/** The motor guard of a pump trips: it says that it does not start. */
export function pumpTrips(pump: string, from: number, until: number): Step[] {
  const { name } = stationOf(pump);
  const set = (tripped: boolean, words: Words): Step['does'] => {
    return ({ world, say }) => {
      world.works.pumps.get(pump)!.tripped = tripped;
      say(words);
    };
  };
  return [
    { at: from, does: set(true, { vi: `${name}: bảo vệ động cơ ngắt`, en: `${pump}: its motor guard has tripped` }) },
    { at: until, does: set(false, { vi: `${name}: đã đóng lại bảo vệ`, en: `${pump}: the guard is set again` }) },
  ];
}

/** What a pit of pigs' waste has in it. */
const PIT = { salts: 7, debt: 90, demand: 1500, base: 4, mud: 900, heat: 1, ammonia: 300 } as const;

/** Somebody empties a pit into the drain: the station further down tastes it within a minute. */
export function pitEmptied(from: number, until: number): Step[] {
  return [
    {
      at: from,
      does: ({ world, say }) => {
        world.pour(0.04, PIT);
        say({ vi: 'Có người xả hầm phân xuống kênh Tiêu, phía trên cọc 5', en: 'A pit is emptied into the drain' });
      },
    },
    {
      at: until,
      does: ({ world, say }) => {
        world.pour(0, PIT);
        say({ vi: 'Đã ngừng xả', en: 'Nothing is poured any more' });
      },
    },
  ];
}
