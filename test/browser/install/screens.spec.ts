import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import type { Page } from 'playwright-core';
import encodeQR from 'qr';
import type { Label } from '#hub/contracts';
import { addPerson, describeWith, eventually } from '#hub/testkit';
import { type FreshBox, switchOn } from './fresh-box.js';
import { looksRight } from './looks.js';
import { type Phone, type PhoneOptions, takePhone } from './phone.js';
import { aName, qrOf, setStage, type Stage } from './stage.js';
import { Fingers } from './walk.js';

describeWith('chromium', 'the installer’s screens at 360 x 640', () => {
  let stage: Stage;
  let phone: Phone;
  beforeAll(async () => {
    stage = await setStage({ simulated: true });
  }, 60_000);
  const boxes: FreshBox[] = [];
  const box = async (label: Label) => {
    const one = await switchOn(stage.hub.mqttPort, label);
    boxes.push(one);
    return one;
  };
  afterEach(async () => {
    stage.line.mend();
    for (const one of boxes.splice(0)) await one.switchOff();
    await phone.throwAway();
    expect(phone.problems).toEqual([]);
  });
  afterAll(() => stage?.end());

  async function open(options: PhoneOptions = {}) {
    phone = await takePhone(options);
    await phone.signIn(stage.installer, stage.line.url);
    await phone.page.goto(`${stage.line.url}/install`);
    const fingers = new Fingers(phone.page, options.lang);
    await phone.page.getByText(/Chào|Hello/).waitFor({ timeout: 15_000 });
    return { page: phone.page, fingers };
  }
  const sees = (words: string | RegExp) => phone.page.getByText(words).first().waitFor({ timeout: 15_000 });

  it.each(['vi', 'en'] as const)(
    'are right for eyes, ears, fingers and the sun: %s',
    async (lang) => {
      const en = lang === 'en';
      const [label, other] = await stage.labels('water-quality', 2);
      const { page, fingers } = await open({ label: 'https://example.com/not-a-label', lang });
      if (en) await fingers.tap('English');
      const shot = (name: string) => looksRight(page, `${lang}-${name}`);
      await sees(en ? 'SIMULATED DATA' : 'DỮ LIỆU MÔ PHỎNG');
      await shot('home-empty');
      await fingers.begin();
      await sees(en ? 'This code is not a label of a box' : 'Mã này không phải tem của hộp');
      await shot('scan-strange');
      await fingers.tap(en ? 'Type digits' : 'Gõ 8 số');
      await shot('type-empty');
      const last = (Number(label!.code[7]) + 1) % 10;
      await fingers.digits(label!.code.slice(0, 7) + String(last));
      await sees(en ? 'One digit is wrong.' : 'Có một số sai.');
      await shot('type-wrong');
      await fingers.tap(en ? 'Erase one digit' : 'Xóa một số');
      await fingers.digits(label!.code[7]!);
      await sees(en ? 'Water quality station:' : 'Trạm chất lượng nước:');
      await shot('type-right');
      await fingers.tap(en ? 'Next' : 'Tiếp');
      await fingers.at('profile');
      await sees(en ? /As the label says/ : /Theo tem/);
      await shot('profile');
      await fingers.acceptKind();
      await page.getByText(/^±\d+ m$/).waitFor({ timeout: 10_000 });
      await shot('place-no-photo');
      await fingers.photo();
      await shot('place');
      await page.getByRole('button', { name: /Thôn Trung/ }).click();
      await shot('hamlet');
      await fingers.tap(en ? 'Done' : 'Xong');
      await fingers.tap(en ? 'Next' : 'Tiếp');
      await fingers.at('name');
      await shot('name-empty');
      const name = aName();
      await fingers.nameIt(name);
      await shot('name');
      await fingers.register();
      await fingers.sees(en ? 'Waiting for the first values' : 'Chờ số liệu đầu tiên');
      await sees(en ? 'Switch the box on.' : 'Bật nguồn hộp.');
      await shot('check-off');

      const box = await switchOn(stage.hub.mqttPort, label!);
      const { id } = await box.admitted;
      await sees(en ? 'It has called the centre' : 'Đã gọi tới trung tâm');
      await shot('check-called');
      // a thief of names, or a box that has forgotten its password
      await mqtt
        .connectAsync(`mqtt://127.0.0.1:${stage.hub.mqttPort}`, { username: id, password: 'wrong', reconnectPeriod: 0 })
        .catch(() => undefined);
      await sees(en ? /Wrong password at \d\d:\d\d/ : /Sai mật khẩu lúc \d\d:\d\d/);
      await sees(en ? /Hold the round button/ : /Giữ nút tròn/);
      await shot('check-refused');
      await fingers.tap(en ? 'Give a new password' : 'Cấp mật khẩu mới');
      await page.getByText(en ? /Wrong password/ : /Sai mật khẩu/).waitFor({ state: 'detached', timeout: 15_000 });
      await box.switchOff();
      const again = await switchOn(stage.hub.mqttPort, label!);
      await again.send({ temperature: 31, battery: 87 });
      await sees(en ? 'The box sends, but not what it should measure' : 'Hộp có gửi, nhưng chưa có số cần đo');
      await sees(en ? /^Not seen yet: pH, electrical conductivity, / : /^Chưa thấy: pH, độ dẫn điện, ôxy hòa tan, /);
      await shot('check-off-profile');
      await again.send({ ph: 7.1, do: 5.2 });
      await page
        .getByRole('heading', { level: 1, name: en ? /VALUES HAVE COME/ : /ĐÃ CÓ SỐ LIỆU/ })
        .waitFor({ timeout: 20_000 });
      await sees(en ? /^Not seen yet: electrical/ : /^Chưa thấy: độ dẫn điện, /);
      expect(await page.getByText(en ? /plausible/ : /hợp lý/).count()).toBe(0);
      await shot('heard');
      await fingers.tap(en ? 'Done' : 'Xong');
      await sees(name);

      stage.line.cut();
      await fingers.begin();
      await fingers.typeCode(other!.code);
      await fingers.chooseKind(en ? /^Water quality station/ : /^Trạm chất lượng nước/);
      await fingers.placeAndPhoto();
      await fingers.nameIt(name);
      await shot('name-taken');
      await fingers.register();
      await fingers.sees(en ? 'Kept on the phone' : 'Đã lưu trong máy');
      await shot('kept');
      await fingers.tap(en ? 'Done' : 'Xong');
      await fingers.begin();
      await page.goto(`${stage.line.url}/install`);
      await sees(en ? /^No network – 1 item kept/ : /^Không có mạng – đã lưu 1 mục/);
      await shot('home-offline');
      stage.line.mend();
      await page.locator('.row.refused').waitFor({ timeout: 20_000 });
      await page.locator('.row.refused button').first().click();
      await shot('problem');
      await fingers.tap(en ? 'Drop this registration' : 'Bỏ đăng ký này');
      await shot('drop-asked');
    },
    120_000,
  );

  it('say it where a box sends once in five minutes, and the result follows by itself', async () => {
    const [label] = await stage.labels('rs485-logger', 1);
    const { page, fingers } = await open({ label: qrOf(label!) });
    await fingers.begin();
    await fingers.acceptKind();
    await fingers.placeAndPhoto();
    const name = aName();
    await fingers.nameIt(name);
    await fingers.register();
    const fresh = await box(label!);
    await fresh.admitted;
    await fingers.sees('Đã lắp – chờ gói đầu', 20_000);
    await sees('Hộp này 5 phút mới gửi một lần.');
    await looksRight(page, 'slow');
    await fingers.tap('Quay lại');
    await sees(/chờ gói đầu/);
    await looksRight(page, 'home-waiting');
    // nobody looks at it any more: the list learns of it, and the phone is told
    await fresh.send({ ph: 3, salinity: 60, battery: 50 });
    await eventually(
      'the list to say so',
      () => page.locator('.row.heard').count(),
      (n) => n === 1,
      40_000,
    );
    const told = `navigator.serviceWorker.getRegistration('/install').then((r) => r.getNotifications()).then((all) => all.map((n) => n.title))`;
    await eventually(
      'the phone to tell',
      () => page.evaluate<string[]>(told),
      (titles) => titles.includes(`${name}: đã có số liệu`),
    );
    await page.locator('.row.heard button').first().click();
    await sees('Ngoài khoảng đo: Độ mặn. Xem lại đầu đo.');
    await looksRight(page, 'heard-strange');
  }, 120_000);

  it('warn where the position is coarse', async () => {
    const { page, fingers } = await open({ at: { latitude: 20.4467, longitude: 106.3008, accuracy: 22 } });
    const [label] = await stage.labels('paddy-tube', 1);
    await fingers.begin();
    await fingers.typeCode(label!.code);
    await fingers.acceptKind();
    await sees('±22 m');
    // the phone gets no better within half a minute
    await page.getByText('Chưa đủ gần. Ra chỗ trống, đứng yên 10 giây.').waitFor({ timeout: 40_000 });
    await looksRight(page, 'place-coarse');
  }, 90_000);

  it('warn outside of the commune, and go on where somebody says so', async () => {
    const { page, fingers } = await open({ at: { latitude: 20.58, longitude: 106.3008, accuracy: 6 } });
    const [label] = await stage.labels('paddy-tube', 1);
    await fingers.begin();
    await fingers.typeCode(label!.code);
    await fingers.acceptKind();
    await sees(/^Chỗ này ngoài địa giới xã, cách 1\d km/);
    await fingers.photo();
    await looksRight(page, 'place-outside');
    await fingers.tap('Vẫn tiếp');
    await fingers.at('name');
  }, 60_000);

  it('say what is off on a page without HTTPS, and a label is read from a photo there', async () => {
    const [label] = await stage.labels('pump', 1);
    const insecure = new URL(stage.line.url);
    insecure.hostname = 'hub.lan';
    phone = await takePhone({ flags: ['--host-resolver-rules=MAP hub.lan 127.0.0.1'] });
    await phone.signIn(stage.installer, insecure.origin);
    const { page } = phone;
    await page.goto(`${insecure.origin}/install`);
    const fingers = new Fingers(page);
    await fingers.sees('Lắp đặt');
    await looksRight(page, 'insecure-home');
    await fingers.begin();
    await sees(/Trang này chưa có HTTPS nên trình duyệt tắt máy ảnh/);
    await looksRight(page, 'insecure-scan');
    await page.locator('input[type=file]').setInputFiles('docs/wall.png');
    await sees(/Chưa đọc được mã trong ảnh/);
    await looksRight(page, 'insecure-not-read');
    await page.locator('input[type=file]').setInputFiles({
      name: 'label.png',
      mimeType: 'image/png',
      buffer: await labelPhoto(page, qrOf(label!)),
    });
    await fingers.acceptKind();
    await sees(/chưa có HTTPS nên trình duyệt tắt định vị/);
    await looksRight(page, 'insecure-place');
  }, 60_000);

  it('tell somebody who may not install', async () => {
    const scope = { kind: 'commune', id: stage.commune.code } as const;
    const viewer = await addPerson(stage.hub, { grants: [{ role: 'province-viewer', scope }] });
    phone = await takePhone();
    await phone.signIn(viewer, stage.line.url);
    await phone.page.goto(`${stage.line.url}/install`);
    await sees('Tài khoản này không dùng được trang này');
    await looksRight(phone.page, 'no-right');
  }, 60_000);

  /** A picture of a label as a phone's camera would take it, drawn by the browser. */
  async function labelPhoto(page: Page, text: string): Promise<Buffer> {
    const other = await page.context().newPage();
    const svg = encodeQR(text, 'svg', { border: 4 });
    await other.setContent(
      `<body style="margin:40px;background:#889"><div style="width:240px;background:#fff">${svg}</div></body>`,
    );
    const shot = await other.screenshot();
    await other.close();
    return shot;
  }
});
