import type { Command, Confirmation } from '#hub/contracts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const T0 = Date.UTC(2026, 5, 2, 2, 0);

export const RISES: Confirmation = {
  device: 'ruong-1',
  metric: 'field_level',
  becomes: 'rises',
  by: 2,
  withinMs: 5 * MINUTE,
};
export const NEAR: Confirmation = {
  device: 'cong-1',
  metric: 'gate_opening',
  becomes: 'near',
  to: 40,
  by: 5,
  withinMs: 5 * MINUTE,
};

/** As it is when somebody asks for it. */
export function asked(overrides: Partial<Command> = {}): Omit<Command, 'state' | 'updatedAt'> {
  const { state: _, updatedAt: __, ...rest } = overrides;
  return {
    id: 'c-1',
    key: 'k-1',
    commune: '26734',
    device: 'bom-1',
    name: 'pump-start',
    args: {},
    by: 'chi-ba',
    at: T0,
    expiresAt: T0 + 2 * MINUTE,
    persons: 1,
    simulated: false,
    ...rest,
  };
}
