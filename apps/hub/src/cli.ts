import { asActor } from '#hub/registry';
import { systemClock, words } from '#hub/service-kit';
import { z } from 'zod';
import { UsageError } from './commands/command.js';
import { COMMANDS, usage } from './commands/commands.js';
import { configFrom, registryConfigSchema } from './hub.config.js';
import { registryOf } from './ports.js';
import { reasonOf } from './reason-of.js';

/** `npm run hub -- <thing> <action> …`: the registry by hand, while the hub runs and while it does not. */
// the registry is made here where the hub never ran
process.umask(0o077);
z.config({ customError: words });
const [thing = '', action = '', ...args] = process.argv.slice(2);

try {
  if (thing === '' || thing === 'help' || thing === '--help') {
    console.log(usage());
  } else {
    const command = COMMANDS[`${thing} ${action}`];
    if (!command) throw new UsageError(`Không có lệnh / no such command: ${`${thing} ${action}`.trim()}\n\n${usage()}`);
    const registry = registryOf(configFrom(registryConfigSchema, process.env), systemClock);
    await registry.start();
    try {
      const said = await asActor({ by: 'command-line' }, () => command.run(registry, args));
      for (const line of said) console.log(line);
    } finally {
      await registry.stop();
    }
  }
} catch (error) {
  console.error(error instanceof UsageError ? error.message : reasonOf(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
