import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser } from 'playwright-core';
import { type Alert, type Device, topics } from '#hub/contracts';
import { describeWith, eventually, startHub, type TestHub } from '#hub/testkit';
import { launch, openPage, picture } from './browser.js';

describeWith('chromium', 'the wall in a real browser', () => {
  let hub: TestHub;
  let browser: Browser;
  let device: Device;
  let client: MqttClient;
  const publish = (value: number) =>
    client.publishAsync(topics.telemetry(device.commune, device.id), JSON.stringify({ ts: Date.now(), pm25: value }), {
      qos: 1,
    });

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    const added = await hub.addDevice('air-1', {
      profile: 'air-station',
      name: 'Trạm thôn Đông',
      hamlet: 'Thôn Đông',
      place: 'gần nhà văn hóa',
    });
    device = added.device;
    client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: device.id,
      password: added.secret,
    });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await client?.endAsync(true);
    await browser?.close();
    await hub?.stop();
  });

  it('shows an alert published over MQTT within a second, and takes it away when it is over', async () => {
    const { page, problems } = await openPage(browser, `${hub.url}/wall`);
    await publish(20);
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await picture(page, 'wall-calm');

    await publish(300);
    const sent = performance.now();
    const { alerts } = await eventually(
      'the alert in the list',
      async () => (await (await fetch(`${hub.url}/api/alerts?active=true`)).json()) as { alerts: Alert[] },
      (a) => a.alerts.length === 1,
    );
    await page.getByText(alerts[0]!.text.title).first().waitFor({ timeout: 1000 });
    expect(performance.now() - sent).toBeLessThan(1500);
    await page.getByText('Thôn Đông').first().waitFor({ timeout: 1000 });
    await page.waitForTimeout(1500);
    await picture(page, 'wall-alert');

    await publish(20);
    // no card any more, and a line in the report of what is over
    await page.getByText('Không có việc').first().waitFor({ timeout: 5000 });
    await page.getByText(`${alerts[0]!.text.title}, Thôn Đông`).first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('says within five seconds that the connection is lost, and heals by itself', async () => {
    const { page, problems } = await openPage(browser, `${hub.url}/wall`);
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await hub.kill9();
    await page
      .getByText(/MẤT KẾT NỐI/)
      .first()
      .waitFor({ timeout: 5000 });
    await page.waitForTimeout(500);
    await picture(page, 'wall-disconnected');
    await hub.restart();
    await page
      .getByText(/MẤT KẾT NỐI/)
      .first()
      .waitFor({ state: 'detached', timeout: 15_000 });
    await page.getByText('Bình thường').first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('keeps to its frame at 1280x720 and in 4K', async () => {
    for (const size of [
      { width: 1280, height: 720 },
      { width: 3840, height: 2160 },
    ]) {
      const { page, problems } = await openPage(browser, `${hub.url}/wall`, size);
      await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
      // as text: it runs in the page, whose names are not ours
      const overflow = await page.evaluate(
        '({ x: document.documentElement.scrollWidth - innerWidth, y: document.documentElement.scrollHeight - innerHeight })',
      );
      expect(overflow).toEqual({ x: 0, y: 0 });
      await picture(page, `wall-${size.width}x${size.height}`);
      expect(problems).toEqual([]);
      await page.close();
    }
  }, 90_000);
});
