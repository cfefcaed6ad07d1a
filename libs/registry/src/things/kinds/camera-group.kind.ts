import type { KindDefinition } from './kind.js';

export const cameraGroupKind: KindDefinition<'camera-group'> = {
  kind: 'camera-group',
  words: ({ name }) => [name],
  place: ({ commune, id }) => ({ commune, cameraGroup: id }),
  columns: [{ as: 'text', field: 'name', vi: 'Tên' }],
};
