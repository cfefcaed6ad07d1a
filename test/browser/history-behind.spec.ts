import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, startHub, startInflux, type TestHub, type TestInflux } from '#hub/testkit';
import { Sender } from '../faults/sender.js';
import { launch, openWall, picture } from './browser.js';

const BEHIND = /Lịch sử đang chậm \d+ (giây|phút)/;
const NOT_WRITTEN = 'Kho lịch sử không ghi được';

describeWith(['influxd', 'chromium'], 'the wall while InfluxDB is away', () => {
  let influx: TestInflux;
  let hub: TestHub;
  let browser: Browser;
  let sender: Sender;

  beforeAll(async () => {
    influx = await startInflux();
    hub = await startHub({ env: { INFLUX_URL: `${influx.url}/wall`, RULES: 'test/faults/rules.json' } });
    const { device, secret } = await hub.addDevice('air-1', { profile: 'air-station', lat: 20.45, lon: 106.25 });
    sender = new Sender(hub.mqttPort, device.commune, device.id, secret);
    sender.start({ everyMs: 500, value: () => 20 });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await sender?.stop();
    await hub?.stop();
    await influx?.stop();
  });

  it('says at once that history is not written, then by how much it is behind, and no longer when it is back', async () => {
    const { page, problems } = await openWall(browser, hub, '?sound=off&night=0-0');
    const said = (text: string | RegExp) => page.getByText(text).first();

    await said('Bình thường').waitFor({ timeout: 15_000 });
    expect(await page.getByText(BEHIND).or(page.getByText(NOT_WRITTEN)).count()).toBe(0);

    await influx.pause();
    await said(NOT_WRITTEN).waitFor({ timeout: 10_000 });
    await said(BEHIND).waitFor({ timeout: 40_000 });
    await picture(page, 'wall-history-behind');
    // nothing else is wrong: what the stations measure goes on
    await said('Bình thường').waitFor({ timeout: 1000 });

    await influx.resume();
    await said(BEHIND).waitFor({ state: 'detached', timeout: 20_000 });
    await said(NOT_WRITTEN).waitFor({ state: 'detached', timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 120_000);
});
