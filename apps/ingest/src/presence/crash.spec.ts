import { expect, it } from '@jest/globals';
import { GROUP, type Presence, type ReadingsItem, STREAM } from '#hub/contracts';
import fc from 'fast-check';
import { consume, itemsOf, openLog, type Process } from '../testing/crashing-log.js';
import { device, directoryOf } from '../testing/directory.js';
import { PresenceService } from './presence.service.js';

const T0 = Date.UTC(2026, 9, 5, 10);
const DEVICES = ['air-1', 'air-2'];

const watching: Process = (log) => {
  const service = new PresenceService({ log, directory: directoryOf(DEVICES.map((id) => device(id))) });
  service.start();
  return { [STREAM.readings]: (items: readonly ReadingsItem[], context) => service.onReadings(items, context) };
};

async function told(items: readonly ReadingsItem[], lives: readonly number[]): Promise<Presence[]> {
  const { log, close } = await openLog();
  try {
    await log.append(STREAM.readings, items);
    await consume(log, GROUP.presence, watching, lives, 100);
    return itemsOf(log, STREAM.presence);
  } finally {
    await close();
  }
}

/** Each change as it follows the one before: nothing twice, and nothing skipped. */
const chains = (all: readonly Presence[]) =>
  DEVICES.map((id) => all.filter((p) => p.device === id).map(({ link, silentMetrics }) => `${link} ${silentMetrics}`));

const minute = fc.record({
  device: fc.constantFrom(...DEVICES),
  is: fc.constantFrom('value', 'value', 'part', 'lost', 'quiet', 'quiet'),
  minutes: fc.integer({ min: 1, max: 5 }),
});

it('each change is told once, at whichever commit a process ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(minute, { minLength: 3, maxLength: 20 }),
      fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }),
      async (acts, lives) => {
        const items: ReadingsItem[] = [];
        let now = T0;
        for (const { device: id, is, minutes } of acts) {
          if (is === 'lost') items.push({ type: 'status', commune: '26734', device: id, online: false, received: now });
          else if (is !== 'quiet')
            items.push({
              type: 'reading',
              commune: '26734',
              device: id,
              kind: 'air',
              ts: now,
              received: now,
              late: false,
              values: is === 'part' ? { pm25: 1 } : { pm25: 1, co: 1 },
              simulated: false,
            });
          for (const end = now + minutes * 60_000; now < end; now += 1000)
            items.push({ type: 'tick', received: now, clock: 'ok' });
        }
        // time enough for whatever is due
        for (const end = now + 600_000; now < end; now += 1000)
          items.push({ type: 'tick', received: now, clock: 'ok' });
        const broken = await told(items, lives);
        for (const changes of chains(broken)) changes.forEach((change, i) => expect(change).not.toBe(changes[i - 1]));
        // a new process may say a silence later, and so miss one that ended meanwhile; where it all ends is the same
        const whole = await told(items, []);
        expect(chains(broken).map((c) => c.at(-1))).toEqual(chains(whole).map((c) => c.at(-1)));
      },
    ),
    { numRuns: 10 },
  );
}, 120_000);
