import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'settings-'));
  file = join(dir, '.env');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('where the simulator finds the hub', () => {
  it('is where a hub with no settings is', () => {
    expect(settingsFrom({}, file)).toEqual({
      ...{ httpHost: '127.0.0.1', httpPort: '3000', mqttHost: '127.0.0.1', mqttPort: '1883' },
      stateDir: join('data', 'sim'),
    });
  });
  it('is what .env tells the hub', () => {
    writeFileSync(
      file,
      'HTTP_PORT=3100\nMQTT_HOST=192.168.1.10\nMQTT_PORT=1983 # beside another\nDATA_DIR=/var/lib/hub\n',
    );
    expect(settingsFrom({}, file)).toMatchObject({
      ...{ httpPort: '3100', mqttHost: '192.168.1.10', mqttPort: '1983' },
      stateDir: '/var/lib/hub/sim',
    });
  });
  it('is what the environment says, above .env', () => {
    writeFileSync(file, 'HTTP_PORT=3100\nMQTT_PORT=1983\nDATA_DIR=/var/lib/hub\n');
    expect(settingsFrom({ HTTP_PORT: '3200', SIM_STATE_DIR: '/tmp/sim' }, file)).toMatchObject({
      ...{ httpPort: '3200', mqttPort: '1983' },
      stateDir: '/tmp/sim',
    });
  });
  it('is this machine where the hub listens on all of its addresses', () => {
    writeFileSync(file, 'HTTP_HOST=::\nMQTT_HOST=0.0.0.0\nMQTT_PORT=\n');
    expect(settingsFrom({}, file)).toMatchObject({
      httpHost: '127.0.0.1',
      mqttHost: '127.0.0.1',
      mqttPort: '1883',
    });
    expect(settingsFrom({ HTTP_HOST: 'fd00::7' }, file).httpHost).toBe('[fd00::7]');
  });
});
