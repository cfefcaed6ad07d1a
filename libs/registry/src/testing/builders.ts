import type { Alert, AlertTransition, DeviceProfile, FieldMap, Refusal } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const T0 = Date.UTC(2026, 5, 2, 2, 0);

export class TestClock implements Clock {
  constructor(public ms = T0) {}
  now(): number {
    return this.ms;
  }
}

export function profile(id: string, overrides: Partial<DeviceProfile> = {}): DeviceProfile {
  return { id, kind: 'canal', vi: id, en: id, metrics: { water_level: {} }, intervalMs: 5 * MINUTE, ...overrides };
}

/** What a release brings. */
export const release = (...profiles: DeviceProfile[]) => ({ profiles });

export function alert(id: string, overrides: Partial<Alert> = {}): Alert {
  const [rule = id, target = id] = id.split(':');
  return {
    id,
    key: `${rule}:${target}`,
    rule,
    target,
    commune: '26734',
    severity: 'warning',
    state: 'unacknowledged',
    startedAt: T0,
    learntAt: T0,
    backdated: false,
    updatedAt: T0,
    facts: { metric: 'water_level', value: 2.6, limit: 2.5 },
    text: {
      title: 'Mực nước cao',
      place: 'Thôn Đông',
      sentence: 'Mực nước kênh Tiêu cao từ 09:00.',
      sms: 'Muc nuoc kenh Tieu cao tu 09:00.',
      voice: 'Mực nước kênh Tiêu cao từ chín giờ.',
      titleEn: 'Water level high',
      sentenceEn: 'Water level is high.',
    },
    simulated: false,
    ...overrides,
  };
}

export function transition(
  change: AlertTransition['change'],
  id: string,
  at: number,
  overrides: Partial<Alert> = {},
): AlertTransition {
  return { type: 'alert', change, alert: alert(id, { updatedAt: at, ...overrides }), at };
}

export function refusal(account: string, first: number, overrides: Partial<Refusal> = {}): Refusal {
  return { account, address: '10.0.0.9', reason: 'wrong-secret', count: 1, first, last: first, ...overrides };
}

/** A data logger with Modbus registers in hex. */
export const FIELD_MAP: FieldMap = {
  devicePath: 'thiết_bị.mã',
  timePath: 'ts',
  timeUnit: 's',
  fields: [
    { metric: 'ph', path: 'data.0', register: { offset: 2, type: 'uint16', order: 'ABCD' }, scale: 0.01, offset: 0 },
    { metric: 'ec', path: 'dẫn_điện', scale: 0.001, offset: -0.5 },
  ],
};
