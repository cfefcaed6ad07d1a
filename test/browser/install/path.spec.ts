import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { picture } from '../browser.js';
import { type SimulatedBox, simulatedBox } from './simulated-box.js';
import { type Phone, takePhone } from './phone.js';
import { qrOf, setStage, type Stage } from './stage.js';
import { Fingers } from './walk.js';

describeWith('chromium', 'a new installer with a fresh box', () => {
  let stage: Stage;
  let phone: Phone;
  let box: SimulatedBox;
  beforeAll(async () => {
    stage = await setStage();
  }, 60_000);
  afterAll(async () => {
    await box?.switchOff();
    await phone?.throwAway();
    await stage?.end();
  });

  it('scans, places, photographs and names it, the network goes and comes back, and the first value fills the screen', async () => {
    const [label] = await stage.labels('rs485-logger', 1);
    phone = await takePhone({ label: qrOf(label!) });
    await phone.signIn(stage.installer, stage.line.url);
    const { page } = phone;
    const fingers = new Fingers(page);
    // switched on at the foot of its pole, long before anybody has put it up
    box = simulatedBox(stage.hub.mqttPort, label!, 'rs485-logger');
    await page.goto(`${stage.line.url}/install`);
    await fingers.sees('Lắp đặt');
    await page.evaluate('navigator.serviceWorker.ready.then(() => 1)');

    const began = Date.now();
    await fingers.begin();
    // the camera sees the label: nobody has to press a thing
    await fingers.at('profile');
    await page.getByText('Theo tem').waitFor({ timeout: 5000 });
    await fingers.acceptKind();
    stage.line.cut();
    await fingers.placeAndPhoto();
    await fingers.tap(/^Trạm nước/);
    await fingers.register();
    await fingers.sees('Đã lưu trong máy');
    await page.getByText('Không có mạng – đã lưu 1 mục, sẽ tự gửi').waitFor({ timeout: 5000 });
    await picture(page, 'install-kept');

    stage.line.mend();
    await fingers.sees('Chờ số liệu đầu tiên', 30_000);
    await picture(page, 'install-waiting');
    await page.getByRole('heading', { name: /^ĐÃ CÓ SỐ LIỆU\s*: pH \d,\d$/ }).waitFor({ timeout: 20_000 });
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    await picture(page, 'install-heard');
    console.log(`a new installer, the network cut in the middle: ${seconds} s from "Lắp hộp mới" to "ĐÃ CÓ SỐ LIỆU"`);

    const id = `water-${label!.code}`;
    const device = (await (await stage.hub.fetch(`/api/devices/${id}`)).json()) as Record<string, unknown>;
    expect(device).toMatchObject({ profile: 'rs485-logger', hamlet: 'Thôn Trung', lat: 20.4467, lon: 106.3008 });
    const photo = await stage.hub.fetch(`/api/devices/${id}/photo`);
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    const bytes = Buffer.from(await photo.arrayBuffer());
    expect(bytes.length).toBeLessThanOrEqual(300_000);
    expect(bytes.includes('Exif')).toBe(false);
    expect(phone.problems).toEqual([]);
  }, 90_000);
});
