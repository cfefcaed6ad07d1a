import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import type { Browser } from 'playwright-core';
import { type Handover, type Incident, topics } from '#hub/contracts';
import { addPerson, describeWith, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { DESK, openDesk, PHONE, violations } from './desk.js';
import { visit } from './visit.js';

describeWith('chromium', 'the end of a shift, and the morning’s page', () => {
  let hub: TestHub;
  let browser: Browser;
  let hanh: TestPerson;
  let sau: TestPerson;
  const ask = async <T>(path: string) => (await (await hub.fetch(`/api${path}`)).json()) as T;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    const operator = [{ role: 'operator', scope: { kind: 'commune', id: '*' } as const }];
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: operator });
    sau = await addPerson(hub, { name: 'Trần Văn Sáu', grants: operator });
    const { device, secret } = await hub.addDevice('air-1', {
      ...{ name: 'Trạm chợ', profile: 'air-station', hamlet: 'Thôn Đông' },
    });
    const station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: 'air-1',
      password: secret,
    });
    await station.publishAsync(topics.telemetry(device.commune, 'air-1'), '{"pm25":150}', { qos: 1 });
    await eventually(
      'an incident',
      () => ask<{ incidents: Incident[] }>('/incidents'),
      ({ incidents }) => incidents.length === 1,
    );
    await station.endAsync();
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('is reached by a key, tells what is open, and is given with a note', async () => {
    await hub.addDevice('air-2', { name: 'Trạm đình', profile: 'air-station' });
    const reason = 'Quạt hút kẹt, chờ thợ';
    expect((await hanh.send('POST', '/api/devices/air-2/out-of-service', { reason })).status).toBe(200);
    const text = 'Ngày mai xã họp dân.';
    const message = { urgency: 'ordinary', text, audience: { everywhere: true, hamlets: [] } };
    expect((await hanh.send('POST', '/api/broadcasts', { ...message, key: crypto.randomUUID() })).status).toBe(201);
    const { page, problems } = await visit(browser, `${hub.url}/operations`, { size: DESK, cookie: hanh.cookie });
    await page.getByText('Bụi mịn tăng cao').first().waitFor();
    await page.keyboard.press('KeyC');
    await page.getByRole('heading', { name: 'Giao ca', exact: true }).waitFor();
    // a shift that has just begun is not the one that is given: the one that runs is chosen
    const shift = page.getByLabel('Ca', { exact: true });
    await shift.selectOption((await shift.locator('option').first().getAttribute('value'))!);
    await page.getByText('1 việc mới, 0 đã xong, 1 còn mở.').waitFor();
    await page.getByText(reason).waitFor();
    await page.getByText('Trạm đình · Mọi luật').waitFor();
    await page.locator('.shift-lines', { hasText: 'Lê Thị Hạnh soạn' }).getByText(text).waitFor();
    await page.getByLabel(/^Dặn ca sau/).fill('Cống số 2 kẹt, đã báo thợ');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'shift-handover');
    await page.getByRole('button', { name: 'Giao ca' }).click();
    await page.getByText('Cống số 2 kẹt, đã báo thợ').waitFor();
    await page.getByText('chưa ai nhận ca').waitFor();
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('is taken by whoever comes', async () => {
    const { page, problems } = await visit(browser, `${hub.url}/operations/giao-ca?lang=en`, {
      ...{ size: PHONE, cookie: sau.cookie },
    });
    await page.getByRole('button', { name: 'Take the shift' }).click();
    await page.getByText(/Trần Văn Sáu took it at/).waitFor();
    expect(await violations(page)).toEqual([]);
    const { handovers } = await ask<{ handovers: Handover[] }>('/handovers');
    expect(handovers[0]).toMatchObject({ by: 'Lê Thị Hạnh', taken: { by: 'Trần Văn Sáu' } });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('has a page for the morning that fits on paper and names nobody', async () => {
    const { page, problems } = await openDesk(browser, hub, '/operations/ban-tin');
    await page.getByRole('heading', { name: /^Bản tin sáng/ }).waitFor();
    await page.getByRole('heading', { name: 'Còn đang mở' }).waitFor();
    await page.getByText('Độ mặn cao nhất').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'shift-bulletin-print');
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    // "Thứ Sáu" is a day, and nobody
    expect(await page.locator('article').innerText()).not.toMatch(/Hạnh|(?<!Thứ )Sáu/);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
