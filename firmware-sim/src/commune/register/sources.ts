import type { NewSourceRecord, Source } from '#hub/contracts';
import { DRAIN_V, INTAKE_V, toLonLat, toXy, type Uv } from '../land.js';

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;
const spot = (at: Uv) => {
  const [lon, lat] = toLonLat(toXy(at));
  return { lat, lon };
};

type SourcePlan = Omit<Source, 'commune' | 'version'>;
type RecordPlan = Pick<NewSourceRecord, 'source' | 'key' | 'deed' | 'at' | 'nextOn'>;

/**
 * Whoever pours used water into the canals: all invented. Days are counted from `now`, so that a demo has something that
 * is overdue, something that is due soon and something that is neither.
 */
export function sourcesAt(now: number): SourcePlan[] {
  const on = (days: number) => new Date(now + days * DAY_MS + VIETNAM_MS).toISOString().slice(0, 10);
  const old = { standard: 'QCVN40:2011', column: 'B', receiver: 'canal' } as const;
  return [
    {
      ...{ id: 'lang-bun-trung', name: 'Làng nghề bún Trung', type: 'craft-village', waste: 'food', hamlet: 'trung' },
      ...{ owner: 'Tổ hợp tác bún Trung', ...spot([2390, DRAIN_V + 12]), canal: 'kenh-tieu', node: 'coc-3' },
      ...{ flowM3Day: 40, ...old, column: 'A', permit: '12/GP-UBND', permitUntil: on(420), checkOn: on(-12) },
      points: [{ name: 'Ra khỏi hố ga làng nghề', place: 'inside', ...spot([2390, DRAIN_V + 30]) }],
    },
    {
      ...{ id: 'xuong-giat-nguyen', name: 'Xưởng giặt Nguyễn', type: 'production', waste: 'dyeing', hamlet: 'nguyen' },
      ...{ owner: 'Hộ kinh doanh Hồ Thị Lụa', ...spot([3310, DRAIN_V - 14]), canal: 'kenh-tieu', node: 'coc-4' },
      ...{ flowM3Day: 120, ...old, permit: '07/GP-UBND', permitUntil: on(18), checkOn: on(75) },
      points: [{ name: 'Kênh tiêu dưới cửa xả', place: 'receiving', ...spot([3240, DRAIN_V]) }],
    },
    {
      ...{ id: 'trai-lon-dong', name: 'Trại lợn Đông', type: 'livestock', waste: 'livestock', hamlet: 'dong' },
      ...{ owner: 'Hợp tác xã chăn nuôi Đông', ...spot([4040, DRAIN_V + 15]), canal: 'kenh-tieu', node: 'coc-5' },
      ...{ flowM3Day: 35, standard: 'QCVN62-MT:2016', column: 'B', receiver: 'canal', checkOn: on(9) },
      ...{ permit: '21/GP-UBND', permitUntil: on(-40) },
    },
    {
      ...{ id: 'ao-ca-doai', name: 'Ao cá thâm canh Đoài', type: 'aquaculture', waste: 'aquaculture', hamlet: 'doai' },
      ...{ owner: 'Hộ ông Kiều Văn Trắm', ...spot([760, DRAIN_V + 14]), canal: 'kenh-tieu', reach: 'd1' },
      ...{ flowM3Day: 300, standard: 'QCVN02-19:2014', column: 'ao', checkOn: on(140) },
    },
    {
      ...{ id: 'cho-me', name: 'Chợ Mễ', type: 'trade', waste: 'domestic', hamlet: 'me' },
      ...{ owner: 'Ban quản lý chợ Mễ', ...spot([4030, INTAKE_V + 14]), canal: 'kenh-chinh', node: 'coc-6' },
      ...{ flowM3Day: 18, standard: 'QCVN14:2008', column: 'A', size: 'small' },
    },
    {
      ...{ id: 'co-khi-hau', name: 'Cơ khí Hậu', type: 'production', waste: 'plating', hamlet: 'hau' },
      ...{ owner: 'Công ty cơ khí Hậu', ...spot([2930, INTAKE_V + 16]), canal: 'kenh-chinh', node: 'coc-4' },
      ...{ flowM3Day: 55, standard: 'QCVN40:2025', column: 'A', permit: '30/GP-UBND', permitUntil: on(900) },
      ...{ checkOn: on(55) },
    },
  ];
}

/** What was found there, oldest first: one sample over its limits, and one that was mended since. */
export function sourceRecordsAt(now: number): RecordPlan[] {
  const at = (days: number) => now - days * DAY_MS;
  const measured = (values: Readonly<Record<string, number>>) => ({
    ...{ did: 'sampled' as const, laboratory: 'Trung tâm quan trắc (mô phỏng)' },
    values: Object.entries(values).map(([parameter, value]) => ({ parameter, value })),
  });
  return [
    {
      ...{ source: 'xuong-giat-nguyen', key: 'mo-phong-giat-1', at: at(96) },
      deed: measured({ ph: 9.4, cod: 171, bod5: 61, tss: 88 }),
    },
    {
      ...{ source: 'lang-bun-trung', key: 'mo-phong-bun-1', at: at(74) },
      deed: { did: 'inspected', outcome: 'to-mend', note: 'Hố ga đầy, nước đục chảy thẳng ra kênh. Hẹn nạo vét.' },
    },
    {
      ...{ source: 'xuong-giat-nguyen', key: 'mo-phong-giat-2', at: at(41) },
      deed: { ...measured({ ph: 7.6, cod: 96, bod5: 32, tss: 54 }), note: 'Sau khi sửa bể lắng.' },
    },
    {
      ...{ source: 'lang-bun-trung', key: 'mo-phong-bun-2', at: at(33) },
      deed: measured({ ph: 6.1, cod: 118, bod5: 58, tss: 49, nh4_n: 6.2 }),
    },
    {
      ...{ source: 'trai-lon-dong', key: 'mo-phong-lon-1', at: at(20) },
      deed: { did: 'inspected', outcome: 'could-not-enter', note: 'Trại khóa cổng.' },
    },
    {
      ...{ source: 'co-khi-hau', key: 'mo-phong-co-khi-1', at: at(12) },
      deed: { did: 'inspected', outcome: 'in-order' },
    },
  ];
}
