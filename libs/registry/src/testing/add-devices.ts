import { writeSync } from 'node:fs';
import { systemClock } from '#hub/service-kit';
import { openRegistry } from '../registry.js';
import { alert, profile, release } from './builders.js';

/**
 * For a process that is going to be killed: writes without end to the SQLite file it is given, and says on its standard
 * output what has been promised.
 */
const [path = '', run = ''] = process.argv.slice(-2);
const registry = openRegistry({ path, clock: systemClock, profiles: release(profile('canal')) });
await registry.start();
for (let i = 0; ; i++) {
  const id = `${run}-${i}`;
  const { secret } = await registry.devices.add({ id, profile: 'canal' });
  const at = systemClock.now();
  await registry.alerts.record([{ type: 'alert', change: 'opened', alert: alert(`high:${id}`), at }]);
  // at once: what lies in a buffer dies with the process
  writeSync(1, `${id} ${secret}\n`);
}
