import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Label } from '#hub/contracts';
import { ROOT } from '#hub/service-kit';

/** `npm run sim -- fresh`: a box that knows its label, asks for its account until it has one, and measures then. */
export interface SimulatedBox {
  switchOff(): Promise<void>;
}

export function simulatedBox(mqttPort: number, { code, secret }: Label, profile: string): SimulatedBox {
  const dir = mkdtempSync(join(tmpdir(), 'box-'));
  const box = spawn(
    process.execPath,
    [
      ...[join(ROOT, 'dist/firmware-sim/src/cli.js'), 'fresh', '--code', code, '--secret', secret],
      ...['--profile', profile, '--every', '5', '--url', `mqtt://127.0.0.1:${mqttPort}`],
    ],
    { cwd: ROOT, env: { PATH: process.env['PATH'], SIM_STATE_DIR: dir }, stdio: 'ignore' },
  );
  return {
    async switchOff() {
      if (box.exitCode === null) {
        const gone = once(box, 'exit');
        box.kill('SIGTERM');
        await gone;
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
