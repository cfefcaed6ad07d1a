import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { Sender } from '../faults/sender.js';
import { launch, openWall, picture } from './browser.js';

describeWith('chromium', 'a wall with a simulated station', () => {
  let hub: TestHub;
  let browser: Browser;
  let sender: Sender;

  beforeAll(async () => {
    hub = await startHub();
    const { device, secret } = await hub.addDevice('air-1', { profile: 'air-station', lat: 20.45, lon: 106.25 });
    sender = new Sender(hub.mqttPort, device.commune, device.id, secret);
    sender.start({ everyMs: 500, value: () => 20 });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await sender?.stop();
    await hub?.stop();
  });

  it('says so as soon as there is one, also while the connection is lost, and not before', async () => {
    const { page, problems } = await openWall(browser, hub, '?sound=off&night=0-0');
    const marked = page.getByText('DỮ LIỆU MÔ PHỎNG');
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    expect(await marked.count()).toBe(0);

    // among measured ones, and before it has sent a thing
    await hub.addDevice('air-2', { profile: 'air-station', lat: 20.452, lon: 106.26, simulated: true });
    await marked.waitFor({ timeout: 5000 });
    await picture(page, 'wall-simulated');

    // the picture that stays is of the same stations
    await hub.kill9();
    await page
      .getByText(/MẤT KẾT NỐI/)
      .first()
      .waitFor({ timeout: 5000 });
    expect(await marked.isVisible()).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
