import { GATEWAYS } from '../devices/gateways.js';
import {
  burning,
  driesOut,
  gateSticks,
  goesSilent,
  intruder,
  lineFails,
  pitEmptied,
  pumpTrips,
  saltComes,
  siphonLeaks,
  weirBreaks,
} from './acts.js';
import type { Scenario, Step } from './stage.js';

const RELAY = 'bo-tap-trung-nam';
const STRAW = { vi: 'Đốt rơm rạ ở cánh đồng Đông', en: 'Straw is burnt on the eastern fields' };

/** Fields that burn in turn when the tour begins anew, and the words for it. */
const FIRES = [
  { station: 'khong-khi-thon-dong', words: STRAW },
  { station: 'khong-khi-thon-hau', words: { vi: 'Đốt rơm rạ gần thôn Hậu', en: 'Straw is burnt near Thôn Hậu' } },
  { station: 'khong-khi-thon-trung', words: { vi: 'Đốt rơm rạ gần thôn Trung', en: 'Straw is burnt near Thôn Trung' } },
];

/** One after the other all that can happen, so that whoever looks in sees a commune that lives. */
function tour(round: number): Step[] {
  const fire = FIRES[round % FIRES.length]!;
  return [
    ...siphonLeaks(1),
    // long enough to be followed: two bins of the smoke watch
    ...burning(fire.station, 6, 16, fire.words),
    ...saltComes(15, 330, 1.4, { vi: 'Mặn lên ở cống Bến Mễ', en: 'Salt comes up to the sluice' }),
    ...goesSilent('khong-khi-thon-thuong', 60, 400),
    ...intruder('cam-bom-co', 130),
    ...driesOut(['dat-thuong', 'ruong-doai'], 360, 560),
    ...weirBreaks(250, 420),
    ...lineFails(RELAY, GATEWAYS[RELAY].name, 600, 840),
  ];
}

export const SCENARIOS = {
  calm: { vi: 'Ngày thường', en: 'a usual day', steps: () => [] },
  demo: { vi: 'Trình diễn: lần lượt mọi việc', en: 'a tour of all of them, for ever', steps: tour, everySeconds: 960 },
  'straw-burning': {
    vi: 'Đốt rơm rạ',
    en: 'a field burns and stations downwind smell it',
    steps: () => burning('khong-khi-thon-dong', 10, 8, STRAW),
  },
  'salt-intrusion': {
    vi: 'Xâm nhập mặn',
    en: 'salt comes up the river, past 1 and past 4 g/l',
    steps: () => saltComes(5, 600, 5.5, { vi: 'Nước sông cạn, mặn xâm nhập', en: 'The river is low, salt comes in' }),
  },
  'dry-field': {
    vi: 'Ruộng khô',
    en: 'a vegetable field and a paddy dry out',
    steps: () => driesOut(['dat-thuong', 'ruong-doai'], 5, 300),
  },
  'gateway-outage': {
    vi: 'Bộ tập trung mất điện',
    en: 'a gateway and the stations behind it go silent, then send what they kept',
    steps: () => lineFails(RELAY, GATEWAYS[RELAY].name, 15, 255),
  },
  'silent-sensor': {
    vi: 'Đầu đo im lặng',
    en: 'one station stops sending while its line stands',
    steps: () => goesSilent('khong-khi-thon-thuong', 15, 315),
  },
  'hourly-logger': {
    vi: 'Máy ghi gửi mỗi giờ',
    en: 'a weir breaks, and only a logger that uploads once an hour (here: a minute) can tell',
    steps: () => weirBreaks(10, 200),
  },
  intruder: {
    vi: 'Người lạ ban đêm',
    en: 'a camera sees somebody in the yard of the pumps',
    steps: () => intruder('cam-bom-co', 12),
  },
  discharge: {
    vi: 'Xả thải xuống kênh Tiêu',
    en: 'waste is poured into the drain, and the station down the water tastes it',
    steps: () => pitEmptied(10, 100),
  },
  'stuck-gate': {
    vi: 'Cống kẹt, bơm ngắt: lệnh không thành',
    en: 'a gate is stuck and a pump has tripped: commands that come to nothing',
    steps: () => [...gateSticks('cong-ben-me', 3, 900), ...pumpTrips('bom-dong-trung', 3, 900)],
  },
} as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof SCENARIOS;

/** `all` is another name for the tour. */
export function scenarioOf(name: string): Scenario | undefined {
  const known = name === 'all' ? 'demo' : name;
  return Object.hasOwn(SCENARIOS, known) ? SCENARIOS[known as ScenarioName] : undefined;
}
