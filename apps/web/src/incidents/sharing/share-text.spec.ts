import { describe, expect, it } from '@jest/globals';
import type { Incident } from '#hub/contracts';
import { anIncident, NOON } from '../../testing.js';
import { shareText } from './share-text.js';

const by = { by: 'Lê Thị Hạnh', person: 'hanh', at: NOON };
const said = (over: Partial<Incident>, lang: 'vi' | 'en' = 'vi') =>
  shareText(anIncident({ text: { ...anIncident().text, sentence: 'Có khói.', sentenceEn: 'Smoke.' }, ...over }), lang);

describe('what the village is told', () => {
  it('claims no more than is so, and names nobody', () => {
    expect(said({})).toBe('Có khói. Chưa có người nhận.');
    expect(said({ state: 'acknowledged', acknowledgement: by })).toBe('Có khói. Đã có người nhận xử lý.');
    expect(said({ acknowledgement: by })).toBe('Có khói. Đã có người nhận xử lý.');
    expect(said({ state: 'returned' })).toBe('Có khói. Đã hết.');
    expect(said({ state: 'closed', verdict: { ...by, kind: 'resolved' } })).toBe('Có khói. Đã xong.');
    expect(said({ state: 'closed', verdict: { ...by, kind: 'false', cause: 'fog' } })).toBe('Có khói. Báo nhầm.');
  });
  it('says first that it is a drill, or simulated', () => {
    expect(said({ drill: true, simulated: true }, 'en')).toBe(
      'DRILL – SIMULATED DATA – Smoke. Nobody has taken it yet.',
    );
  });
});
