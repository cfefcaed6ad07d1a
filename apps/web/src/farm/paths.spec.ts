import { describe, expect, it } from '@jest/globals';
import { LIST, plotHref, wantedIn } from './paths.js';

const searchOf = (href: string) => new URL(href, 'http://x').search;

describe('addresses of the farmer’s screens', () => {
  it('are read as they are written', () => {
    expect(wantedIn(searchOf(plotHref('to5/101', 'hours')))).toEqual({ plot: 'to5/101', doing: 'hours' });
    expect(wantedIn(searchOf(LIST))).toEqual({ list: true });
  });
  it('lead a notice to its plot, and whoever comes without one to the most urgent', () => {
    expect(wantedIn('?thua=to5-101')).toEqual({ plot: 'to5-101' });
    expect(wantedIn('')).toEqual({});
  });
  it('ask for nothing that there is not, and for nothing to do without a plot', () => {
    expect(wantedIn('?thua=a&do=fly')).toEqual({ plot: 'a' });
    expect(wantedIn('?do=hours')).toEqual({});
  });
});
