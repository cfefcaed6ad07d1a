import type { Severity } from '#hub/contracts';

/** Outlines on 48 x 48: each severity has its own shape. */
export const OUTLINE: Record<Severity, string> = {
  info: 'M24 4a20 20 0 1 1 0 40a20 20 0 1 1 0-40Z',
  watch: 'M24 3.5 44.5 24 24 44.5 3.5 24Z',
  warning: 'M24 5 45 42.5H3Z',
  emergency: 'M15.7 4h16.6L44 15.7V32.3L32.3 44H15.7L4 32.3V15.7Z',
};
export const SIGN: Record<Severity, string> = {
  info: 'M24 22v11.5M24 14.5v.1',
  watch: 'M24 14.5v11M24 32.5v.1',
  warning: 'M24 18v11.5M24 36v.1',
  emergency: 'M24 13v13.5M24 34.5v.1',
};
