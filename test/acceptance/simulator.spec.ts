import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Alert, Device, LatestOfDevice, Refusal } from '#hub/contracts';
import { eventually, freePort, signIn } from '#hub/testkit';

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Node resolves builds as a newcomer's would: without the condition for sources. */
const environment = (more: Record<string, string>) => ({ PATH: process.env['PATH'], ...more });

/** `npm run demo` as it is started there, in a folder of its own. */
describe('the demo', () => {
  let dir: string;
  let settings: Record<string, string>;
  let url: string;
  let demo: ChildProcess;
  let output = '';
  let cookie: string;
  const asAdministrator = (path: string) => fetch(`${url}${path}`, { headers: { cookie } });
  const ask = async <T>(path: string) => (await (await asAdministrator(path)).json()) as T;
  const start = async () => {
    demo = spawn(process.execPath, ['dist/firmware-sim/src/demo.js'], { env: environment(settings) });
    for (const stream of [demo.stdout!, demo.stderr!]) stream.on('data', (text) => (output += text));
    await eventually(
      'its banner',
      () => output,
      (text) => text.includes(`${url}/admin`) && text.includes('Ctrl+C'),
      90_000,
    );
  };
  const stop = async () => {
    if (demo.exitCode !== null) return demo.exitCode;
    const ended = once(demo, 'exit');
    demo.kill('SIGINT');
    return ((await ended) as [number | null])[0];
  };
  let began: number;
  /** When its banner stood there. */
  let toldAt: number;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'demo-'));
    const [http, mqtt] = [await freePort(), await freePort()];
    url = `http://127.0.0.1:${http}`;
    settings = { DEMO_DIR: dir, HTTP_PORT: String(http), MQTT_PORT: String(mqtt) };
    began = Date.now();
    await start();
    toldAt = performance.now();
    // as whoever reads the banner would
    const [, password] = /admin · (\S+)\)/.exec(output)!;
    cookie = await signIn(url, { login: 'admin', password: password! });
  }, 120_000);
  afterAll(async () => {
    await stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('shows a burning field: the station downwind and the camera both tell of it, marked as simulated', async () => {
    const { alerts } = await eventually(
      'the two alerts',
      () => ask<{ alerts: Alert[] }>('/api/alerts?active=true'),
      (a) => ['smoke-neighbours', 'camera-smoke'].every((rule) => a.alerts.some((alert) => alert.rule === rule)),
      // what is promised, from when a newcomer has the address
      toldAt + MINUTE - performance.now(),
    );
    const smoke = alerts.filter((a) => a.rule === 'smoke-neighbours').map((a) => a.target);
    expect(smoke).toContain('khong-khi-thon-dong');
    expect(alerts.every((a) => a.simulated)).toBe(true);
  }, 70_000);

  it('has every station alive, whoever its vendor, and not a packet set aside', async () => {
    const { devices } = await ask<{ devices: Device[] }>('/api/devices');
    expect(devices).toHaveLength(44);
    expect(devices.every((d) => d.simulated)).toBe(true);
    const measuring = devices.filter((d) => !d.profile.startsWith('camera')).map((d) => d.id);
    const { latest } = await eventually(
      'live values of all',
      () => ask<{ latest: LatestOfDevice[] }>('/api/latest'),
      ({ latest: all }) =>
        measuring.every((id) => {
          const values = Object.values(all.find((l) => l.device === id)?.values ?? {});
          return values.length > 0 && values.some((v) => v.ts > began);
        }),
      90_000,
    );
    for (const { device, values } of latest)
      for (const [metric, value] of Object.entries(values))
        expect([device, metric, value.quality]).toEqual([device, metric, undefined]);
    expect(await ask('/api/dead-letters')).toMatchObject({ total: 0 });
    expect(await ask('/api/refusals')).toMatchObject({ refusals: [] });
  }, 100_000);

  it('has a past, which paged nobody', async () => {
    const points = (device: string, metric: string) => {
      const query = new URLSearchParams({ device, metric, from: String(began - 36 * HOUR), to: String(began) });
      return eventually(
        `the past of ${device}`,
        () => ask<{ points: { value: number; quality: string }[] }>(`/api/readings?${query}`),
        (p) => p.points.length > 130,
        60_000,
      );
    };
    for (const [device, metric] of [
      ['khong-khi-thon-trung', 'pm25'],
      ['muc-nuoc-chinh-4', 'water_level'],
      ['dat-co', 'soil_moisture'],
      ['nuoc-kenh-tieu', 'ph'],
      ['bom-co', 'pump_on'],
      ['phong-nha-van-hoa', 'temperature'],
    ] as const)
      expect((await points(device, metric)).points.filter((p) => p.quality !== 'good')).toEqual([]);
    const { alerts } = await ask<{ alerts: Alert[] }>('/api/alerts?limit=500');
    expect(alerts.filter((a) => a.startedAt < began).map((a) => a.id)).toEqual([]);
  }, 100_000);

  it('has pictures', async () => {
    const still = await eventually(
      'a still',
      () => asAdministrator('/api/cameras/cam-dong-dong/still'),
      (response) => response.ok,
      30_000,
    );
    const jpeg = new Uint8Array(await still.arrayBuffer());
    expect([...jpeg.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  }, 40_000);

  it('a second one beside it says which port is taken', async () => {
    const second = promisify(execFile)(process.execPath, ['dist/firmware-sim/src/demo.js'], {
      env: environment(settings),
    });
    await expect(second).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('HTTP_PORT=') });
  });

  it('ends cleanly, and knows its devices when it starts again', async () => {
    expect(await stop()).toBe(0);
    await expect(fetch(`${url}/api/health`)).rejects.toThrow();
    output = '';
    await start();
    const { devices } = await ask<{ devices: Device[] }>('/api/devices');
    expect(devices).toHaveLength(44);
    const since = Date.now();
    await eventually(
      'live values',
      () => ask<{ latest: LatestOfDevice[] }>('/api/latest?device=khong-khi-thon-trung'),
      ({ latest }) => (latest[0]?.values.pm25?.ts ?? 0) > since,
      60_000,
    );
    const { refusals } = await ask<{ refusals: Refusal[] }>('/api/refusals');
    expect(refusals.filter((r) => r.reason === 'wrong-secret' || r.reason === 'unknown-account')).toEqual([]);
  }, 180_000);
});

describe('the simulator’s command line', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['dist/firmware-sim/src/cli.js', ...args], { env: environment({}) });

  it('helps', async () => {
    expect((await run('--help')).stdout).toMatch(/straw-burning.*salt-intrusion/s);
  });
  it.each([
    [['--scenario', 'nonsense'], /không có "nonsense"/],
    [['replay', '/nowhere/at/all'], /không đọc được thư mục/],
    [['--api', 'http://127.0.0.1:9', '--scenario', 'calm'], /Hub đã chạy chưa/],
  ])('ends with words and not with 0: %j', async (args, words) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(words) });
  });
});
