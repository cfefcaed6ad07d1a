import { readFileSync } from 'node:fs';

// Plots, answers and turns of the stand-in hub. States: irrigate, urgent, late, watch, not-needed, wait, borrowed, salty, foul, drain,
// unknown, unsown, guessed, short, done, numbered, upland, old, no-advice, several, many, none, simulated. POST /dev/farm/<state> changes it, and forgets what was said.
const DAY = 86_400_000;
const HOUR = 3_600_000;
const OFFSET = 7 * HOUR;
const startOfDay = (ms) => Math.floor((ms + OFFSET) / DAY) * DAY - OFFSET;
const hourOf = (ms) => Math.floor(ms / HOUR) * HOUR;
const both = (vi, en) => ({ vi, en });

// the hub's own sentences: a stand-in says nothing that the hub could not
const TEXTS = both('vi', 'en');
for (const lang of ['vi', 'en'])
  TEXTS[lang] = JSON.parse(
    readFileSync(new URL(`../../../reference/advice-texts.${lang}.json`, import.meta.url), 'utf8'),
  );
const fill = (template, figures) => template.replace(/\{(\w+)\}/g, (_, name) => figures[name]);
const clock = (ms) => new Date(ms + OFFSET).toISOString().slice(11, 16);
/** One sentence for each reason: its key, and figures as they are said in either language. */
const why = (...reasons) => {
  const of = (lang) =>
    reasons
      .map(([key, figures = () => ({})]) => `${fill(TEXTS[lang].why[key], figures(TEXTS[lang], lang))}.`)
      .join(' ');
  return both(of('vi'), of('en'));
};
const level = (cm) => (t) => ({
  level: fill(cm < 0 ? t.level.below : t.level.above, { cm: Math.abs(cm) }),
  threshold: -15,
  limit: 8,
});
const day = (t, hour, name) => fill(t.day.clock, { hour, day: t.day[name] });
const tenths = (value, lang) => value.toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB');

const base = (now, over) => ({
  ...{ plot: 'sau-dinh', at: now - 20 * 60_000, asOf: startOfDay(now) + 5.67 * HOUR, urgent: false, basis: 'measured' },
  ...{ sms: '', notes: [], simulated: false, stage: both('đẻ nhánh', 'tillering') },
  ...over,
  spoken: over.spoken ?? over.why,
});

const ADVICE = {
  irrigate: (now) =>
    base(now, {
      ...{ verdict: 'irrigate', hours: 4, m3: 140, before: startOfDay(now) + 17 * HOUR },
      turn: { from: startOfDay(now) + 9 * HOUR, to: startOfDay(now) + 17 * HOUR },
      level: { cm: -16, limit: -15, target: 5 },
      salinity: { value: 0.4, ts: hourOf(now), limit: 2 },
      why: why(['level-reached', level(-16)]),
      spoken: both(
        'Ruộng sau đình. Bơm hôm nay. Bơm khoảng 4 giờ, lượt của mình từ 9 giờ sáng tới 5 giờ chiều hôm nay. Nước cách mặt ruộng 16 cm, đã tới mức phải cho thêm nước (-15 cm).',
        'Ruộng sau đình. Irrigate today. Pump for about 4 hours, your turn is from 9 o’clock in the morning to 5 o’clock in the afternoon today.',
      ),
    }),
  'not-needed': (now) =>
    base(now, {
      ...{ verdict: 'not-needed', level: { cm: 4, limit: -15, target: 5 } },
      why: why(['enough', (t) => ({ at: day(t, '06:30', 'tomorrow') })]),
    }),
  wait: (now) =>
    base(now, {
      ...{ verdict: 'wait-for-rain', basis: 'borrowed', level: { cm: -12, limit: -15, target: 5 } },
      why: why(['rain-forecast', () => ({ mm: 30 })]),
      notes: [why(['borrowed', () => ({ distanceM: 40 })])],
    }),
  salty: (now) =>
    base(now, {
      ...{
        verdict: 'hold-salty',
        urgent: true,
        level: { cm: 3, limit: -15, target: 5 },
        stage: both('làm đòng', 'booting'),
      },
      salinity: { value: 2.6, ts: hourOf(now), limit: 2 },
      why: why(
        ['salinity-stop', (_, lang) => ({ value: tenths(2.6, lang), limit: 2 })],
        ['fresh-expected', (t) => ({ span: fill(t.day.span, { from: '02:00', to: '06:00', day: t.day.tomorrow }) })],
      ),
    }),
  foul: (now) =>
    base(now, {
      ...{ verdict: 'no-intake', urgent: true, level: { cm: -9, limit: -15, target: 5 } },
      foul: { at: now + 4 * HOUR, estimated: false, canal: 'Kênh Giữa' },
      why: both(
        ...['vi', 'en'].map((lang) => {
          const { discharge: t, day: d } = TEXTS[lang];
          const at = fill(d.clock, { hour: clock(now + 4 * HOUR), day: d.today });
          return `${fill(t.coming, { canal: 'Kênh Giữa', at, until: t.untilTold })}.`;
        }),
      ),
    }),
  drain: (now) =>
    base(now, {
      ...{
        verdict: 'drain',
        basis: 'estimated',
        level: { cm: 7, limit: -15, target: 0 },
        stage: both('chín sáp', 'ripening'),
      },
      why: why(['drain-stage']),
    }),
  unknown: (now) =>
    base(now, {
      ...{ verdict: 'unknown', basis: 'estimated', asOf: undefined, readTube: true },
      level: { cm: -34, limit: -15, target: 5 },
      why: why(['nothing-told']),
      notes: [why(['rain-unknown']), why(['forecast-none'])],
    }),
  unsown: (now) =>
    base(now, {
      verdict: 'unknown',
      basis: 'estimated',
      asOf: undefined,
      stage: undefined,
      why: why(['no-sowing-day']),
    }),
  guessed: (now) =>
    base(now, {
      ...{ verdict: 'not-needed', basis: 'estimated', asOf: undefined, readTube: true },
      level: { cm: 3, limit: -15, target: 5 },
      why: why(['enough', (t) => ({ at: day(t, '06:30', 'tomorrow') })], ['level-guessed']),
    }),
  upland: (now) =>
    base(now, {
      ...{ verdict: 'irrigate', hours: 2.5, m3: 60, depletion: { mm: 62, easy: 55 }, basis: 'estimated' },
      ...{ before: startOfDay(now) + 33 * HOUR, stage: both('trổ cờ', 'tasselling') },
      why: why(['soil-reached', () => ({ depleted: 62, easy: 55 })]),
    }),
};

function daysOf(now, upland) {
  const today = startOfDay(now);
  return Array.from({ length: 18 }, (_, i) => {
    const day = today - (13 - i) * DAY;
    const future = i > 13;
    const rain = { 6: 2, 9: 14, 13: 3 }[i] ?? 0;
    const level = [5, 4.2, 3.4, 2.7, 2, 1.2, 1.6, 0.9, 0.4, 2, 1.2, -1, -8][i];
    return {
      ...{ day, et0: 4.1 },
      ...(!future && i !== 4 && { rain }),
      ...(i === 13 && { forecastRain: 6 }),
      ...(future && { forecastRain: { 14: 0, 15: 18, 16: 9, 17: 0 }[i] }),
      ...(i < 13 && !upland && { level, measured: i !== 7 && i !== 8 }),
      ...(i < 13 && upland && { depletion: 8 + i * 4.2, measured: false }),
    };
  });
}

const plot = (now, id, name, more = {}) => ({
  ...{ id, name, crop: 'rice', areaM2: 1800, version: 1, block: both('Khu Đồng Đình', 'Khu Đồng Đình'), kept: true },
  ...{ days: daysOf(now, more.crop === 'maize'), answers: [] },
  ...more,
});

const advised = (now, kind, id) => ({ ...ADVICE[kind](now), plot: id });

function plotsOf(state, now) {
  const one = (kind, more) => [
    plot(now, 'sau-dinh', 'Ruộng sau đình', { advice: advised(now, kind, 'sau-dinh'), ...more }),
  ];
  const with_ = (kind, over) => [
    plot(now, 'sau-dinh', 'Ruộng sau đình', { advice: { ...advised(now, kind, 'sau-dinh'), ...over } }),
  ];
  switch (state) {
    case 'none':
      return [];
    case 'no-advice':
      return [plot(now, 'sau-dinh', 'Ruộng sau đình', { days: [] })];
    case 'upland':
      return one('upland', { crop: 'maize', name: 'Bãi ngô ven sông' });
    case 'urgent':
      return with_('irrigate', { urgent: true, hours: 6.5 });
    case 'watch':
      return with_('irrigate', {
        ...{ hours: 0.5, m3: 20, level: { cm: -13, limit: -15, target: 5 } },
        why: why(['level-nears', (t) => ({ ...level(-13)(t), at: day(t, '15:34', 'today') })]),
        turn: { from: startOfDay(now) + 10.93 * HOUR, to: startOfDay(now) + 11.55 * HOUR },
        salinity: { value: 0.97, ts: now - HOUR, limit: 1 },
        notes: [why(['salinity-warn', () => ({ value: 1 })])],
      });
    case 'borrowed':
      // what nobody has measured ran dry long ago; the tube beside it says more
      return one('wait', {
        days: daysOf(now).map((one) => ({ ...one, ...(one.level && { level: one.level - 34, measured: false }) })),
      });
    case 'late':
      return with_('irrigate', { before: now - HOUR, turn: undefined });
    case 'short':
      return with_('irrigate', {
        hours: 0.75,
        m3: 30,
        turn: { from: startOfDay(now) + 6.75 * HOUR + 5 * HOUR, to: startOfDay(now) + 12.5 * HOUR },
      });
    case 'done':
      return with_('not-needed', {
        turn: { from: startOfDay(now) + 7 * HOUR, to: startOfDay(now) + 8 * HOUR, done: true },
      });
    case 'numbered':
      return one('irrigate', { name: 'sau-dinh' }).map((found) => ({ ...found, id: 'to5-101', name: 'to5-101' }));
    case 'old':
      return with_('irrigate', { at: now - 26 * HOUR, asOf: now - 26 * HOUR, turn: undefined, before: now - 9 * HOUR });
    case 'several':
      return [
        plot(now, 'go-ma', 'Gò Mả', { areaM2: 720, advice: advised(now, 'not-needed', 'go-ma') }),
        plot(now, 'bai-ngo', 'Bãi ngô ven sông', { crop: 'maize', advice: advised(now, 'upland', 'bai-ngo') }),
        ...one('irrigate'),
        plot(now, 'cua-dinh', 'Cửa đình', { areaM2: 1080, advice: advised(now, 'wait', 'cua-dinh') }),
      ];
    case 'many':
      return [
        ...one('irrigate', { areaM2: 4320 }),
        ...Array.from({ length: 11 }, (_, i) => {
          const id = `to5-${101 + i}`;
          const kind = i < 3 ? 'irrigate' : i < 5 ? 'wait' : 'not-needed';
          return plot(now, id, id, { areaM2: 720 + 180 * i, advice: advised(now, kind, id) });
        }),
      ];
    default:
      return one(state in ADVICE ? state : 'irrigate');
  }
}

const TURNS = [
  ['cua-dinh', 'Cửa đình', 'Phạm Thị Mơ', 5, 8, 110, 110, { done: true }],
  ['sau-dinh', 'Ruộng sau đình', 'Trần Văn Sáu', 8, 12, 140, 140, { fixed: true }],
  ['go-ma', 'Gò Mả', 'Trần Văn Sáu', 12, 13.5, 75, 52, {}],
  ['bo-song', 'Bờ sông', undefined, 13.5, 17, 160, 118, {}],
  ['to5-104', 'to5-104', 'Lê Văn Nếp', 17, 17.62, 20, 15, {}],
];

/** Answers what it knows; undefined: not its business. */
export function fakeFarm({ state, now }) {
  let said = new Map();
  const simulated = () => state === 'simulated';
  const page = () => ({
    at: now(),
    plots: plotsOf(state, now()).map((one) => ({
      ...one,
      answers: [...[...said.values()].filter(({ plot: id }) => id === one.id), ...one.answers].sort(
        (a, b) => b.at - a.at,
      ),
    })),
    cooperative: { name: 'Hợp tác xã Yên Lộc', phone: '0200 000 115' },
    areaUnits: [
      { vi: 'mẫu', m2: 3600 },
      { vi: 'sào', m2: 360 },
    ],
    simulated: simulated(),
  });
  /** What the keeper changed of today. */
  let changed = { version: 0, fixed: [], skipped: [], order: [] };
  const REASONS = { 'pump-broken': both('Hỏng máy, hết điện', 'Pump broken, no power') };
  const COULD_NOT = (day) => ({
    ...{ plot: 'to5-101', name: 'to5-101', owner: 'Phạm Thị Hoa', reason: both('Hỏng máy', 'Pump broken') },
    at: day + 6 * HOUR,
  });
  const unknownIn = (advice) =>
    advice.map(({ plot: id, why: words }) => ({
      ...{ plot: id, name: id === 'go-ma' ? 'Gò Mả' : id, why: words },
      ...(id !== 'to5-101' && { owner: 'Phạm Thị Hoa' }),
    }));
  const blocks = (tomorrow = false) => {
    const day = startOfDay(now()) + (tomorrow ? DAY : 0);
    const { version, fixed, skipped, order } = tomorrow ? { version: 0, fixed: [], skipped: [], order: [] } : changed;
    const laid = tomorrow ? [] : TURNS;
    const turns = laid
      .map(([id, name, owner, from, to, need, given, more]) => ({
        ...{ plot: id, name, owner, from: day + from * HOUR, to: day + to * HOUR, need, given },
        ...{ fixed: false, done: false, ...more },
        ...(fixed.find((one) => one.plot === id) && { ...fixed.find((one) => one.plot === id), fixed: true }),
      }))
      .filter(({ plot: id }) => !skipped.some((one) => one.plot === id))
      .sort((a, b) => a.from - b.from);
    const sum = (key) => turns.reduce((all, turn) => all + turn[key], 0);
    const own = { block: 'dong-dinh', name: 'Khu Đồng Đình', day, turns, hours: tomorrow ? 0 : 12, need: sum('need') };
    const advice =
      state === 'foul' && !tomorrow
        ? [advised(now(), 'foul', 'go-ma'), advised(now(), 'foul', 'bo-song'), advised(now(), 'salty', 'sau-dinh')]
        : state === 'unknown' && !tomorrow
          ? ['to5-101', 'to5-102'].map((id) => advised(now(), 'unknown', id)).concat(advised(now(), 'unsown', 'go-ma'))
          : [];
    const open = [{ from: day + 5 * HOUR, to: day + 17 * HOUR }];
    return state === 'none'
      ? []
      : [
          {
            ...{
              ...own,
              available: tomorrow ? 420 : sum('given'),
              short: !tomorrow,
              advice,
              version,
              order,
              open,
            },
            ...{ gates: ['Cống Đồng Đình'], problems: [], flow: 35, simulated: false },
            ...(state === 'unknown' && !tomorrow && { unknown: unknownIn(advice) }),
            couldNot: state === 'foul' && !tomorrow ? [COULD_NOT(day)] : [],
            skipped: skipped.map(({ plot: id, reason }) => ({
              ...{ plot: id, name: TURNS.find(([one]) => one === id)[1], key: reason, reason: REASONS[reason] },
            })),
          },
        ];
  };
  function say({ key, plot: id, deed, at }) {
    const before = said.get(key);
    if (before && JSON.stringify(before.deed) !== JSON.stringify(deed))
      return { status: 409, json: { error: 'key-taken', message: 'Khóa này đã dùng cho lời báo khác' } };
    if (!plotsOf(state, now()).some((one) => one.id === id))
      return { status: 404, json: { error: 'not-found', message: 'Không có thửa này của mình' } };
    const record = before ?? { key, plot: id, deed, at, received: now(), person: 'p-sau', by: 'Trần Văn Sáu' };
    said.set(key, record);
    return { status: 201, json: record };
  }
  return {
    become(next) {
      changed = { version: 0, fixed: [], skipped: [], order: [] };
      state = next;
      said = new Map();
    },
    answer(method, path, body, query) {
      if (method === 'GET' && path === '/api/farm') return { json: page() };
      if (method === 'GET' && path === '/api/farm/blocks') return { json: { blocks: blocks(query.has('day')) } };
      if (method === 'POST' && path === '/api/farm/blocks/dong-dinh/turns') {
        changed = { ...changed, ...body, version: changed.version + 1 };
        return { json: blocks()[0] };
      }
      if (method === 'POST' && path === '/api/farm/answers') return say(body);
      return undefined;
    },
  };
}
