import { type DeviceProfile, type FindingCase, type Incident, type Metric, METRICS } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { CaseLand } from './case-land.js';
import { casePdf } from './case-file/case-pdf.js';
import type { Curve } from './case-file/draw-curves.js';
import type { Spot } from './case-file/draw-map.js';
import { CASE_WORDS, type Lang } from './case-file/words.js';
import { CaseRecord } from './case-record.js';

/** What a discharge is told by, and the axis of each. */
const OF_WATER: readonly [Metric, Curve['axis']][] = [
  ['ec', { from: 0, least: 1 }],
  ['do', { from: 0, least: 8 }],
  ['ph', { least: 2 }],
];
const HOUR_MS = 3_600_000;
/** Before and after it, so that one sees what is usual. */
const AROUND_MS = 3 * HOUR_MS;
const STEP_MS = 5 * 60_000;
/** Ten-minute bins that make a line. */
const LEAST_BINS = 4;

/** Case files, with all that they show. */
@Injectable()
export class CaseFiles {
  constructor(
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(TIME_SERIES) private readonly series: TimeSeries,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly land: CaseLand,
    private readonly record: CaseRecord,
  ) {}

  /** The file as the caller may have it. */
  async make(who: Caller, incident: Incident, found: FindingCase, lang: Lang): Promise<Buffer> {
    const commune = await this.land.commune();
    return casePdf({
      ...{ lang, commune: commune?.name ?? '', incident, case: found, features: commune?.map.features ?? [] },
      spots: [...this.#stations(found), ...(await this.land.waterSpots(found))],
      plots: await this.land.outlines(found),
      curves: await this.#curves(found, lang),
      now: this.clock.now(),
      ...(await this.record.of(who, incident)),
    });
  }

  #stations({ names }: FindingCase): Spot[] {
    return Object.entries(names).flatMap(([id, name]): Spot[] => {
      const { lat, lon } = this.directory.device(id) ?? {};
      return lat === undefined || lon === undefined ? [] : [{ name, at: [lon, lat] }];
    });
  }

  async #curves({ finding, names }: FindingCase, lang: Lang): Promise<Curve[]> {
    const named = (id: string) => names[id] ?? id;
    const span = { from: finding.startedAt - AROUND_MS, to: finding.updatedAt + HOUR_MS };
    if (finding.kind === 'burning')
      return Promise.all(
        finding.stations.map(async ({ device, curve }): Promise<Curve> => {
          // while it is young its bins are too few for a line, and what was measured is there already
          const points = curve.length < LEAST_BINS ? await this.#measured(device, 'pm25', span) : curve;
          return {
            ...{ name: `${named(device)} – ${CASE_WORDS[lang].pm25}`, points },
            ...{ axis: { from: 0, least: 10 }, decimals: 0 },
          };
        }),
      );
    if (finding.kind !== 'discharge') return [];
    const profile = this.#profileOf(finding.target);
    if (!profile) return [];
    return Promise.all(
      OF_WATER.filter(([metric]) => metric in profile.metrics).map(async ([metric, axis]): Promise<Curve> => {
        const { unit, decimals, [lang]: name } = METRICS[metric];
        return {
          ...{ name: [name, unit].filter(Boolean).join(', '), axis, decimals: Math.max(1, decimals) },
          ...{ points: await this.#measured(finding.target, metric, span), since: finding.startedAt },
        };
      }),
    );
  }

  #profileOf(device: string): DeviceProfile | undefined {
    return this.directory.profile(this.directory.device(device)?.profile ?? '');
  }

  async #measured(device: string, metric: Metric, span: { from: number; to: number }): Promise<Curve['points']> {
    const profile = this.#profileOf(device);
    if (!profile) return [];
    const points = await this.series.query({
      ...{ kind: profile.kind, device, metric, ...span },
      ...{ everyMs: STEP_MS, aggregate: 'mean', limit: 1000 },
    });
    return points.map(({ time, value }) => ({ at: time, value }));
  }
}
