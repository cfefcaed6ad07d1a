import { describe, expect, it } from '@jest/globals';
import { hrefOf, parseAddress } from './address.js';

describe('addresses of the administration page', () => {
  it('lead to a section, an item and a view of it, and back', () => {
    expect(parseAddress('/admin')).toMatchObject({ section: 'overview', steps: [] });
    expect(parseAddress('/admin/thiet-bi/air-1/lich-su?tu=3')).toMatchObject({
      section: 'devices',
      steps: ['air-1', 'lich-su'],
    });
    expect(parseAddress('/admin/thiet-bi/')?.steps).toEqual([]);
    expect(hrefOf('devices', ['air-1', 'lich-su'])).toBe('/admin/thiet-bi/air-1/lich-su');
    expect(hrefOf('overview')).toBe('/admin');
  });

  it('carry what was typed, and nothing that is empty', () => {
    const href = hrefOf('devices', [], { tim: 'chợ & kênh', thon: undefined, loai: '' });
    expect(parseAddress(href)?.query.get('tim')).toBe('chợ & kênh');
    expect([...parseAddress(href)!.query.keys()]).toEqual(['tim']);
    expect(parseAddress(hrefOf('land', ['kenh', 'a/b']))?.steps).toEqual(['kenh', 'a/b']);
  });

  it('that lead nowhere say so', () => {
    expect(parseAddress('/admin/kho-bau')).toBeUndefined();
    expect(parseAddress('/admin/thiet-bi/%E0%A4%A')?.steps).toEqual(['%E0%A4%A']);
  });
});
