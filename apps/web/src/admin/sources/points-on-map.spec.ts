import { describe, expect, it } from '@jest/globals';
import type { ListedSource, Source } from '#hub/contracts';
import { pointsOnMap } from './points-on-map.js';

const listed = (id: string, more: Partial<Source>): ListedSource => ({
  source: {
    ...{ id, name: id, commune: '26734', version: 1, type: 'craft-village', lat: 20.45, lon: 106.24 },
    ...more,
  },
  ...{ permit: { state: 'none' }, check: { state: 'none' }, exceeding: 0 },
});

describe('monitoring points on the map', () => {
  it('stand where they say, or where their device does; what is nowhere, or of a closed source, is not drawn', () => {
    const points: Source['points'] = [
      { name: 'Cửa xả phụ', place: 'outlet', lat: 20.451, lon: 106.241, device: 'nuoc-1' },
      { name: 'Bể lắng', place: 'inside', device: 'nuoc-1' },
      { name: 'Cầu Sỏi', place: 'receiving' },
    ];
    const all = pointsOnMap([listed('lo-bun', { points }), listed('cu', { points, closed: true })], (device) =>
      device === 'nuoc-1' ? [106.25, 20.46] : undefined,
    );
    const from = [106.24, 20.45];
    expect(all).toEqual([
      { source: 'lo-bun', name: 'Cửa xả phụ', place: 'outlet', at: [106.241, 20.451], from },
      { source: 'lo-bun', name: 'Bể lắng', place: 'inside', at: [106.25, 20.46], from },
    ]);
  });
});
