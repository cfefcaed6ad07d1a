import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, startModem, type TestModem } from '#hub/testkit';
import { Modem } from './modem.js';

const TEXT = { phone: '84912345678', text: 'Co khoi o Thon Dong, xem_ngay @ 5$', key: 'k1' };
const QUICK = { command: 600, prompt: 400, network: 800 };

describe('a modem at a serial line', () => {
  let line: TestModem;
  let modem: Modem;
  let reports: string[];
  const send = (over: Partial<typeof TEXT> = {}, withinMs = 20_000) =>
    modem.send({ ...TEXT, ...over }, AbortSignal.timeout(withinMs));
  /** Answers a command otherwise than a good modem does. */
  const to = (command: string, ...lines: string[]) => {
    const before = line.answer;
    line.answer = (asked) => (asked.startsWith(command) ? lines : before(asked));
  };
  const well = () => (line.answer = () => undefined);

  beforeEach(async () => {
    line = await startModem();
    reports = [];
    const report = (...said: unknown[]) => void reports.push(said.filter(Boolean).join(' '));
    modem = new Modem({ path: line.path, baud: 115_200, waits: QUICK }, report);
  });
  afterEach(async () => {
    modem.stop();
    await line.stop();
  });

  it('sends a text as it is, over a line that echoes until it is told not to', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(line.texts).toEqual([{ phone: TEXT.phone, text: TEXT.text }]);
    expect(line.heard).toEqual([
      ...['AT', 'ATE0', 'AT+CMEE=1', 'AT+CPIN?', 'AT+CMGF=1', 'AT+CSCS="IRA"', 'AT+CNMI=2,0,0,1,0'],
      ...['AT+CSMP=49,11,0,0', 'AT+CREG?', 'AT+CEREG?', 'AT+CMGS="+84912345678"', 'text'],
    ]);
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(line.heard.slice(12)).toEqual(['AT+CREG?', 'AT+CEREG?', 'AT+CMGS="+84912345678"', 'text']);
  });

  it('is spoken to by one at a time', async () => {
    const all = ['1', '2', '3'].map((key) => send({ key, text: `so ${key}` }));
    expect(await Promise.all(all)).toEqual([{ outcome: 'sent' }, { outcome: 'sent' }, { outcome: 'sent' }]);
    expect(line.texts.map(({ text }) => text)).toEqual(['so 1', 'so 2', 'so 3']);
  });

  it('that knows GSM-7 alone gets what differs in its own places', async () => {
    to('AT+CSCS="IRA"', 'ERROR');
    await send();
    expect(line.heard).toContain('AT+CSCS="GSM"');
    expect(line.texts[0]!.text).toBe('Co khoi o Thon Dong, xem\u0011ngay \u0000 5\u0002');
  });

  it('is understood among noise, messages of its own and a late echo', async () => {
    const noise = ['\u0000\u00ff\u0007', '^RSSI:14', 'RING', '+CMTI: "SM",3', '+CREG: 1'];
    line.answer = (asked) => {
      if (asked === 'ATE0') return ['OK'];
      if (asked === 'text') return [TEXT.text, ...noise, '+CMGS: 7', ...noise, 'OK'];
      return asked.startsWith('AT+CMGS')
        ? [...noise, '>']
        : [...noise, ...(asked.includes('CPIN') ? ['+CPIN: READY'] : []), 'OK'];
    };
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(line.texts).toHaveLength(1);
  });

  it.each([
    ['AT+CPIN?', ['+CPIN: SIM PIN', 'OK'], 'SIM bị khóa, cần mã PIN'],
    ['AT+CPIN?', ['+CPIN: SIM PUK', 'OK'], 'SIM bị khóa, cần mã PUK'],
    ['AT+CPIN?', ['+CME ERROR: 10'], 'modem chưa có SIM (CME 10)'],
    ['AT+CMGF', ['ERROR'], 'modem không gửi được tin dạng chữ'],
    ['AT+CMGS', ['+CMS ERROR: 310'], 'modem chưa có SIM (CMS 310)'],
    ['AT+CMGS', ['ERROR'], 'modem báo lỗi'],
    ['AT+CMGS', [], 'modem không trả lời'],
    ['AT', [], 'modem không trả lời'],
    ['text', ['+CMS ERROR: 42'], 'mạng nghẽn (CMS 42)'],
    ['text', ['+CMS ERROR: 500'], 'modem báo lỗi (CMS 500)'],
  ])('that answers %s with %j is asked again later', async (command, lines, reason) => {
    to(command, ...lines);
    expect(await send()).toEqual({ outcome: 'retry', reason });
    well();
    expect(await send()).toEqual({ outcome: 'sent' });
    // a text that was begun without a prompt never became one
    expect(line.texts.at(-1)!.text).toBe(TEXT.text);
  });

  it('without a network says so, and with that of text messages alone is good enough', async () => {
    to('AT+CREG?', '+CREG: 0,2', 'OK');
    to('AT+CEREG?', '+CEREG: 0,0', 'OK');
    expect(await send()).toEqual({ outcome: 'retry', reason: 'không có sóng' });
    to('AT+CREG?', '+CREG: 2,3,"1A2B","01C3"', 'OK');
    expect(await send()).toEqual({ outcome: 'retry', reason: 'nhà mạng từ chối SIM' });
    to('AT+CEREG?', '+CEREG: 0,6', 'OK');
    expect(await send()).toEqual({ outcome: 'sent' });
  });

  it('a number that does not exist is not tried again', async () => {
    to('text', '+CMS ERROR: 1');
    expect(await send()).toEqual({ outcome: 'refused', reason: 'số máy không có thật (CMS 1)' });
  });
  it('a network that timed out may have it', async () => {
    to('text', '+CMS ERROR: 332');
    expect(await send()).toEqual({ outcome: 'uncertain', reason: 'mạng không trả lời (CMS 332)' });
  });

  it('whose network takes long is waited for', async () => {
    to('text');
    setTimeout(() => line.says('+CMGS: 8', 'OK'), QUICK.network / 2);
    expect(await send()).toEqual({ outcome: 'sent' });
  });
  it('that is silent for longer may have sent it; when it says so after all, that is heard', async () => {
    line.answer = (asked) => (asked === 'text' ? [] : undefined);
    expect(await send()).toEqual({ outcome: 'uncertain', reason: 'modem không trả lời' });
    // while it waits for the network it answers nobody
    line.answer = () => [];
    setTimeout(() => {
      line.says('+CMGS: 8', 'OK');
      well();
    }, 150);
    expect(await send({ key: 'k2' })).toEqual({ outcome: 'sent' });
    expect(reports).toEqual(['k1 sent']);
  });

  it('tells of texts that came, and of those that did not', async () => {
    const report = (ref: number, status: number) =>
      line.says(`+CDS: 6,${ref},"+84912345678",145,"26/11/26,14:00:05+28","26/11/26,14:00:09+28",${status}`);
    for (const key of ['a', 'b', 'c']) await send({ key });
    report(0, 0);
    report(1, 34);
    report(1, 70);
    line.says('+CDS: 6,2,"+84999999999",145,"26/11/26,14:00:05+28","26/11/26,14:00:09+28",0');
    report(9, 0);
    await eventually(
      'reports',
      () => reports,
      (all) => all.length > 1,
    );
    expect(reports).toEqual(['a delivered', 'b undelivered mạng không giao được tới máy nhận (70)']);
  });

  it('that knows no reports sends without', async () => {
    to('AT+CNMI', '+CMS ERROR: 303');
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(line.heard).toContain('AT+CSMP=17,11,0,0');
  });

  it('that is pulled out before the text was given has not sent it, and is found again', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    line.answer = (asked) => (asked.startsWith('AT+CMGS') ? (void line.unplug(), []) : undefined);
    expect(await send()).toEqual({ outcome: 'retry', reason: 'modem bị rút ra' });
    expect(await send()).toEqual({ outcome: 'retry', reason: 'modem chưa được cắm' });
    well();
    await line.plugIn();
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(line.texts).toHaveLength(2);
  });
  it('that is pulled out while it has the text may have sent it', async () => {
    line.answer = (asked) => (asked === 'text' ? (void line.unplug(), []) : undefined);
    expect(await send()).toEqual({ outcome: 'uncertain', reason: 'modem bị rút ra' });
  });

  it('does not hold whoever waits for it beyond the time they have', async () => {
    to('text');
    const first = send();
    const second = send({ key: 'k2' }, 300);
    expect(await second).toEqual({ outcome: 'retry', reason: 'modem đang bận' });
    expect(await first).toMatchObject({ outcome: 'uncertain' });
    well();
    expect(await send({ key: 'k3' })).toEqual({ outcome: 'sent' });
  });

  it('what is no serial line, or not there, is said in words', async () => {
    const other = (path: string) => new Modem({ path, baud: 115_200 }, () => undefined);
    const signal = AbortSignal.timeout(5000);
    expect(await other('/dev/null').trouble(signal)).toBe('đường dẫn của modem không phải cổng nối tiếp');
    expect(await other('/nowhere/ttyUSB9').trouble(signal)).toBe('modem chưa được cắm');
    expect(await modem.trouble(signal)).toBeUndefined();
  });
});
