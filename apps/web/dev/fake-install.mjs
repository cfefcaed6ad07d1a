// Labels and installations of the stand-in hub. Label 47190366 is a water box, 00000000 belongs to somebody else already,
// 11111114 has expired; any other code with a right check digit is a fresh label without a kind, unless it ends in 9.
// A box passes through its stages by itself; POST /dev/box/<waiting|called|refused|admitted|heard|strange> holds all at one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { profiles } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../reference/profiles.json'), 'utf8'));
const STAGES = ['waiting', 'called', 'admitted', 'heard'];
const STAGE_MS = 4000;
const VALUES = { ph: 7.1, salinity: 0.6, water_temperature: 24.8, ec: 1.2, do: 6.4, water_level: 1.25, pm25: 24 };

/** Answers what it knows; undefined: not its business. */
export function fakeInstall({ now }) {
  let held;
  const taken = new Map();
  const no = (status, error, message, more) => ({ status, json: { error, message, ...more } });
  const claimOf = (code) => {
    if (code === '00000000') return 'claimed';
    if (code === '11111114') return 'expired';
    if (code.endsWith('9')) return 'unknown';
    return [...taken.values()].some((one) => one.code === code) ? 'claimed' : 'open';
  };
  const profileOf = (code) => (code === '47190366' ? 'water-quality' : undefined);

  function install(body) {
    const before = taken.get(body.key);
    if (before) return { status: 201, json: { device: before.device, again: true } };
    switch (claimOf(body.code)) {
      case 'unknown':
        return no(404, 'unknown-code', `Không có tem nào mang mã "${body.code}"`);
      case 'expired':
        return no(410, 'expired', 'Tem đã hết hạn, hãy in tem mới');
      case 'claimed':
        return no(409, 'already-claimed', 'Tem này đã được lắp thành thiết bị "Cống Bà Hai"', {
          ...{ by: 'Trần Văn Bình', at: now() - 86_400_000, device: 'water-00000000' },
        });
    }
    if (body.name === 'Cống Bà Hai') return no(409, 'name-taken', `Đã có thiết bị khác tên "${body.name}"`);
    const profile = profiles.find(({ id }) => id === (body.profile ?? profileOf(body.code)));
    const device = { id: `${profile?.kind ?? 'device'}-${body.code}`, name: body.name, profile: profile?.id };
    taken.set(body.key, { code: body.code, device, profile, at: Date.now() });
    return { status: 201, json: { device, again: false } };
  }

  function check(id) {
    const one = [...taken.values()].find(({ device }) => device.id === id);
    if (!one) return no(404, 'not-found', 'Không có thiết bị này');
    const stage = held ?? STAGES[Math.min(STAGES.length - 1, Math.floor((Date.now() - one.at) / STAGE_MS))];
    const expectedEveryMs = one.profile?.uploadIntervalMs ?? one.profile?.intervalMs ?? 60_000;
    const provisioning = { waiting: 'claimed', called: 'handed-out' }[stage] ?? 'in-use';
    const base = { state: 'waiting', provisioning, expectedEveryMs, values: [] };
    if (stage === 'refused')
      return {
        json: { ...base, state: 'refused', refusal: { reason: 'wrong-secret', words: 'Sai mật khẩu', last: now() } },
      };
    if (stage !== 'heard' && stage !== 'strange') return { json: base };
    const metrics = Object.keys(one.profile?.metrics ?? {}).filter((metric) => metric in VALUES);
    const values = metrics.map((metric, i) => ({
      ...{ metric, value: stage === 'strange' && i === 0 ? 13.8 : VALUES[metric], ts: now() },
      inRange: stage !== 'strange' || i > 0,
    }));
    const signal = { metric: 'rssi', value: -82, ts: now() };
    return { json: { ...base, state: 'heard', firstAt: now(), lastAt: now(), signal, values } };
  }

  return {
    hold: (stage) => (held = stage === 'free' ? undefined : stage),
    answer(request, path, body) {
      const [, , what, id, more] = path.split('/');
      switch (`${request.method} ${what}${more ? `/${more}` : ''}`) {
        case 'GET profiles':
          return { json: { profiles } };
        case 'GET claims': {
          const state = claimOf(id);
          return state === 'unknown'
            ? no(404, 'unknown-code', `Không có tem nào mang mã "${id}"`)
            : { json: { code: id, state, profile: profileOf(id) } };
        }
        case 'POST claims/reopen':
          held = undefined;
          return { json: {} };
        case 'POST installations':
          return install(body);
        case 'GET devices/check':
          return check(decodeURIComponent(id));
      }
      return undefined;
    },
  };
}
