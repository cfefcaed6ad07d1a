import { describe, expect, it } from '@jest/globals';
import { nameSuggestions, numbered } from './suggestions.js';

describe('names for a box', () => {
  it('come from what it measures and where it stands', () => {
    const here = { hamlet: 'Thôn Mễ', place: 'gần cống Bến Mễ', canal: 'kênh Tiêu' };
    expect(nameSuggestions('canal', here, [])).toEqual([
      'Trạm kênh Tiêu',
      'Trạm kênh cống Bến Mễ',
      'Trạm kênh thôn Mễ',
    ]);
    expect(nameSuggestions('water', here, [])).toEqual(['Trạm nước cống Bến Mễ', 'Trạm nước thôn Mễ']);
  });
  it('are the bare noun where nothing else is known', () => {
    expect(nameSuggestions('pump', {}, [])).toEqual(['Máy bơm']);
    expect(nameSuggestions(undefined, {}, [])).toEqual(['Trạm đo']);
  });
  it('get the next number where there is one of that name, whatever its capitals', () => {
    expect(nameSuggestions('canal', { canal: 'kênh Tiêu' }, ['trạm kênh tiêu', 'Trạm kênh Tiêu 2'])).toEqual([
      'Trạm kênh Tiêu 3',
    ]);
    expect(numbered('Trạm', ['Trạm'.normalize('NFD')])).toBe('Trạm 2');
  });
});
