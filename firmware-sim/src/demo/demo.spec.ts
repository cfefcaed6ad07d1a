import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, freePort } from '#hub/testkit';
import { HubEndedError, HubProcess } from './hub-process.js';
import { freeOrSay, PortTakenError, portOf } from './ports.js';
import { type DemoOptions, runDemo } from './run-demo.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program in the hub's place. */
function inPlaceOfHub(script: string): string {
  const dir = join(root, 'dist/apps/hub/src');
  mkdirSync(dir, { recursive: true });
  const main = join(dir, 'main.js');
  writeFileSync(main, script);
  return main;
}
const demo = async (more: Partial<DemoOptions> = {}): Promise<DemoOptions> => ({
  ...{ root, dir: join(root, 'data'), httpPort: await freePort(), mqttPort: await freePort(), seed: 1 },
  ...{
    env: { PATH: process.env['PATH'], INFLUX_URL: 'http://elsewhere:8086/real' },
    now: Date.now,
    write: () => undefined,
  },
  stopped: new Promise<void>(() => undefined),
  ...more,
});

describe('the demo', () => {
  it('ends with the hub’s own words when the hub ends', async () => {
    inPlaceOfHub(`console.error('Thư mục đang có hub khác dùng'); process.exit(3);`);
    const running = runDemo(await demo());
    await expect(running).rejects.toThrow(HubEndedError);
    await expect(running).rejects.toThrow(/Thư mục đang có hub khác dùng/);
  });

  it('gives the hub a folder, loopback, the demo’s rules and embedded stores, whatever the environment says', async () => {
    inPlaceOfHub(`require('node:fs').writeFileSync('env.json', JSON.stringify(process.env));`);
    const options = await demo();
    await runDemo(options).catch(() => undefined);
    expect(JSON.parse(readFileSync(join(options.dir, 'env.json'), 'utf8'))).toMatchObject({
      ...{ DATA_DIR: options.dir, RULES: 'demo', INFLUX_URL: '', DATABASE_URL: '' },
      ...{ HTTP_HOST: '127.0.0.1', MQTT_HOST: '127.0.0.1', HTTP_PORT: String(options.httpPort) },
    });
  });

  it('leaves an installation’s .env alone: its limits would slow the demo, its stores are not for inventions', async () => {
    inPlaceOfHub(`
      const { existsSync, writeFileSync } = require('node:fs');
      if (existsSync('.env')) process.loadEnvFile('.env');
      writeFileSync('env.json', JSON.stringify(process.env));`);
    writeFileSync(join(root, '.env'), 'DATA_DIR=/var/lib/hub\nDATABASE_URL=postgres://real\nMQTT_RATE_PACKETS=1\n');
    const options = await demo();
    await runDemo(options).catch(() => undefined);
    const told = JSON.parse(readFileSync(join(options.dir, 'env.json'), 'utf8')) as Record<string, string>;
    expect(told).toMatchObject({ DATA_DIR: options.dir, DATABASE_URL: '' });
    expect(told).not.toHaveProperty('MQTT_RATE_PACKETS');
  });

  it('ends the hub when it is told to stop', async () => {
    inPlaceOfHub(`
      process.on('SIGTERM', () => { require('node:fs').writeFileSync('stopped', ''); process.exit(0); });
      require('node:fs').writeFileSync('started', '');
      setInterval(() => {}, 1000);`);
    let stop: () => void = () => undefined;
    const options = await demo({ stopped: new Promise((resolve) => (stop = resolve)) });
    const running = runDemo(options);
    await eventually('the hub', () => existsSync(join(options.dir, 'started')), Boolean);
    stop();
    await running;
    expect(existsSync(join(options.dir, 'stopped'))).toBe(true);
  });

  it('says which port is taken and how to choose another, and starts no hub', async () => {
    inPlaceOfHub(`require('node:fs').writeFileSync('started', '');`);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const options = await demo({ mqttPort: port });
    const running = runDemo(options);
    await expect(running).rejects.toThrow(PortTakenError);
    await expect(running).rejects.toThrow(new RegExp(`Cổng ${port} đã có.*MQTT_PORT=`, 's'));
    expect(existsSync(join(options.dir, 'started'))).toBe(false);
    other.close();
  });
});

describe('ports', () => {
  it('are read from the environment', () => {
    expect([
      portOf(undefined, 3000, 'HTTP_PORT'),
      portOf('', 3000, 'HTTP_PORT'),
      portOf('81', 3000, 'HTTP_PORT'),
    ]).toEqual([3000, 3000, 81]);
    for (const text of ['0', '65536', 'x', '80.5']) expect(() => portOf(text, 3000, 'HTTP_PORT')).toThrow(/HTTP_PORT/);
  });
  it('that are free are left free', async () => {
    const port = await freePort();
    await freeOrSay(port, 'HTTP_PORT');
    await freeOrSay(port, 'HTTP_PORT');
  });
});

describe('the hub’s process', () => {
  it('that does not heed is ended all the same', async () => {
    const main = inPlaceOfHub(`process.on('SIGTERM', () => {}); console.log('here'); setInterval(() => {}, 1000);`);
    let said = '';
    const hub = new HubProcess(main, root, { PATH: process.env['PATH'] }, (text) => (said += text), 300);
    await eventually(
      'its words',
      () => said,
      (s) => s.includes('here'),
    );
    await hub.stop();
    expect(hub.running).toBe(false);
    await hub.stop();
  });
});
