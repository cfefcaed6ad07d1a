import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProvisioningReply, provisioningReplySchema } from '#hub/contracts';
import { z } from 'zod';
import { CommandMemory } from '../devices/commands/memory.js';

const [, accountSchema] = provisioningReplySchema.options;
const stateSchema = z.object({
  /** Secret of each account. */
  secrets: z.record(z.string(), z.string()).default({}),
  /** By its label's code, what a fresh box was told it is. Its secret is among the others. */
  accounts: z.record(z.string(), accountSchema).default({}),
  /** When the simulated commune was last alive, milliseconds. */
  alive: z.number().optional(),
  /** When it began, milliseconds. */
  begun: z.number().optional(),
});
type State = z.infer<typeof stateSchema>;

/** What the simulator keeps between two runs: its devices' secrets, which the hub shows once, and what is in their flash. */
export class StateFolder {
  #state: State;

  constructor(readonly dir: string) {
    this.#state = read(join(dir, 'state.json'));
  }

  secret(account: string): string | undefined {
    return this.#state.secrets[account];
  }
  keepSecret(account: string, secret: string): void {
    this.#state.secrets[account] = secret;
    this.#write();
  }
  account(code: string): Extract<ProvisioningReply, { state: 'account' }> | undefined {
    return this.#state.accounts[code];
  }
  keepAccount(code: string, account: Extract<ProvisioningReply, { state: 'account' }>): void {
    this.#state.accounts[code] = account;
    this.keepSecret(account.id, account.secret);
  }
  /** What a device's flash knows of commands. */
  commandsOf(device: string): CommandMemory {
    return new CommandMemory(join(this.dir, 'commands', `${device}.json`));
  }
  get alive(): number | undefined {
    return this.#state.alive;
  }
  /** When the simulated commune began: now, where it has not yet. */
  begunBy(now: number): number {
    if (this.#state.begun === undefined) {
      this.#state.begun = now;
      this.#write();
    }
    return this.#state.begun;
  }
  keepAlive(ms: number): void {
    this.#state.alive = ms;
    this.#write();
  }

  /** The whole old file or the whole new one; for its owner's eyes. */
  #write(): void {
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    const path = join(this.dir, 'state.json');
    writeFileSync(`${path}.part`, JSON.stringify(this.#state), { mode: 0o600 });
    renameSync(`${path}.part`, path);
  }
}

/** A file that is absent or broken is as none: the secrets can be had anew. */
function read(path: string): State {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { secrets: {}, accounts: {} };
  }
}
