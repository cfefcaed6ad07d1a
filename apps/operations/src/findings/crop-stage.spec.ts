import { describe, expect, it } from '@jest/globals';
import { readReference } from '#hub/service-kit';
import { cropStage, stageRulesSchema } from './crop-stage.js';

const rules = stageRulesSchema.parse(readReference('crop-stages.json'));
const at = Date.parse('2026-06-02T00:30:00+07:00');
const stage = (plot: { crop?: 'rice' | 'vegetable'; sownOn?: string; harvestOn?: string }) =>
  cropStage({ crop: 'rice', ...plot }, at, rules);

describe('the stage of a plot', () => {
  it('is ripe within 15 days before its harvest, and harvested up to 20 days after; days are those of Vietnam', () => {
    expect(stage({ harvestOn: '2026-06-17' })).toBe('ripe');
    expect(stage({ harvestOn: '2026-06-18' })).toBe('other');
    expect(stage({ harvestOn: '2026-06-02' })).toBe('harvested');
    expect(stage({ harvestOn: '2026-05-13' })).toBe('harvested');
    expect(stage({ harvestOn: '2026-05-12' })).toBe('other');
  });

  it('is known of rice by its sowing alone, and of nothing else', () => {
    expect(stage({ sownOn: '2026-03-09' })).toBe('ripe');
    expect(stage({ sownOn: '2026-03-10' })).toBe('other');
    expect(stage({ sownOn: '2025-11-01' })).toBe('other');
    expect(stage({ crop: 'vegetable', sownOn: '2026-03-09' })).toBe('other');
    expect(stage({})).toBe('other');
  });

  it('does not take the last harvest for that of the crop sown after it', () => {
    expect(stage({ harvestOn: '2026-05-25', sownOn: '2026-05-30' })).toBe('other');
  });
});
