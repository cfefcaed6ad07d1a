import { describe, expect, it, jest } from '@jest/globals';
import type { Gateway } from '#hub/contracts';
import { type Station, station } from '../../../alerting/src/timelines/stations.js';
import { Day, MINUTE } from './day.js';

/** Dust above 100 µg/m³ is told of at once, and over at once. */
const AT_ONCE = 'test/faults/rules.json';
const lora: Gateway = {
  ...{ id: 'lora-1', commune: '26734', name: 'LoRa nhà văn hóa', codec: 'chirpstack' },
  ...{ topics: ['application/#'], simulated: false },
};
const many = (n: number, of: (i: number) => Station) => Array.from({ length: n }, (_, i) => of(i));
const behind = (i: number) => station(`d-${i}`, 'air', { gateway: 'lora-1', address: `${i}`, hamlet: `Thôn ${i % 4}` });
const inDoai = (i: number) => station(`doai-${i}`, 'air', { hamlet: 'Thôn Đoài', place: `cột ${i}` });
/** Of the afternoon, from 16:00; at night on. */
const minuteOf = (now: number) => Math.floor(now / MINUTE - 540) % 1440;
/** Dust in these minutes. */
const dusty = (is: (minute: number) => boolean) => (_: Station, now: number) => ({
  pm25: is(minuteOf(now)) ? 150 : 20,
});

// hours of a commune in a few seconds, or in many where the machine is busy
jest.setTimeout(120_000);

describe('what people receive', () => {
  it('of a gateway that fails with 80 devices: one message, and that it is over', async () => {
    const stations = many(80, behind);
    const day = new Day(stations, { gateways: [lora] });
    await day.until('16:10');
    await day.lose(stations).until('16:15');
    await day.takes('An');
    await day.until('16:40');
    await day.find(stations).until('17:00');
    expect(day.received()).toEqual({
      An: [
        '16:13 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:40 (push) Đã kết thúc: Nghi hỏng bộ thu',
      ],
    });
  });

  it('… which nobody takes: the deputy, then all operators, twice and not for ever', async () => {
    const stations = many(80, behind);
    const day = new Day(stations, { gateways: [lora] });
    await day.until('16:10');
    await day.lose(stations).until('17:30');
    expect(day.received()).toEqual({
      An: [
        '16:13 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:16 push Nghi hỏng bộ thu (nhắc lại)',
        '16:16 sms Nghi hong bo thu LoRa nha van hoa: 80 thiet bi sau no im cung luc tu 16:09. Kiem tra nguon dien va mang cua bo thu.',
        '16:21 push Nghi hỏng bộ thu (nhắc lại)',
        '16:21 call Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16 giờ 9 phút. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:22 sms Nghi hỏng bộ thu (nhắc lại)',
        '16:36 push Nghi hỏng bộ thu (nhắc lại)',
        '16:39 push Nghi hỏng bộ thu (nhắc lại)',
        '16:39 sms Nghi hỏng bộ thu (nhắc lại)',
        '16:44 push Nghi hỏng bộ thu (nhắc lại)',
        '16:44 call Nghi hỏng bộ thu (nhắc lại)',
        '16:45 sms Nghi hỏng bộ thu (nhắc lại)',
      ],
      Bình: [
        '16:16 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:17 sms Nghi hong bo thu LoRa nha van hoa: 80 thiet bi sau no im cung luc tu 16:09. Kiem tra nguon dien va mang cua bo thu.',
        '16:21 push Nghi hỏng bộ thu (nhắc lại)',
        '16:21 sms Nghi hỏng bộ thu (nhắc lại)',
        '16:21 call Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16 giờ 9 phút. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:39 push Nghi hỏng bộ thu (nhắc lại)',
        '16:40 sms Nghi hỏng bộ thu (nhắc lại)',
        '16:44 push Nghi hỏng bộ thu (nhắc lại)',
        '16:44 sms Nghi hỏng bộ thu (nhắc lại)',
        '16:44 call Nghi hỏng bộ thu (nhắc lại)',
      ],
      Em: [
        '16:21 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:21 call Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16 giờ 9 phút. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:23 sms Nghi hong bo thu LoRa nha van hoa: 80 thiet bi sau no im cung luc tu 16:09. Kiem tra nguon dien va mang cua bo thu.',
        '16:44 push Nghi hỏng bộ thu (nhắc lại)',
        '16:44 call Nghi hỏng bộ thu (nhắc lại)',
        '16:46 sms Nghi hỏng bộ thu (nhắc lại)',
      ],
    });
  });

  it('… taken by whoever is called: everybody learns that, and nobody is called again', async () => {
    const stations = many(80, behind);
    const day = new Day(stations, { gateways: [lora] });
    await day.until('16:10');
    await day.lose(stations).phoneOff('An').until('16:20');
    await day.pressesOne('Bình');
    await day.until('17:30');
    expect(day.received()).toEqual({
      An: [
        '16:13 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:14 push Nghi hỏng bộ thu (nhắc lại)',
        '16:14 sms Nghi hong bo thu LoRa nha van hoa: 80 thiet bi sau no im cung luc tu 16:09. Kiem tra nguon dien va mang cua bo thu.',
        '16:19 push Nghi hỏng bộ thu (nhắc lại)',
        '16:19 call Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16 giờ 9 phút. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:20 (push) Đã có người nhận (operator): Nghi hỏng bộ thu',
      ],
      Bình: [
        '16:14 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:15 sms Nghi hong bo thu LoRa nha van hoa: 80 thiet bi sau no im cung luc tu 16:09. Kiem tra nguon dien va mang cua bo thu.',
        '16:19 push Nghi hỏng bộ thu (nhắc lại)',
        '16:19 sms Nghi hỏng bộ thu (nhắc lại)',
        '16:19 call Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16 giờ 9 phút. Kiểm tra nguồn điện và mạng của bộ thu.',
      ],
      Em: [
        '16:19 push Nghi hỏng bộ thu | Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16:09. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:19 call Nghi hỏng bộ thu LoRa nhà văn hóa: 80 thiết bị sau nó im cùng lúc từ 16 giờ 9 phút. Kiểm tra nguồn điện và mạng của bộ thu.',
        '16:20 (push) Đã có người nhận (operator): Nghi hỏng bộ thu',
      ],
    });
  });

  it('of a power cut in a hamlet: one message, and those that do not come back', async () => {
    const stations = many(6, inDoai);
    const day = new Day(stations);
    await day.until('16:10');
    await day.lose(stations).until('16:15');
    await day.takes('An');
    await day.until('16:40');
    await day.find(stations.slice(2)).until('16:58');
    expect(day.received()).toEqual({
      An: [
        '16:13 push Nghi mất điện | Nghi mất điện thôn Đoài: 6 thiết bị im cùng lúc từ 16:09. Hỏi trưởng thôn, báo điện lực nếu đúng.',
        '16:40 (push) Đã kết thúc: Nghi mất điện',
        '16:55 push 2 việc: Mất tín hiệu | Trạm không khí tại Thôn Đoài, cột 0 mất tín hiệu từ 16:09. Kiểm tra nguồn điện và sóng. / Mất tín hiệu (Thôn Đoài, cột 1)',
      ],
    });
  });

  it('of a power cut of the whole commune, one hamlet first: one message more, and that it is over but for the hamlet', async () => {
    const stations = many(24, (i) => station(`kk-${i}`, 'air', { hamlet: `Thôn ${i % 6}`, place: `cột ${i}` }));
    const first = stations.filter((_, i) => i % 6 === 0);
    const day = new Day(stations);
    await day.until('16:10');
    await day.lose(first).until('16:13');
    await day.lose(stations).until('16:15');
    await day.takes('An');
    await day.until('16:18');
    await day.takes('An');
    await day.until('16:50');
    await day.find(stations).lose(first).until('17:07');
    await day.takes('An');
    await day.until('17:20');
    await day.find(first).until('17:30');
    expect(day.received()).toEqual({
      An: [
        '16:13 push Nghi mất điện | Nghi mất điện thôn 0: 4 thiết bị im cùng lúc từ 16:09. Hỏi trưởng thôn, báo điện lực nếu đúng.',
        '16:16 push Nghi mất điện cả xã | Nghi mất điện hoặc mất mạng cả xã: 24 thiết bị ở 6 nơi im cùng lúc từ 16:12. Hỏi điện lực và nhà mạng, báo lãnh đạo xã.',
        '16:50 (push) Đã kết thúc: Nghi mất điện cả xã',
        '17:05 push Nghi mất điện (nhắc lại)',
        '17:20 (push) Đã kết thúc: Nghi mất điện',
      ],
    });
  });

  it('of a sensor that flaps: that it does, and no more until it is quiet', async () => {
    const measure = dusty((minute) => minute > 10 && minute < 40 && minute % 2 === 1);
    const day = new Day([inDoai(0)], { pack: AT_ONCE, measure });
    await day.until('17:30');
    expect(day.received()).toEqual({
      An: [
        '16:11 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:11: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:12 (push) Đã kết thúc: Bụi mịn tăng cao',
        '16:13 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:13: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:14 (push) Đã kết thúc: Bụi mịn tăng cao (nhắc lại)',
        '16:15 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:15: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:16 (push) Đã kết thúc: Bụi mịn tăng cao (nhắc lại)',
        '16:17 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:17: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. Báo đi báo lại nhiều lần: chỉ nhắc một lần cho đến khi yên.',
        '17:10 (push) Đã kết thúc: Bụi mịn tăng cao (nhắc lại)',
      ],
    });
  });

  it('… while the one beside it has something to say: that, too', async () => {
    const day = new Day([inDoai(0), inDoai(1)], {
      pack: AT_ONCE,
      measure: ({ device }, now) => {
        const minute = minuteOf(now);
        const flaps = device.id === 'doai-0' && minute > 10 && minute % 2 === 1;
        return { pm25: flaps || (device.id === 'doai-1' && minute >= 30) ? 150 : 20 };
      },
    });
    await day.until('16:40');
    expect(day.received()).toEqual({
      An: [
        '16:11 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:11: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:12 (push) Đã kết thúc: Bụi mịn tăng cao',
        '16:13 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:13: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:14 (push) Đã kết thúc: Bụi mịn tăng cao (nhắc lại)',
        '16:15 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:15: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:16 (push) Đã kết thúc: Bụi mịn tăng cao (nhắc lại)',
        '16:17 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 16:17: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. Báo đi báo lại nhiều lần: chỉ nhắc một lần cho đến khi yên.',
        '16:30 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 1 từ 16:30: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. Báo đi báo lại nhiều lần: chỉ nhắc một lần cho đến khi yên.',
      ],
    });
  });

  it('of a storm of 500 alerts in a minute: a message, the rest in one when the minute is over, and that it is', async () => {
    const stations = many(500, (i) => station(`kk-${i}`, 'air', { hamlet: `Thôn ${i % 5}`, place: `cột ${i}` }));
    const day = new Day(stations, { pack: AT_ONCE, measure: dusty((minute) => minute === 5 || minute === 6) });
    await day.until('16:20');
    expect(day.received()).toEqual({
      An: [
        '16:05 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn 0, cột 0 từ 16:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. Cùng việc này còn 8 báo động khác.',
        '16:06 push 4 việc: Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn 2, cột 17 từ 16:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. Cùng việc này còn 99 báo động khác. / Bụi mịn tăng cao (Thôn 4, cột 34) / Bụi mịn tăng cao (Thôn 1, cột 51) / Bụi mịn tăng cao (Thôn 3, cột 8)',
        '16:07 (push) Đã kết thúc: Bụi mịn tăng cao',
        '16:08 (push) 4 việc: Đã kết thúc: Bụi mịn tăng cao',
      ],
    });
  });

  it('of twelve matters that one takes in one go: the others learn of it in one message, and of the end', async () => {
    const stations = many(12, (i) => station(`kk-${i}`, 'air', { hamlet: `Thôn ${i}`, place: '' }));
    const day = new Day(stations, { pack: AT_ONCE, measure: dusty((minute) => minute >= 5 && minute < 30) });
    await day.until('16:10');
    expect(await day.takes('Bình')).toEqual([]);
    await day.until('16:40');
    expect(day.received()).toEqual({
      An: [
        '16:05 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn 0 từ 16:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:06 push 11 việc: Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn 8 từ 16:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. / Bụi mịn tăng cao (Thôn 7) / Bụi mịn tăng cao (Thôn 6) / Bụi mịn tăng cao (Thôn 5) / Bụi mịn tăng cao (Thôn 4) / Bụi mịn tăng cao (Thôn 3) / Bụi mịn tăng cao (Thôn 11) / Bụi mịn tăng cao (Thôn 2) / và 3 việc khác',
        '16:08 push Bụi mịn tăng cao (nhắc lại)',
        '16:08 sms Bui min tai Thon 0 tu 16:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang.',
        '16:09 push 11 việc: Bụi mịn tăng cao (nhắc lại)',
        '16:10 sms Bui min tai Thon 8 tu 16:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang. +10 viec khac',
        '16:10 (push) 12 việc: Đã có người nhận (operator): Bụi mịn tăng cao',
        '16:30 (push) Đã kết thúc: Bụi mịn tăng cao',
        '16:31 (push) 11 việc: Đã kết thúc: Bụi mịn tăng cao',
      ],
      Bình: [
        '16:08 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn 0 từ 16:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '16:09 sms Bui min tai Thon 0 tu 16:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang. +11 viec khac',
        '16:09 push 11 việc: Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn 8 từ 16:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang. / Bụi mịn tăng cao (Thôn 7) / Bụi mịn tăng cao (Thôn 6) / Bụi mịn tăng cao (Thôn 5) / Bụi mịn tăng cao (Thôn 4) / Bụi mịn tăng cao (Thôn 3) / Bụi mịn tăng cao (Thôn 11) / Bụi mịn tăng cao (Thôn 2) / và 3 việc khác',
        '16:30 (push) Đã kết thúc: Bụi mịn tăng cao',
        '16:31 (push) 11 việc: Đã kết thúc: Bụi mịn tăng cao',
      ],
    });
  });

  it('of a warning at night: whoever has the watch is called, others find it in the morning', async () => {
    const measure = dusty((minute) => minute >= 425 && minute < 460);
    const day = new Day([inDoai(0)], { pack: AT_ONCE, from: '23:00', watch: ['18:00', '06:00'], measure });
    await day.until('24:00');
    expect(day.received()).toEqual({
      An: [
        '23:05 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:08 push Bụi mịn tăng cao (nhắc lại)',
        '23:08 sms Bui min tai Thon Doai, cot 0 tu 23:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang.',
        '23:13 push Bụi mịn tăng cao (nhắc lại)',
        '23:13 call Bụi mịn PM hai phẩy năm tại Thôn Đoài, cột 0 từ 23 giờ 5 phút: 150 micrôgam trên mét khối, vượt ngưỡng cấu hình 100 micrôgam trên mét khối. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:14 sms Bụi mịn tăng cao (nhắc lại)',
        '23:28 push Bụi mịn tăng cao (nhắc lại)',
        '23:31 push Bụi mịn tăng cao (nhắc lại)',
        '23:31 sms Bụi mịn tăng cao (nhắc lại)',
        '23:36 push Bụi mịn tăng cao (nhắc lại)',
        '23:36 call Bụi mịn tăng cao (nhắc lại)',
        '23:37 sms Bụi mịn tăng cao (nhắc lại)',
        '23:40 (push) Đã kết thúc: Bụi mịn tăng cao',
      ],
      Bình: [
        '23:08 push Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:09 sms Bui min tai Thon Doai, cot 0 tu 23:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang.',
        '23:13 push Bụi mịn tăng cao (nhắc lại)',
        '23:13 sms Bụi mịn tăng cao (nhắc lại)',
        '23:13 call Bụi mịn PM hai phẩy năm tại Thôn Đoài, cột 0 từ 23 giờ 5 phút: 150 micrôgam trên mét khối, vượt ngưỡng cấu hình 100 micrôgam trên mét khối. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:31 push Bụi mịn tăng cao (nhắc lại)',
        '23:32 sms Bụi mịn tăng cao (nhắc lại)',
        '23:36 push Bụi mịn tăng cao (nhắc lại)',
        '23:36 sms Bụi mịn tăng cao (nhắc lại)',
        '23:36 call Bụi mịn tăng cao (nhắc lại)',
        '23:40 (push) Đã kết thúc: Bụi mịn tăng cao',
      ],
      Em: [
        '23:13 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:36 (push) Bụi mịn tăng cao (nhắc lại)',
        '23:40 (push) Đã kết thúc: Bụi mịn tăng cao',
      ],
    });
  });

  it('… where nobody has the watch: it lies on the phones, and makes a sound in the morning if it still holds', async () => {
    const day = new Day([inDoai(0), station('kk-1', 'air', { hamlet: 'Thôn Nam' })], {
      ...{ pack: AT_ONCE, from: '23:00', watch: ['06:00', '18:00'] },
      measure: ({ device }, now) => {
        const minute = minuteOf(now);
        return { pm25: minute >= 425 && (device.id === 'kk-1' || minute < 460) ? 150 : 20 };
      },
    });
    await day.until('29:32');
    await day.takes('An');
    await day.until('30:05');
    expect(day.received()).toEqual({
      An: [
        '23:05 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:06 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Nam, gần nhà văn hóa từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:40 (push) Đã kết thúc: Bụi mịn tăng cao',
        '05:30 push Bụi mịn tăng cao (nhắc lại)',
        '05:30 sms Bui min tai Thon Nam, gan nha van hoa tu 23:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang.',
        '06:00 push Thử chuông',
      ],
      Bình: [
        '23:05 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:06 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Nam, gần nhà văn hóa từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:40 (push) Đã kết thúc: Bụi mịn tăng cao',
        '05:30 push Bụi mịn tăng cao (nhắc lại)',
        '05:31 sms Bui min tai Thon Nam, gan nha van hoa tu 23:05: 150ug/m3, vuot nguong 100ug/m3. Han che ra ngoai, deo khau trang.',
        '05:32 (push) Đã có người nhận (operator): Bụi mịn tăng cao',
      ],
      Em: [
        '23:05 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Đoài, cột 0 từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:06 (push) Bụi mịn tăng cao | Bụi mịn PM2.5 tại Thôn Nam, gần nhà văn hóa từ 23:05: 150 µg/m³, vượt ngưỡng cấu hình 100 µg/m³. Hạn chế ra ngoài, đóng cửa, đeo khẩu trang.',
        '23:40 (push) Đã kết thúc: Bụi mịn tăng cao',
        '05:30 push Bụi mịn tăng cao (nhắc lại)',
        '05:32 (push) Đã có người nhận (operator): Bụi mịn tăng cao',
      ],
    });
  });

  it('of a fire at night: everybody is called at once, and again until they have looked', async () => {
    const camera = station('cam-1', 'camera', { hamlet: 'Thôn Đoài' });
    const day = new Day([camera], { from: '23:00', watch: ['18:00', '06:00'] });
    await day.until('23:05');
    await day.sees('cam-1', 'fire');
    await day.until('23:06');
    for (const one of ['Chi', 'Bình']) await day.opens(one);
    await day.takes('Chi');
    await day.until('23:40');
    expect(day.received()).toEqual({
      An: [
        '23:05 push Camera nghi có lửa | Camera nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23:05, phát hiện 1 lần, chưa xác minh. Xem camera ngay, gọi 114 nếu đúng.',
        '23:05 call Ca-mê-ra nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23 giờ 5 phút, phát hiện 1 lần, chưa xác minh. Xem ca-mê-ra ngay, gọi một một bốn nếu đúng.',
        '23:05 sms Camera nghi co lua tai Thon Doai, gan nha van hoa tu 23:05. Xem camera ngay, goi 114 neu dung.',
        '23:06 (push) Đã có người nhận (security-officer): Camera nghi có lửa',
        '23:07 push Đã có người nhận: Camera nghi có lửa | Camera nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23:05, phát hiện 1 lần, chưa xác minh. Xem camera ngay, gọi 114 nếu đúng.',
        '23:07 call Đã có người nhận: Ca-mê-ra nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23 giờ 5 phút, phát hiện 1 lần, chưa xác minh. Xem ca-mê-ra ngay, gọi một một bốn nếu đúng.',
        '23:07 sms Da co nguoi nhan: Camera nghi co lua tai Thon Doai, gan nha van hoa tu 23:05. Xem camera ngay, goi 114 neu dung.',
        '23:10 push Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:10 call Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:10 sms Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:12 push Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:12 call Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:12 sms Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:15 push Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:15 call Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:15 sms Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:17 push Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:17 call Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:17 sms Đã có người nhận: Camera nghi có lửa (nhắc lại)',
        '23:20 (push) Đã kết thúc: Camera nghi có lửa',
      ],
      Bình: [
        '23:05 push Camera nghi có lửa | Camera nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23:05, phát hiện 1 lần, chưa xác minh. Xem camera ngay, gọi 114 nếu đúng.',
        '23:05 call Ca-mê-ra nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23 giờ 5 phút, phát hiện 1 lần, chưa xác minh. Xem ca-mê-ra ngay, gọi một một bốn nếu đúng.',
        '23:05 sms Camera nghi co lua tai Thon Doai, gan nha van hoa tu 23:05. Xem camera ngay, goi 114 neu dung.',
        '23:06 (push) Đã có người nhận (security-officer): Camera nghi có lửa',
        '23:20 (push) Đã kết thúc: Camera nghi có lửa',
      ],
      Chi: [
        '23:05 push Camera nghi có lửa | Camera nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23:05, phát hiện 1 lần, chưa xác minh. Xem camera ngay, gọi 114 nếu đúng.',
        '23:05 call Ca-mê-ra nghi có lửa tại Thôn Đoài, gần nhà văn hóa từ 23 giờ 5 phút, phát hiện 1 lần, chưa xác minh. Xem ca-mê-ra ngay, gọi một một bốn nếu đúng.',
        '23:05 sms Camera nghi co lua tai Thon Doai, gan nha van hoa tu 23:05. Xem camera ngay, goi 114 neu dung.',
        '23:20 (push) Đã kết thúc: Camera nghi có lửa',
      ],
    });
  });
});
