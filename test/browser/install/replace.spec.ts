import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Device } from '#hub/contracts';
import { describeWith, eventually } from '#hub/testkit';
import { looksRight } from './looks.js';
import { type Phone, takePhone } from './phone.js';
import { setStage, type Stage } from './stage.js';
import { Fingers } from './walk.js';

describeWith('chromium', 'an installer who brings a new box for an old one', () => {
  let stage: Stage;
  let phone: Phone;
  beforeAll(async () => {
    stage = await setStage();
    const { lat, lon } = { lat: 20.4468, lon: 106.3008 };
    await stage.hub.addDevice('ao-cu', { name: 'Ao ông Tư', profile: 'water-quality', hamlet: 'Thôn Trung', lat, lon });
  }, 60_000);
  afterAll(async () => {
    await phone?.throwAway();
    await stage?.end();
  });
  const device = async (id: string) => (await (await stage.hub.fetch(`/api/devices/${id}`)).json()) as Device;

  it('is offered the one that stands there, without a network too, and the place keeps its name', async () => {
    const [label] = await stage.labels('water-quality', 1);
    phone = await takePhone();
    await phone.signIn(stage.installer, stage.line.url);
    const { page } = phone;
    const fingers = new Fingers(page);
    await page.goto(`${stage.line.url}/install`);
    await fingers.sees('Lắp đặt');
    await page.evaluate('navigator.serviceWorker.ready.then(() => 1)');
    await fingers.begin();
    stage.line.cut();
    await fingers.typeCode(label!.code);
    await fingers.chooseKind(/^Trạm chất lượng nước/);
    await fingers.placeAndPhoto();
    const offer = page.getByRole('button', { name: /^Thay “Ao ông Tư”/ });
    await offer.scrollIntoViewIfNeeded();
    await offer.click();
    await looksRight(page, 'replace');
    // another name is another box
    await fingers.nameIt('Ao khác');
    expect(await offer.getAttribute('aria-pressed')).toBe('false');
    await offer.click();
    await fingers.register();
    await fingers.sees('Đã lưu trong máy');

    stage.line.mend();
    const fresh = await eventually(
      'the new box',
      () => device(`water-${label!.code}`),
      ({ name }) => name !== undefined,
      30_000,
    );
    expect(fresh).toMatchObject({ name: 'Ao ông Tư', site: 'ao-cu', state: 'installed' });
    expect(await device('ao-cu')).toMatchObject({ site: 'ao-cu', state: 'replaced' });
    expect(phone.problems).toEqual([]);
  }, 90_000);
});
