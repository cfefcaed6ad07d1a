import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Route } from 'playwright-core';
import type { Label } from '#hub/contracts';
import { addPerson, describeWith, eventually, type TestPerson } from '#hub/testkit';
import { picture } from '../browser.js';
import { type Phone, takePhone } from './phone.js';
import { aName, setStage, type Stage } from './stage.js';
import { Fingers, PHOTO } from './walk.js';

describeWith('chromium', 'an installer’s phone in the field', () => {
  let stage: Stage;
  let labels: Label[];
  const phones: Phone[] = [];
  const label = () => labels.shift()!;
  beforeAll(async () => {
    stage = await setStage();
    labels = await stage.labels('water-quality', 20);
  }, 60_000);
  afterEach(async () => {
    stage.line.mend();
    for (const phone of phones.splice(0)) await phone.throwAway();
  });
  afterAll(async () => {
    await stage?.end();
  });

  const url = () => `${stage.line.url}/install`;
  /** A phone whose page is at home, and kept on it. */
  async function atHome(person: TestPerson = stage.installer): Promise<{ phone: Phone; fingers: Fingers }> {
    const phone = await takePhone();
    phones.push(phone);
    await phone.signIn(person, stage.line.url);
    await phone.page.goto(url());
    const fingers = new Fingers(phone.page);
    await fingers.sees('Lắp đặt');
    await phone.page.evaluate('navigator.serviceWorker.ready.then(() => 1)');
    // what it has to know in the field is on its disk
    await eventually(
      'the kinds of boxes to be on the phone',
      () => kept(phone, 'profiles'),
      (n) => n > 5,
    );
    return { phone, fingers };
  }
  const kept = (phone: Phone, what: string) =>
    phone.page.evaluate<number>(`new Promise((done) => {
      const open = indexedDB.open('hub-phone');
      open.onsuccess = () => {
        const ask = open.result.transaction('known').objectStore('known').get('catalogue');
        ask.onsuccess = () => { open.result.close(); done(ask.result?.${what}.length ?? 0); };
      };
    })`);
  const devices = async () => {
    const all = (await (await stage.hub.fetch('/api/devices')).json()) as { devices: { id: string; name: string }[] };
    return all.devices;
  };
  const names = async () => (await devices()).map(({ name }) => name);
  const installed = (name: string) =>
    eventually(`"${name}" to be in the register`, names, (all) => all.includes(name), 20_000);
  const rows = (phone: Phone) => phone.page.locator('.row b').allTextContents();
  const band = (phone: Phone, words: RegExp | string) =>
    phone.page.getByText(words).first().waitFor({ timeout: 15_000 });

  it('comes back to where it was after its battery ended, at each step', async () => {
    const { phone, fingers } = await atHome();
    const one = label();
    const name = aName();
    let { page } = phone;
    let now = fingers;
    const battery = async (path: string) => {
      await phone.die();
      page = await phone.wake(url() + path);
      now = new Fingers(page);
    };
    stage.line.cut();

    await now.begin();
    await now.tap('Gõ 8 số');
    await now.digits(one.code.slice(0, 5));
    await eventually(
      'five digits on the disk',
      () => draft(phone),
      (d) => d?.['typed'] === one.code.slice(0, 5),
    );
    await battery('/type');
    await page.getByRole('img', { name: [...one.code.slice(0, 5)].join(' ') }).waitFor({ timeout: 5000 });
    await now.digits(one.code.slice(5));
    await now.tap('Tiếp');
    await now.at('profile');

    // from the list, as the icon on the phone's first page opens it
    await eventually(
      'the step on the disk',
      () => draft(phone),
      (d) => d?.['step'] === 'profile',
    );
    await battery('');
    await now.sees('Lắp đặt');
    await picture(page, 'install-half-done');
    await now.tap('Lắp tiếp');
    await now.at('profile');
    await page.getByRole('button', { name: /Trạm chất lượng nước/ }).click();
    await now.at('place');
    await now.photo();
    await page.getByText(/^±\d+ m$/).waitFor({ timeout: 10_000 });
    await eventually(
      'the photo on the disk',
      () => draft(phone),
      (d) => d?.['hasPhoto'] === true,
    );
    await battery('/place');
    await page.locator('.thumb img').waitFor({ timeout: 5000 });
    await now.tap('Tiếp');
    await now.at('name');
    await now.nameIt(name);
    await eventually(
      'the name on the disk',
      () => draft(phone),
      (d) => d?.['name'] === name,
    );
    await battery('/name');
    await now.at('name');
    expect(await page.getByRole('textbox').inputValue()).toBe(name);
    await now.register();
    await now.sees('Đã lưu trong máy');
    await battery('');
    await band(phone, 'Không có mạng – đã lưu 1 mục, sẽ tự gửi');
    expect(await rows(phone)).toEqual([name]);

    stage.line.mend();
    await installed(name);
    expect(phone.problems).toEqual([]);
  }, 120_000);

  /** The draft on the phone's disk. */
  const draft = (phone: Phone) =>
    phone.page.evaluate<Record<string, unknown> | undefined>(`new Promise((done) => {
      const open = indexedDB.open('hub-phone');
      open.onsuccess = () => {
        const ask = open.result.transaction('drafts').objectStore('drafts').getAll();
        ask.onsuccess = () => { open.result.close(); done(ask.result[0]); };
      };
    })`);

  it('sends what waits in order, each once, though an answer is lost on the way', async () => {
    const { phone, fingers } = await atHome();
    stage.line.cut();
    const three = [aName(), aName(), aName()];
    for (const name of three) {
      await fingers.putUp(label().code, name);
      await fingers.sees('Đã lưu trong máy');
      await fingers.tap('Xong');
      await fingers.sees('Lắp đặt');
    }
    expect(await rows(phone)).toEqual(three);
    await band(phone, 'Không có mạng – đã lưu 3 mục, sẽ tự gửi lần lượt');
    await picture(phone.page, 'install-queue');

    // the first reaches the hub, and the phone never hears of it
    const before = await names();
    stage.line.mend();
    const losesItsAnswer = async (route: Route) => {
      await route.fetch();
      stage.line.cut();
      await route.abort();
    };
    await phone.page.route('**/api/installations', losesItsAnswer, { times: 1 });
    await installed(three[0]!);
    await band(phone, 'Không có mạng – đã lưu 3 mục, sẽ tự gửi lần lượt');
    stage.line.mend();
    for (const name of three) await installed(name);
    const added = (await names()).filter((name) => !before.includes(name));
    expect(added.sort()).toEqual([...three].sort());
    const { entries } = (await (await stage.hub.fetch('/api/audit?action=device.install&limit=50')).json()) as {
      entries: { target: string }[];
    };
    expect(new Set(entries.map(({ target }) => target)).size).toBe(entries.length);
    await eventually(
      'the list to say so',
      () => phone.page.locator('.row.waiting').count(),
      (n) => n === 3,
    );
  }, 120_000);

  it('and another one put up the same label: the second hears who was first, and scans again', async () => {
    const hoa = await addPerson(stage.hub, {
      name: 'Đỗ Thị Hoa',
      grants: [{ role: 'installer', scope: { kind: 'commune', id: stage.commune.code } }],
    });
    const same = label();
    const [mine, hers] = [aName(), aName()];
    const first = await atHome();
    const second = await atHome(hoa);
    stage.line.cut();
    await first.fingers.putUp(same.code, mine);
    await second.fingers.putUp(same.code, hers);
    await second.fingers.sees('Đã lưu trong máy');
    // hers is sent only when his is in the register
    await second.phone.page.route('**/api/installations', (route) => route.abort());
    stage.line.mend();
    await installed(mine);
    await second.phone.page.unroute('**/api/installations');

    await second.fingers.sees('Chưa gửi được', 30_000);
    await second.phone.page.getByText('Mã này đã lắp ở nơi khác').waitFor();
    await second.phone.page.getByText(/Ngô Tiến Dũng/).waitFor();
    await picture(second.phone.page, 'install-already-claimed');
    await second.fingers.tap('Quét lại tem');
    await second.fingers.at('scan');
    const other = label();
    await second.fingers.tap('Gõ 8 số');
    for (let i = 0; i < 8; i++) await second.fingers.tap('Xóa một số');
    await second.fingers.digits(other.code);
    await second.fingers.tap('Tiếp');
    await second.fingers.acceptKind();
    // the rest is still there
    await second.fingers.tap('Tiếp');
    await second.fingers.at('name');
    expect(await second.phone.page.getByRole('textbox').inputValue()).toBe(hers);
    await second.fingers.register();
    await installed(hers);
  }, 120_000);

  it('is told that a name is taken, and goes on with another', async () => {
    const taken = aName();
    await stage.hub.addDevice(`taken-${taken.replace(/\D/g, '')}`, { profile: 'pump', name: taken });
    const { phone, fingers } = await atHome();
    stage.line.cut();
    await fingers.putUp(label().code, taken);
    await fingers.sees('Đã lưu trong máy');
    stage.line.mend();
    await fingers.sees('Chưa gửi được', 30_000);
    await phone.page.getByText('Tên này đã có hộp khác dùng').waitFor();
    await picture(phone.page, 'install-name-taken');
    await fingers.tap('Đặt tên khác');
    await fingers.at('name');
    const name = aName();
    await fingers.nameIt(name);
    await fingers.register();
    await installed(name);
    // with the photo that was taken before it was refused
    const id = (await devices()).find((one) => one.name === name)!.id;
    const photo = async () => (await stage.hub.fetch(`/api/devices/${id}/photo`)).status;
    await eventually('its photo to be there', photo, (status) => status === 200);
  }, 90_000);

  it('whose session has ended keeps everything, and sends it when the same person signs in', async () => {
    const person = await addPerson(stage.hub, {
      name: 'Lê Văn Thuận',
      login: 'thuan',
      grants: [{ role: 'installer', scope: { kind: 'commune', id: stage.commune.code } }],
    });
    const { phone, fingers } = await atHome(person);
    const name = aName();
    stage.line.cut();
    await fingers.putUp(label().code, name);
    await fingers.sees('Đã lưu trong máy');
    await phone.signOut();
    stage.line.mend();
    await band(phone, 'Phiên đăng nhập đã hết – đã lưu 1 mục, đăng nhập lại là gửi');
    await picture(phone.page, 'install-signed-out');
    expect(await names()).not.toContain(name);

    // somebody else takes the phone meanwhile: his boxes are his, and the other's stay
    await phone.signIn(stage.installer, stage.line.url);
    await phone.page.goto(url());
    await phone.page.getByText('Chào Ngô Tiến Dũng').waitFor({ timeout: 15_000 });
    await phone.page.getByText(/Còn 1 hộp của người khác chờ gửi/).waitFor();
    expect(await rows(phone)).toEqual([]);
    await phone.signOut();
    await phone.page.goto(url());
    await phone.page.getByRole('link', { name: 'Đăng nhập lại' }).click();
    await phone.page.getByLabel('Tên đăng nhập').fill('thuan');
    await phone.page.getByLabel('Mật khẩu', { exact: true }).fill('một câu chỉ để thử');
    await phone.page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await phone.page.getByText('Chào Lê Văn Thuận').waitFor({ timeout: 15_000 });
    await installed(name);
    expect(phone.problems).toEqual([]);
  }, 90_000);

  it('puts up a box where neither GPS nor camera may be used', async () => {
    const phone = await takePhone({ at: 'nowhere', camera: false });
    phones.push(phone);
    await phone.signIn(stage.installer, stage.line.url);
    await phone.page.goto(url());
    const fingers = new Fingers(phone.page);
    await fingers.begin();
    await phone.page.getByText(/Trình duyệt chưa được dùng máy ảnh/).waitFor({ timeout: 10_000 });
    await picture(phone.page, 'install-no-camera');
    await fingers.typeCode(label().code);
    await fingers.acceptKind();
    await phone.page.getByText(/chưa được dùng định vị/).waitFor({ timeout: 10_000 });
    await fingers.tap('Chọn thôn bằng tay');
    await fingers.sees('Hộp ở thôn nào?');
    await fingers.tap('Thôn Mễ');
    await phone.page.getByLabel(/Gần chỗ nào/).fill('gần cống Bến Mễ');
    await fingers.tap('Xong');
    await phone.page.locator('input[type=file]').setInputFiles(PHOTO);
    await fingers.tap('Tiếp');
    await fingers.at('name');
    await picture(phone.page, 'install-name');
    await fingers.tap('Trạm nước cống Bến Mễ');
    await fingers.register();
    await installed('Trạm nước cống Bến Mễ');
  }, 60_000);

  it('takes a new build when somebody says so, and loses nothing of what is half done', async () => {
    const { phone, fingers } = await atHome();
    const { page } = phone;
    await fingers.begin();
    await fingers.tap('Gõ 8 số');
    await fingers.digits('4719');
    stage.line.alter('/install-worker.js', (text) => `${text}\n// the next build`);
    await page.evaluate(`navigator.serviceWorker.getRegistration('/install').then((r) => r.update())`);
    // nothing happens to whoever is within a step
    const waits = `navigator.serviceWorker.getRegistration('/install').then((r) => Boolean(r.waiting))`;
    await eventually('the new build to wait', () => page.evaluate<boolean>(waits), Boolean);
    await page.getByRole('img', { name: '4 7 1 9' }).waitFor();
    await fingers.tap('Quay lại');
    await fingers.sees('Lắp đặt');
    const reloaded = page.waitForEvent('load');
    await fingers.tap('Có bản mới của ứng dụng: Dùng bản mới');
    await reloaded;
    await fingers.sees('Lắp đặt');
    expect(await page.evaluate<boolean>(waits)).toBe(false);
    await fingers.tap('Lắp tiếp');
    await fingers.tap('Gõ 8 số');
    await page.getByRole('img', { name: '4 7 1 9' }).waitFor({ timeout: 5000 });
    expect(phone.problems).toEqual([]);
  }, 60_000);
});
