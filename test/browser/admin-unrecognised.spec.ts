import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser } from 'playwright-core';
import { describeWith, eventually, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, PHONE, violations } from './desk.js';

describeWith('chromium', 'a packet that no map knows', () => {
  let hub: TestHub;
  let browser: Browser;
  let box: MqttClient;

  const call = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const response = await hub.fetch(`/api${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await response.json()) as T;
  };
  let time = Math.floor(Date.now() / 1000) - 60;
  const publish = (sn: string, ph: number, regs: string) =>
    box.publishAsync(
      'pond/up',
      JSON.stringify({
        sn,
        time: (time += 10),
        data: { ph, html: '<img src=x onerror=alert(1)>' },
        regs,
      }),
      { qos: 1 },
    );

  beforeAll(async () => {
    hub = await startHub();
    const gateway = { id: 'box-1', name: 'Hộp ao cá', codec: 'generic', topics: ['pond/#'] };
    const { secret } = await call<{ secret: string }>('/gateways', 'POST', gateway);
    await hub.addDevice('pond-1', { name: 'Ao cá số 1', profile: 'rs485-logger', gateway: 'box-1', address: 'P1' });
    box = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'box-1', password: secret });
    await publish('P1', 712, '02C8 0119');
    await publish('P1', 709, '02C5 011A');
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await box?.endAsync(true);
    await hub?.stop();
  });

  it('becomes readings by tapping its values', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/chua-nhan-dang');
    await page
      .getByRole('link', { name: /chưa có bảng trường/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Gói thật' }).waitFor();
    // what a box sends is text, whatever it looks like
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    await picture(page, 'admin-letter');
    expect(await violations(page)).toEqual([]);

    const dialog = page.getByRole('dialog');
    const put = () => dialog.getByRole('button', { name: 'Đưa vào bảng' }).click();
    await page.getByRole('button', { name: 'sn P1' }).click();
    expect(await dialog.getByRole('radio', { name: /Tên thiết bị/ }).isChecked()).toBe(true);
    await put();
    await page.getByText('là “Ao cá số 1”').waitFor();

    await page.getByRole('button', { name: /^time/ }).click();
    expect(await dialog.getByLabel('Cách ghi thời gian').inputValue()).toBe('s');
    await put();

    await page.getByRole('button', { name: 'ph 709' }).click();
    expect(await dialog.getByLabel('Đại lượng').inputValue()).toBe('ph');
    await dialog.getByText('ngoài khoảng vật lý').waitFor();
    await dialog.getByLabel('Nhân với').fill('0,01');
    await dialog.getByText('7,09', { exact: true }).waitFor();
    await picture(page, 'admin-letter-field');
    expect(await violations(page)).toEqual([]);
    await put();

    // raw registers: the type and the order of bytes are chosen by what they would read
    await page.getByRole('button', { name: /^regs/ }).click();
    await dialog.getByLabel('Đại lượng').selectOption('water_temperature');
    await dialog.getByLabel('Thanh ghi thứ (từ 0)').selectOption('1');
    await dialog.getByLabel('Trong gói ghi theo').selectOption('× 0,1');
    await dialog.getByText('28,2 °C').last().waitFor();
    await picture(page, 'admin-letter-registers');
    await put();

    await page.getByRole('button', { name: 'Lưu bảng và đọc lại gói' }).click();
    await page.getByText('Đã đọc được gói').waitFor({ timeout: 10_000 });
    await page.getByRole('button', { name: /Đọc lại cả 1 gói/ }).click();
    await page.getByText('Đọc được 1 trên 1 gói').waitFor({ timeout: 10_000 });
    await picture(page, 'admin-letter-read');

    // from now on it flows by itself
    await publish('P1', 698, '02BA 0120');
    await page.getByRole('link', { name: 'Xem thiết bị' }).click();
    await page.getByRole('row', { name: /pH 7,0/ }).waitFor({ timeout: 10_000 });
    const { points } = await eventually(
      'all three values of both metrics',
      () => call<{ points: { value: number }[] }>('/readings?device=pond-1&metric=water_temperature'),
      (answer) => answer.points.length === 3,
    );
    expect(points.map(({ value }) => value)).toEqual([28.1, 28.2, 28.8]);
    expect((await call<{ total: number }>('/dead-letters?kind=unrecognised')).total).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('of a device that is not registered leads to its registration, also on a phone', async () => {
    await publish('P9', 700, '02BA 0120');
    const { page, problems } = await openDesk(browser, hub, '/admin/chua-nhan-dang', PHONE);
    await page.getByRole('link', { name: /thiết bị "P9"/ }).click();
    await page.getByText('chưa đăng ký sau gateway này').waitFor();
    await picture(page, 'admin-letter-phone');
    expect(await violations(page)).toEqual([]);
    const link = page.getByRole('link', { name: 'Đăng ký thiết bị này' });
    expect(await link.getAttribute('href')).toMatch(/gateway=box-1&dia-chi=P9/);
    expect(problems).toEqual([]);
    await page.close();
  }, 30_000);
});
