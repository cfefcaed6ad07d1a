import { describe, expect, it } from '@jest/globals';
import { readReference } from '#hub/service-kit';
import type { LocateReason, Location, Notice, ScoreKey } from '#hub/smoke';
import type { Contradiction, Finding as TrustFinding, Ranking, SignReason, TraceReason } from '#hub/water';
import { FindingWords, findingTextsSchema } from './finding-words.js';

const texts = (lang: string) => findingTextsSchema.parse(readReference(`finding-texts.${lang}.json`));
const both = { vi: texts('vi'), en: texts('en') };
const words = new FindingWords(both);

/** The types check refuses a list that lacks one. */
const REASONS: Record<
  | ScoreKey
  | Notice['kind']
  | 'daily'
  | SignReason['key']
  | TraceReason['key']
  | Contradiction['key']
  | TrustFinding['key'],
  true
> = {
  ...{ excess: true, rise: true, fine: true, co: true, season: true, hotspot: true, camera: true, report: true },
  ...{ haze: true, fog: true, daily: true },
  ...{ 'ec-rise': true, 'do-drop': true, 'ph-step': true, night: true },
  ...{ onsets: true, 'upstream-clean': true, kind: true, hours: true, offences: true, near: true, front: true },
  ...{ 'clean-on-the-way': true, 'came-at-another-time': true, 'not-reached-from-it': true },
  ...{ 'held-over': true, 'hour-over': true, 'times-over': true, 'range-over': true, 'optical-estimate': true },
  ...{ 'held-under': true, 'hour-under': true, 'times-under': true, 'range-under': true },
  ...{ cleared: true, 'back-in-range': true, 'no-sound-values': true, 'probe-doubted': true, 'limit-gone': true },
  ...{ stuck: true, spike: true, drift: true, apart: true, channels: true, 'channel-gone': true },
  ...{ calibration: true, air: true },
};
const WHERE: Record<LocateReason | Exclude<Location['how'], 'none'> | Exclude<Ranking['outcome'], 'ranked'>, true> = {
  ...{ inversion: true, sector: true, disc: true, noSmoke: true, noWind: true, calm: true, oneStation: true },
  ...{
    noFit: true,
    tooFewLines: true,
    linesCrossFlat: true,
    mastsDisagree: true,
    filmed: true,
    tooWide: true,
    tooWideNow: true,
    downwindOfStation: true,
  },
  ...{ 'no-source-upstream': true, 'anomaly-not-on-a-canal': true, 'no-onset': true },
  ...{ clean: true, 'signal-lost': true },
};

describe('words of findings', () => {
  it('are there for every reason that the libraries give, in both languages', () => {
    for (const { reasons, where } of Object.values(both)) {
      expect(Object.keys(REASONS).filter((key) => !reasons[key])).toEqual([]);
      expect(Object.keys(WHERE).filter((key) => !where[key])).toEqual([]);
    }
    expect(Object.keys(both.vi.reasons)).toEqual(Object.keys(both.en.reasons));
    expect(Object.keys(both.vi.where)).toEqual(Object.keys(both.en.where));
  });

  it('carry their figures in the manner of the language', () => {
    const said = words.reason({ key: 'ec-rise', points: 30, of: 40, figures: { value: 2.44, usual: 0.8 } });
    expect(said.vi).toBe('Độ dẫn điện tăng lên 2,4 mS/cm, thường là 0,8');
    expect(said.en).toBe('Conductivity rose to 2.4 mS/cm, usually 0.8');
    expect(words.reason({ key: 'fine', points: 15, of: 15, figures: { value: 0.82 } }).vi).toBe(
      'Bụi mịn chiếm phần lớn: 82 % bụi',
    );
  });

  it('tell what was not measured from what speaks against it, and never show a hole', () => {
    expect(words.reason({ key: 'hotspot', points: 0, of: 15 }).vi).toMatch(/chưa có lượt bay/);
    expect(words.reason({ key: 'hotspot', points: 0, of: 15, figures: { value: 5400 } }).vi).toBe(
      'Vệ tinh: điểm nóng ở xa, cách 5400 m',
    );
    for (const key of Object.keys(REASONS))
      for (const points of [0, 5])
        for (const lang of ['vi', 'en'] as const)
          expect(words.reason({ key, points, of: 10 })[lang]).toMatch(/^[^[\]{}]{5,}$/);
    expect(words.reason({ key: 'moon' }).vi).toBe('Lý do khác: moon');
  });
});
