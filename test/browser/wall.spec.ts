import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { type Device, topics } from '#hub/contracts';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, openPage, openWall, picture, signIn } from './browser.js';

/** What the rules of this test say when PM2.5 is high. */
const TITLE = 'Bụi mịn tăng cao';

const boundary = { west: 106.23, south: 20.43, east: 106.28, north: 20.47 };
const { west, south, east, north } = boundary;
const feature = (layer: string, name: string, geometry: object) => ({
  type: 'Feature',
  properties: { layer, name },
  geometry,
});
const COMMUNE = {
  code: '10807',
  name: 'Xã Thử Nghiệm',
  province: 'Tỉnh Thử Nghiệm',
  map: {
    type: 'FeatureCollection',
    features: [
      feature('boundary', 'Xã Thử Nghiệm', {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      }),
      feature('canal', 'Kênh Giữa', {
        type: 'LineString',
        coordinates: [
          [west, 20.44],
          [east, 20.455],
        ],
      }),
    ],
  },
};

/** As text: it runs in the page, whose names are not ours. Whether the chart has drawn a value: nothing else is as bright. */
const INKED = `(() => {
  const canvas = document.querySelector('.chart canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < data.length; i += 4) if (data[i] > 220 && data[i + 3] > 200) return true;
  return false;
})()`;

const lost = (page: Page) => page.getByText(/MẤT KẾT NỐI/).first();

describeWith('chromium', 'the wall in a real browser', () => {
  let hub: TestHub;
  let browser: Browser;
  let device: Device;
  let client: MqttClient;
  const publish = (value: number) =>
    client.publishAsync(topics.telemetry(device.commune, device.id), JSON.stringify({ ts: Date.now(), pm25: value }), {
      qos: 1,
    });

  /** What is seen while the hub is dead; it is back whatever comes of that, for the tests that follow. */
  const without = async (look: () => Promise<void>) => {
    await hub.kill9();
    try {
      await look();
    } finally {
      await hub.restart();
    }
  };

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    await hub.fetch('/api/commune', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(COMMUNE),
    });
    const added = await hub.addDevice('air-1', {
      lat: 20.45,
      lon: 106.25,
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

  it('shows an alert published over MQTT, and takes it away when it is over', async () => {
    const { page, problems } = await openWall(browser, hub);
    await publish(20);
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await picture(page, 'wall-calm');

    const shown = page.getByText(TITLE).first().waitFor({ timeout: 15_000 });
    await publish(300);
    await shown;
    await page.getByText('Thôn Đông').first().waitFor({ timeout: 15_000 });
    await page.waitForTimeout(1500);
    await picture(page, 'wall-alert');

    await publish(20);
    // no card any more, and a line in the report of what is over
    await page.getByText('Không có việc').first().waitFor({ timeout: 5000 });
    await page.getByText(`${TITLE}, Thôn Đông`).first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('says at once that the connection is lost, and heals by itself', async () => {
    const { page, problems } = await openWall(browser, hub);
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await without(async () => {
      await lost(page).waitFor({ timeout: 15_000 });
      await page.waitForTimeout(500);
      await picture(page, 'wall-disconnected');
    });
    await lost(page).waitFor({ state: 'detached', timeout: 15_000 });
    await page.getByText('Bình thường').first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('heals after hours without the hub, and meanwhile gives the age of what it shows', async () => {
    const { page, problems } = await openPage(browser, 'about:blank');
    await signIn(page, hub);
    await page.clock.install();
    await page.goto(`${hub.url}/wall`, { waitUntil: 'load' });
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await without(async () => {
      await lost(page).waitFor({ timeout: 15_000 });
      await page.clock.fastForward('05:00:00');
      await page.getByText(/5 giờ/).first().waitFor({ timeout: 5000 });
      await picture(page, 'wall-disconnected-for-hours');
    });
    await lost(page).waitFor({ state: 'detached', timeout: 15_000 });
    await page.getByText('Bình thường').first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 90_000);

  it('stands without its map where that cannot be loaded, and has it when the hub serves it again', async () => {
    const { page } = await openPage(browser, 'about:blank');
    await signIn(page, hub);
    const code = '**/assets/map-view*.js';
    await page.route(code, (route) => route.abort());
    await page.goto(`${hub.url}/wall`, { waitUntil: 'load' });
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await without(() => lost(page).waitFor({ timeout: 15_000 }));
    await page.unroute(code);
    await page.locator('.map').first().waitFor({ timeout: 30_000 });
    await page.close();
  }, 90_000);

  it('is worked by a remote control: an alert is accepted, a station opens with its history', async () => {
    // with neighbours on two sides an arrow can go wrong
    await hub.addDevice('air-north', { profile: 'air-station', lat: 20.46, lon: 106.25 });
    await hub.addDevice('air-east', { profile: 'air-station', lat: 20.45, lon: 106.265 });
    const { page, problems } = await openWall(browser, hub, '?sound=off&night=0-0');
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await publish(300);
    const focused = (nav: string) => page.locator(`[data-nav^="${nav}"]:focus`).waitFor({ timeout: 2000 });
    await page.locator('.card', { hasText: TITLE }).waitFor({ timeout: 5000 });
    await page.keyboard.press('ArrowDown');
    await focused('alert:');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Tiếp nhận' }).waitFor({ timeout: 5000 });
    await picture(page, 'wall-alert-panel');
    // the button that takes the alert is where the panel begins
    await page.keyboard.press('Enter');
    await page
      .getByText(/đã có người nhận/)
      .first()
      .waitFor({ timeout: 5000 });
    await page.keyboard.press('Escape');

    // the focus is back on the card, and the map lies to the left of it
    await focused('alert:');
    for (const [key, nav] of [
      ['ArrowLeft', 'station:air-north'],
      ['ArrowDown', 'station:air-1'],
      ['ArrowRight', 'station:air-east'],
      ['ArrowLeft', 'station:air-1'],
      ['ArrowUp', 'station:air-north'],
      ['ArrowDown', 'station:air-1'],
    ] as const) {
      await page.keyboard.press(key);
      await focused(nav);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Trạm thôn Đông' }).waitFor({ timeout: 5000 });
    for (const range of ['day', 'week', 'month']) {
      await page.locator(`[data-nav="range:${range}"]`).click();
      await page.locator('.chart canvas').waitFor({ timeout: 5000 });
      expect(await page.evaluate(INKED)).toBe(true);
      await picture(page, `wall-station-${range}`);
    }
    await page.keyboard.press('Escape');
    for (const id of ['air-north', 'air-east']) await hub.fetch(`/api/devices/${id}`, { method: 'DELETE' });
    await publish(20);
    await page.getByText('Không có việc').first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('replays the last incident on a key, says so, and is live again at once when there is news', async () => {
    const { page, problems } = await openWall(browser, hub, '?sound=off&night=0-0');
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await publish(300);
    const card = page.locator('.card', { hasText: TITLE });
    await card.waitFor({ timeout: 5000 });

    await page.keyboard.press('KeyR');
    const band = page.locator('.replay-band');
    await band.getByText(/XEM LẠI \d\d:\d\d–\d\d:\d\d/).waitFor({ timeout: 10_000 });
    // minutes before it began there was no card, and the line above goes on to say how things are
    await card.waitFor({ state: 'detached', timeout: 5000 });
    await page.locator('.header', { hasText: '1 việc chờ nhận' }).waitFor({ timeout: 5000 });
    const told = () => band.locator('time').textContent();
    const first = await told();
    await page.waitForTimeout(1500);
    expect(await told()).not.toBe(first);
    await picture(page, 'wall-replay');
    await page.keyboard.press('Escape');
    await card.waitFor({ timeout: 1000 });

    // a remote control has no letters: the alert's own panel replays it
    await card.click();
    await page.getByRole('button', { name: 'Xem lại' }).click();
    await band.waitFor({ timeout: 10_000 });
    const second = await hub.addDevice('air-2', { lat: 20.452, lon: 106.26, profile: 'air-station' });
    const other = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: second.device.id,
      password: second.secret,
    });
    const topic = topics.telemetry(second.device.commune, second.device.id);
    await other.publishAsync(topic, JSON.stringify({ pm25: 300 }), { qos: 1 });
    await band.waitFor({ state: 'detached', timeout: 2000 });
    await page.getByText('2 việc chờ nhận').first().waitFor({ timeout: 2000 });

    await other.publishAsync(topic, JSON.stringify({ pm25: 20 }), { qos: 1 });
    await other.endAsync();
    await publish(20);
    await page.getByText('Không có việc').first().waitFor({ timeout: 5000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('says so when there is nothing to replay', async () => {
    const { page, problems } = await openPage(browser, 'about:blank');
    await signIn(page, hub);
    await page.route('**/api/alerts?**', (route) => route.fulfill({ json: { alerts: [], total: 0 } }));
    await page.goto(`${hub.url}/wall`, { waitUntil: 'load' });
    await page.getByText('Bình thường').first().waitFor({ timeout: 15_000 });
    await page.keyboard.press('KeyR');
    await page.getByText('Chưa có việc nào để xem lại').waitFor({ timeout: 2000 });
    expect(problems).toEqual([]);
    await page.close();
  }, 30_000);

  it('leads a person to the account, within the room of the line under the commune’s name', async () => {
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 900, height: 1200 },
      { width: 390, height: 844 },
    ]) {
      const { page, problems } = await openWall(browser, hub, '', size);
      const link = page.getByRole('link', { name: /^Tài khoản: / });
      await link.waitFor({ timeout: 15_000 });
      const boxOf = async (of: typeof link) => (await of.boundingBox())!;
      const [box, rule, header] = [
        await boxOf(link),
        await boxOf(page.locator('.header .rule')),
        await boxOf(page.locator('.header')),
      ];
      expect(box.x + box.width).toBeLessThanOrEqual(rule.x);
      expect(box.y + box.height).toBeLessThanOrEqual(header.y + header.height + 1);
      await picture(page, `wall-account-${size.width}`);
      // before visitors no name is shown
      await page.keyboard.press('KeyV');
      await link.waitFor({ state: 'detached' });
      await page.keyboard.press('KeyV');
      await link.click();
      await page.waitForURL('**/account');
      expect(problems).toEqual([]);
      await page.close();
    }
  }, 90_000);

  it('keeps to its frame at 1280x720 and in 4K', async () => {
    for (const size of [
      { width: 1280, height: 720 },
      { width: 3840, height: 2160 },
    ]) {
      const { page, problems } = await openWall(browser, hub, '', size);
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
