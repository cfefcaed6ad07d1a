import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#hub/service-kit';
import { eventually } from '../eventually/eventually.js';

/** A real Caddy with one of the configurations of deploy/tls. */
export interface TestCaddy {
  /** Where it keeps certificates and its authority. */
  data: string;
  output(): string;
  stop(): Promise<void>;
}

export interface TestCaddyOptions {
  /** Path of the Caddyfile, from the root of the project. */
  config: string;
  /** A folder that stands for its user's home. */
  home: string;
  /** What the Caddyfile asks of the environment. */
  env: Record<string, string>;
  /** What goes before its command. */
  within?: readonly string[];
}

/** Starts `caddy run`; resolves when it serves. */
export async function startCaddy({ config, home, env, within = [] }: TestCaddyOptions): Promise<TestCaddy> {
  mkdirSync(home, { recursive: true });
  const [program, ...args] = [...within, 'caddy', 'run', '--adapter', 'caddyfile', '--config', join(ROOT, config)];
  const child = spawn(program!, args, {
    env: { PATH: process.env['PATH'], HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  await eventually(
    'caddy to serve',
    () => {
      if (ended(child)) throw new Error(`caddy ended: ${output.slice(-2000)}`);
      return output;
    },
    (said) => said.includes('serving initial configuration'),
  );
  return {
    data: join(home, '.local/share/caddy'),
    output: () => output,
    async stop() {
      if (ended(child)) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
