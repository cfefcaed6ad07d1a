const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const make = (device, now, o) => ({
  id: `${o.rule}:${device.id}:${Math.round(now / HOUR)}${o.n ?? ''}`,
  key: `${o.rule}:${device.id}`,
  rule: o.rule,
  target: device.id,
  commune: device.commune,
  severity: o.severity,
  state: o.by ? 'acknowledged' : (o.state ?? 'unacknowledged'),
  startedAt: now - o.minutes * MINUTE,
  learntAt: now - (o.learnt ?? o.minutes) * MINUTE,
  endedAt: o.ended === undefined ? undefined : now - o.ended * MINUTE,
  backdated: false,
  updatedAt: now,
  facts: o.facts ?? {},
  text: {
    title: o.title,
    place: o.place ?? [device.hamlet, device.place].filter(Boolean).join(', '),
    sentence: o.sentence ?? `${o.title} tại ${device.hamlet}, ${device.place}.`,
    sms: '',
    voice: '',
    titleEn: o.titleEn ?? o.title,
    sentenceEn: o.titleEn ?? o.title,
  },
  acknowledgement: o.by ? { by: o.by, at: now - 5 * MINUTE } : undefined,
  simulated: true,
});

const cast = (devices) => ({
  air: devices.filter((d) => d.profile === 'air-station'),
  camera: devices.filter((d) => d.profile === 'camera'),
  salt: devices.find((d) => d.profile === 'salinity'),
  middle: devices.find((d) => d.hamlet === 'Kênh Giữa'),
  canal: devices.filter((d) => d.profile === 'canal-level'),
  soil: devices.filter((d) => d.profile === 'soil'),
});

const usual = (devices, now) => {
  const c = cast(devices);
  const east = c.air.find((d) => d.hamlet === 'Thôn Đông');
  return [
    make(east, now, {
      rule: 'straw',
      severity: 'warning',
      minutes: 12,
      title: 'Nghi đốt rơm rạ',
      titleEn: 'Suspected straw burning',
      facts: { metric: 'pm25', value: 96, background: 22 },
      sentence:
        'Nghi đốt rơm rạ ở Thôn Đông, gần nhà văn hóa, từ 16:30: PM2.5 96 µg/m³, các trạm quanh đó 22 µg/m³. Cử người tới xem.',
    }),
    make(c.salt, now, {
      rule: 'salinity',
      severity: 'watch',
      minutes: 26,
      title: 'Độ mặn vượt ngưỡng lấy nước',
      titleEn: 'Salinity above limit',
      facts: { metric: 'salinity', value: 1.1, limit: 1 },
    }),
    make(c.middle, now, {
      rule: 'level-low',
      severity: 'watch',
      minutes: 41,
      title: 'Mực nước kênh Giữa thấp',
      titleEn: 'Middle canal low',
      facts: { metric: 'water_level', value: 0.84, limit: 0.9 },
      by: 'Trực ban',
    }),
  ];
};

const many = (devices, now, count) => {
  const c = cast(devices);
  const rest = [
    make(c.air[4], now, {
      rule: 'pm25',
      severity: 'warning',
      minutes: 9,
      title: 'Bụi PM2.5 vượt ngưỡng',
      facts: { metric: 'pm25', value: 82, limit: 50 },
    }),
    make(c.soil[0], now, { rule: 'silence', severity: 'info', minutes: 25, title: 'Trạm mất tín hiệu' }),
  ];
  const more = Array.from({ length: Math.max(0, count - 5) }, (_, i) =>
    make(c.canal[i % c.canal.length], now, {
      rule: `level-${i}`,
      n: i,
      severity: ['watch', 'info', 'warning'][i % 3],
      minutes: 3 + i,
      by: i % 4 === 0 ? 'Trực ban' : undefined,
      title: 'Mực nước kênh thấp',
      facts: { metric: 'water_level', value: 0.8, limit: 0.9 },
    }),
  );
  return [...usual(devices, now), ...rest, ...more].slice(0, count);
};

const emergency = (devices, now) => {
  const c = cast(devices);
  const [fire, ...others] = usual(devices, now);
  return [
    make(
      devices.find((d) => d.id === fire.target),
      now,
      {
        rule: 'fire',
        severity: 'emergency',
        minutes: 5,
        title: 'Cháy lan vào khu dân cư',
        titleEn: 'Fire spreading to houses',
        facts: { metric: 'pm25', value: 412, background: 24 },
        sentence:
          'Cháy lan vào khu dân cư Thôn Đông, gần nhà văn hóa, từ 17:03: PM2.5 412 µg/m³, nền 24 µg/m³. Gọi 114, đưa dân ra khỏi hướng khói.',
      },
    ),
    make(c.air[4], now, {
      rule: 'smoke',
      severity: 'warning',
      minutes: 9,
      title: 'Khói dày trên đường xã',
      facts: { metric: 'pm25', value: 160, limit: 50 },
    }),
    ...others.map((a) => ({ ...a, startedAt: a.startedAt - 20 * MINUTE })),
    ...many(devices, now, 12).slice(4),
  ];
};

const lastNight = (now, devices) => {
  const c = cast(devices);
  return [
    make(c.air[1], now, {
      rule: 'straw',
      state: 'closed',
      severity: 'warning',
      minutes: 506,
      ended: 469,
      title: 'Nghi đốt rơm rạ',
      facts: { metric: 'pm25', value: 96 },
    }),
    make(c.soil[0], now, {
      rule: 'pump',
      state: 'closed',
      severity: 'watch',
      minutes: 365,
      ended: 320,
      title: 'Trạm bơm Cổ tự dừng',
      place: '',
    }),
  ].map((a, i) => ({ ...a, acknowledgement: { by: 'Trực ban', at: now, note: i ? 'máy chạy lại' : 'báo động nhầm' } }));
};

/** What each state of the stand-in is made of. */
export const STATES = {
  calm: {
    ended: lastNight,
    status: (now) => ({ outage: { from: now - 270 * MINUTE, to: now - 68 * MINUTE, backfilled: 214 } }),
  },
  quiet: {},
  alert: { silent: 2 },
  one: { count: 1 },
  five: { count: 5, silent: 2 },
  many: { count: 12, silent: 2 },
  forty: { count: 40, silent: 5 },
  eighty: { count: 80, silent: 5 },
  emergency: { silent: 2 },
  stale: { silent: 4, staleTiles: true },
  'all-stale': { allStale: true },
  empty: { empty: true },
  behind: { status: () => ({ storeBehindMs: 3 * MINUTE, storeError: 'InfluxDB không trả lời' }) },
  clock: { status: () => ({ clock: 'behind' }) },
  full: { status: () => ({ logWritable: false }) },
};

export function alertsFor(state, devices, now) {
  if (state === 'alert') return usual(devices, now);
  if (state === 'emergency') return emergency(devices, now);
  const { count } = STATES[state];
  return count ? many(devices, now, count) : [];
}
