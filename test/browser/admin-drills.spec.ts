import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser } from 'playwright-core';
import { type Drill, topics } from '#hub/contracts';
import { addPerson, describeWith, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, PHONE, violations } from './desk.js';
import { DESK, TELEVISION, visit } from './visit.js';

describeWith('chromium', 'drills on the administration page', () => {
  let hub: TestHub;
  let browser: Browser;
  let station: MqttClient | undefined;
  let hanh: TestPerson;
  const drills = async () => ((await (await hub.fetch('/api/drills')).json()) as { drills: Drill[] }).drills;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    hanh = await addPerson(hub, {
      ...{ name: 'Lê Thị Hạnh', grants: [{ role: 'operator', scope: { kind: 'commune', id: '*' } }] },
    });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    // one that is left behind goes on connecting in the specs that follow
    await station?.endAsync(true);
    await browser?.close();
    await hub?.stop();
  });

  it('are planned, now or each month, and taken back', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/dien-tap');
    await page.getByText('Chưa có buổi diễn tập nào').waitFor();
    await page.getByRole('button', { name: 'Đặt buổi diễn tập' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Vào lúc').click();
    await dialog.getByLabel('Ngày và giờ').fill('31/13/2027');
    await dialog.getByText('Viết như 31/03/2027 06:30.').first().waitFor();
    await dialog.getByLabel('Ngày và giờ').fill('31/03/2027 06:30');
    await dialog.getByText('Lặp lại mỗi tháng').click();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-drills-plan');
    await dialog.getByRole('button', { name: 'Đặt', exact: true }).click();
    const planned = page.locator('.drill-planned', { hasText: '06:30 31/03/2027' });
    await planned.waitFor();
    expect(await planned.textContent()).toContain('mỗi tháng');
    const [drill] = await drills();
    expect(drill).toMatchObject({ plannedAt: Date.parse('2027-03-31T06:30:00+07:00'), repeat: 'monthly' });
    await planned.getByRole('button', { name: 'Bỏ' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ', exact: true }).click();
    await page.getByText('Chưa đặt buổi nào.').waitFor();
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('show each step as it is taken, until somebody takes it', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/dien-tap');
    await page.getByRole('button', { name: 'Đặt buổi diễn tập' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Diễn tập ngay' }).click();
    const box = page.getByRole('region', { name: 'Đang diễn tập' });
    await box.locator('.drill-steps .passed', { hasText: 'Mở việc' }).waitFor();
    expect(await box.locator('.drill-steps .waits', { hasText: 'Có người nhận' }).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-drills-running');
    // and each screen that shows it says what it is
    for (const [path, size] of [
      ['wall', TELEVISION],
      ['operations', DESK],
      ['security', PHONE],
    ] as const) {
      const { page: other, context } = await visit(browser, `${hub.url}/${path}`, { size, cookie: hanh.cookie });
      await other
        .getByText(/DIỄN TẬP/)
        .first()
        .waitFor();
      await picture(other, `drill-${path}`);
      await context.close();
    }
    const { incident } = (await drills()).find(({ state }) => state === 'running')!;
    const path = `/api/incidents/${encodeURIComponent(incident!)}/acknowledge`;
    expect((await hanh.send('POST', path, {})).status).toBe(200);
    // nobody has a phone that pushes can reach: that is what it finds
    const result = page.locator('.drill-list .drill', { hasText: 'Chưa đạt' });
    await result.locator('.missing', { hasText: 'Gửi đi' }).waitFor();
    await result.locator('.missing', { hasText: 'chưa bật thông báo trên máy nào' }).waitFor();
    await result.locator('.passed', { hasText: 'Kết thúc' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-drills-results');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải bảng CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('dien-tap.csv');
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('stand behind what is real, and are in no figure', async () => {
    const { device, secret } = await hub.addDevice('air-1', { name: 'Trạm chợ', profile: 'air-station' });
    station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: 'air-1',
      password: secret,
    });
    const says = (pm25: number) =>
      station!.publishAsync(topics.telemetry(device.commune, 'air-1'), JSON.stringify({ pm25 }), { qos: 1 });
    await says(20);
    const begun = await hub.fetch('/api/drills', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"severity":"emergency"}' },
    });
    expect(begun.status).toBe(201);
    const { page, problems, context } = await visit(browser, `${hub.url}/wall`, {
      ...{ size: TELEVISION, cookie: hanh.cookie },
    });
    const band = page.locator('.band.emergency');
    const header = page.locator('header');
    // where nothing else is open it has the band, and nothing is wrong
    await band.getByText('DIỄN TẬP: Báo động thử').first().waitFor();
    await header.getByText(/^Bình thường/).waitFor();
    await header.getByText(/1\/1 trạm/).waitFor();
    await picture(page, 'drill-wall-alone');
    await says(300);
    await page.locator('.card .title', { hasText: 'Bụi mịn tăng cao' }).first().waitFor();
    await band.waitFor({ state: 'detached' });
    await header.getByText(/^1 việc chờ nhận/).waitFor();
    expect(await page.locator('.card').last().innerText()).toContain('DIỄN TẬP');
    expect(await page.locator('.legend').innerText()).not.toMatch(/khẩn cấp/);
    await picture(page, 'drill-wall-behind');
    expect(problems).toEqual([]);
    await context.close();
    const desk = await visit(browser, `${hub.url}/operations`, { size: DESK, cookie: hanh.cookie });
    await desk.page.getByText('1 việc đang diễn ra, 1 việc chờ nhận').waitFor();
    await desk.page.getByRole('button', { name: 'Đang mở 1' }).waitFor();
    expect(await desk.page.locator('.queue-row').allInnerTexts()).toEqual([
      expect.stringContaining('Bụi mịn tăng cao'),
      expect.stringContaining('DIỄN TẬP'),
    ]);
    await desk.context.close();
    await station.endAsync(true);
  }, 60_000);

  it('can be read on a phone and in English, and planned by nobody who only reads', async () => {
    const phone = await visit(browser, `${hub.url}/admin/dien-tap?lang=en`, { size: PHONE, cookie: hanh.cookie });
    await phone.page.getByText('Not passed').waitFor();
    expect(await phone.page.getByRole('button', { name: 'Plan a drill' }).count()).toBe(0);
    expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    expect(await violations(phone.page)).toEqual([]);
    await picture(phone.page, 'admin-drills-phone');
    expect(phone.problems).toEqual([]);
    await phone.context.close();
  }, 60_000);
});
