import { describe, expect, it } from '@jest/globals';
import type { Incident, Told } from './incident.js';
import { carryOver } from './settle.js';

const told = (over: Partial<Told>): Told => ({ id: 'a', live: true, pagedTs: 28, start: 10, value: 0, ts: 0, ...over });
const incident = (start: number, end: number | undefined, over: Partial<Incident> = {}): Incident => ({
  start,
  confirmedAt: start,
  ...(end !== undefined && { end }),
  peak: 0,
  learntAt: 0,
  ...over,
});

describe('what people know, after late data changed the past', () => {
  it('stays with the part that holds the reading they were paged for', () => {
    const before = [incident(10, 29, { told: told({ end: 29 }) })];
    const found = [incident(10, 12), incident(28, 29)];
    expect(carryOver(before, found, 40)).toEqual([]);
    expect(found.map((f) => f.told?.id)).toEqual([undefined, 'a']);
  });

  it('stays with the incident that goes on, so that nobody is paged for it twice', () => {
    const before = [incident(10, undefined, { told: told({ pagedTs: 11 }) })];
    const found = [incident(10, 12), incident(28, undefined)];
    expect(carryOver(before, found, 40)).toEqual([]);
    expect(found.map((f) => f.told?.id)).toEqual([undefined, 'a']);
  });

  it('is the same where nothing changed, however it came to be known', () => {
    const before = [
      incident(10, 12, { told: told({ id: 'a.2', live: false, end: 12 }) }),
      incident(14, 20, { told: told({ pagedTs: 11, end: 20 }) }),
    ];
    const found = [incident(10, 12), incident(14, 20)];
    expect(carryOver(before, found, 40)).toEqual([]);
    expect(found.map((f) => f.told?.id)).toEqual(['a.2', 'a']);
  });

  it('is taken back where nothing is left of it', () => {
    const before = [incident(10, 29, { told: told({ end: 29 }) })];
    expect(carryOver(before, [incident(40, 50)], 60)).toEqual(before);
  });
});
