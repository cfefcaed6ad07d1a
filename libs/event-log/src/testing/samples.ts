import type { Packet, Reading } from '#hub/contracts';

/** Packet number `n`, of which `size` bytes are payload. */
export function packet(n: number, size = 20): Packet {
  const payload = Buffer.alloc(size, '.');
  payload.write(String(n));
  return { type: 'packet', account: `air-${n % 7}`, topic: 'tele/air/SENSOR', payload, received: 1000 + n };
}
/** Its number again. */
export const numberOf = (item: { payload?: Uint8Array }): number =>
  Number.parseInt(Buffer.from(item.payload!).toString(), 10);

/** Reading number `n`: its time. */
export function reading(n: number, overrides: Partial<Reading> = {}): Reading {
  return {
    type: 'reading',
    commune: '26734',
    device: 'air-1',
    kind: 'air',
    ts: n,
    received: n,
    late: false,
    values: { pm25: n },
    simulated: false,
    ...overrides,
  };
}

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
