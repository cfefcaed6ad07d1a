import type { KindDefinition } from './kind.js';

export const cameraKind: KindDefinition<'camera'> = {
  kind: 'camera',
  refs: ({ id }) => [{ field: 'id', kind: 'device', id }],
  words: () => [],
  place: ({ commune }) => ({ commune }),
  columns: [
    { as: 'number', field: 'bearing', vi: 'Hướng nhìn' },
    { as: 'number', field: 'fieldOfView', vi: 'Góc mở' },
  ],
};
