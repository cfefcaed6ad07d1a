import { describe, expect, it } from '@jest/globals';
import type { AlertsItem, AlertTransition, ReadingsItem, RuleChange, RuleTransition } from '#hub/contracts';
import { alertingOf, station } from './stations.js';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 5, 2, 2, 0);

/** Levels of a canal, one each five minutes from `from` on, each followed by a tick. */
const levels = (device: string, from: number, values: readonly number[]): ReadingsItem[] =>
  values.flatMap((water_level, i): ReadingsItem[] => {
    const ts = from + i * 5 * MINUTE;
    return [
      {
        ...{ type: 'reading', commune: '26734', device, kind: 'canal', ts, received: ts, late: false },
        ...{ values: { water_level }, simulated: false },
      },
      { type: 'tick', received: ts, clock: 'ok' },
    ];
  });

/** The default rule on high water: above 2.5 m for ten minutes; below 2.4 m it is over. */
function canals() {
  const hub = alertingOf([
    station('cong-2', 'canal'),
    station('cong-3', 'canal', { hamlet: 'Thôn Đoài', site: 'bo-doai' }),
  ]);
  let n = 0;
  return {
    ...hub,
    change(change: RuleChange | undefined, at: number, version = 0, fails = false): AlertsItem[] {
      const id = `r${++n}`;
      const by = 'Lê Thị Hạnh';
      return hub.log.run(
        (commit) =>
          hub.service.onRequests(
            [{ type: 'rule', id, rule: 'canal-high', version, note: 'mùa lũ', by, at, ...(change && { change }) }],
            commit,
          ),
        fails,
      );
    },
  };
}
/** What the rule told, but for figures that moved. */
const said = (told: AlertTransition[]) =>
  told
    .filter(({ change, alert }) => alert.rule === 'canal-high' && change !== 'updated')
    .map(({ change, alert }) => `${change} ${alert.target}`);

describe('a rule that somebody changes', () => {
  it('is in force from then on: what was over stays as it was told', () => {
    const hub = canals();
    const first = hub.take(levels('cong-2', T0, [2.7, 2.7, 2.7, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2]));
    expect(said(first)).toEqual(['opened cong-2', 'returned cong-2']);
    const [answer] = hub.change({ limit: 3, clearAt: 2.9 }, T0 + 47 * MINUTE);
    expect(answer).toMatchObject({ type: 'rule', by: 'Lê Thị Hạnh', rule: { limit: 3, version: 1 } });
    expect(said(hub.take(levels('cong-2', T0 + 50 * MINUTE, [2.7, 2.7, 2.7, 2.7])))).toEqual([]);
    expect(said(hub.take(levels('cong-2', T0 + 70 * MINUTE, [3.2, 3.2, 3.2])))).toEqual(['opened cong-2']);
  });

  it('ends what it would no longer tell of, and says why', () => {
    const hub = canals();
    hub.take(levels('cong-2', T0, [2.7, 2.7, 2.7]));
    hub.change({ limit: 3, clearAt: 2.9 }, T0 + 12 * MINUTE);
    const told = hub.take(levels('cong-2', T0 + 15 * MINUTE, [2.7]));
    expect(said(told)).toEqual(['closed cong-2']);
    expect(told[0]!.alert.text.sentence).toContain('Thôi theo dõi');
    expect(told[0]!.alert.endedAt).toBe(T0 + 12 * MINUTE);
  });

  it('goes on with what is open where that is still one', () => {
    const hub = canals();
    const [opened] = hub.take(levels('cong-2', T0, [2.9, 2.9, 2.9]));
    hub.change({ severity: 'emergency' }, T0 + 12 * MINUTE);
    const told = hub
      .take(levels('cong-2', T0 + 15 * MINUTE, [3.3, 3.3]))
      .filter(({ alert }) => alert.rule === 'canal-high');
    expect(new Set(told.map(({ alert }) => alert.id))).toEqual(new Set([opened!.alert.id]));
    expect(told.at(-1)!.alert.severity).toBe('emergency');
  });

  it('does not tell of a past that met no rule then', () => {
    const hub = canals();
    hub.take(levels('cong-2', T0, [2.3, 2.3, 2.3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]));
    hub.change({ limit: 2, clearAt: 1.8 }, T0 + 47 * MINUTE);
    expect(said(hub.take(levels('cong-2', T0 + 50 * MINUTE, [1.5, 1.5])))).toEqual([]);
    expect(said(hub.take(levels('cong-2', T0 + 60 * MINUTE, [2.3, 2.3, 2.3])))).toEqual(['opened cong-2']);
  });

  it('may be another at one place', () => {
    const hub = canals();
    hub.change({ overrides: [{ site: 'bo-doai', limit: 3.5, source: 'bờ bao cao hơn 1 m' }] }, T0);
    const both = [...levels('cong-2', T0 + MINUTE, [3, 3, 3]), ...levels('cong-3', T0 + MINUTE, [3, 3, 3])];
    expect(said(hub.take(both))).toEqual(['opened cong-2']);
    const higher = hub.take(levels('cong-3', T0 + 20 * MINUTE, [3.6, 3.6, 3.6]));
    expect(said(higher)).toEqual(['opened cong-3']);
    expect(higher.find(({ alert }) => alert.rule === 'canal-high')!.alert.facts.limit).toBe(3.5);
  });

  it('holds in its hours alone', () => {
    const hub = canals();
    // 09:00 to 09:30 in Vietnam; the samples begin at 09:00 (02:00 UTC)
    hub.change({ windows: [{ from: 9 * 60 + 30, to: 18 * 60 }] }, T0 - MINUTE);
    expect(said(hub.take(levels('cong-2', T0, [2.7, 2.7, 2.7, 2.7, 2.7])))).toEqual([]);
    const [opened] = hub.take(levels('cong-2', T0 + 25 * MINUTE, [2.7, 2.7, 2.7, 2.7]));
    expect(opened).toMatchObject({ change: 'opened', alert: { startedAt: T0 + 30 * MINUTE } });
  });

  it('survives a restart, and is as it came when that is asked for', () => {
    const hub = canals();
    hub.change({ limit: 3, clearAt: 2.9 }, T0);
    hub.restart();
    expect(said(hub.take(levels('cong-2', T0 + MINUTE, [2.7, 2.7, 2.7])))).toEqual([]);
    const [answer] = hub.change(undefined, T0 + 20 * MINUTE, 1) as [RuleTransition];
    expect(answer.rule).toMatchObject({ limit: 2.5, version: 2 });
    expect(said(hub.take(levels('cong-2', T0 + 21 * MINUTE, [2.7, 2.7, 2.7])))).toEqual(['opened cong-2']);
  });

  it('is as it was where the commit does not happen', () => {
    const hub = canals();
    hub.change({ limit: 3, clearAt: 2.9 }, T0, 0, true);
    expect(said(hub.take(levels('cong-2', T0, [2.7, 2.7, 2.7])))).toEqual(['opened cong-2']);
    expect(hub.change({ limit: 3, clearAt: 2.9 }, T0 + 20 * MINUTE)).toEqual([
      expect.objectContaining({ type: 'rule' }),
    ]);
  });

  it('is refused to who saw an older one, and where it makes no sense', () => {
    const hub = canals();
    hub.change({ limit: 3, clearAt: 2.9 }, T0);
    const refusal = (items: AlertsItem[]) => (items[0]?.type === 'refused' ? items[0].reason : 'taken');
    expect(refusal(hub.change({ limit: 2.8 }, T0 + MINUTE))).toMatch(/^Lê Thị Hạnh đã sửa luật này lúc 09:00/);
    expect(refusal(hub.change({ limit: 2, clearAt: 2.4 }, T0 + MINUTE, 1))).toMatch(/^clearAt: nằm sai phía/);
    expect(refusal(hub.change({ excess: 3 }, T0 + MINUTE, 1))).toMatch(/^excess: luật này không có/);
  });
});
