import { type NewSmokeReport, SMOKE_REPORT_REACH_MS, type SmokeReport } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { LessThan, MoreThanOrEqual } from 'typeorm';
import { note as audit } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { CommuneRow } from '../entities/commune.entity.js';
import { SmokeReportRow } from '../entities/smoke-report.entity.js';
import { storable } from '../input/storable.js';
import { newId } from '../input/tokens.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';
import { landOf, spotProblems } from '../things/kinds/land.js';

/** The clock of a page may be a little ahead. */
const AHEAD_MS = 2 * 60_000;
/** Nobody asks for what was told longer ago. */
const KEPT_MS = 90 * 86_400_000;

/** Smoke that residents told of. */
export class SmokeReportsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError where it is elsewhere, too long ago or not yet */
  async write({ lat, lon, note, ...given }: NewSmokeReport, by: string): Promise<SmokeReport> {
    const at = this.clock.now();
    const { seenAt = at } = given;
    if (seenAt > at + AHEAD_MS) throw new InvalidInputError([{ field: 'seenAt', problem: 'giờ này chưa tới' }]);
    if (seenAt < at - SMOKE_REPORT_REACH_MS)
      throw new InvalidInputError([
        { field: 'seenAt', problem: 'đã quá 24 giờ, không còn là dấu hiệu của lửa đang cháy' },
      ]);
    const row: SmokeReportRow = { id: newId('r'), seenAt, at, lat, lon, note: note ? storable(note) : null, by };
    return this.db.write(async (m) => {
      const communes = await m.find(CommuneRow);
      const problems = (communes.length > 0 ? communes : [undefined]).map((one) => spotProblems(row, landOf(one)));
      if (problems.every((found) => found.length > 0)) throw new InvalidInputError(problems[0]!);
      await m.delete(SmokeReportRow, { seenAt: LessThan(at - KEPT_MS) });
      await m.insert(SmokeReportRow, row);
      await audit(m, { action: 'smoke-report.add', target: row.id }, at);
      return toReport(row);
    });
  }

  /** It was no smoke, or not there: from now on it counts no more. @throws NotFoundError */
  remove(id: string): Promise<void> {
    return this.db.write(async (m) => {
      const { affected } = await m.delete(SmokeReportRow, { id });
      if (!affected) throw new NotFoundError('tin báo khói', id);
      await audit(m, { action: 'smoke-report.remove', target: id }, this.clock.now());
    });
  }

  /** What was seen from then on, the oldest first. Milliseconds. */
  since(ms: number): Promise<SmokeReport[]> {
    return this.db.read(async (m) =>
      (
        await m.find(SmokeReportRow, {
          where: { seenAt: MoreThanOrEqual(Math.floor(ms)) },
          order: { seenAt: 'ASC', id: 'ASC' },
        })
      ).map(toReport),
    );
  }
}

const toReport = ({ note, ...row }: SmokeReportRow): SmokeReport => ({ ...row, ...(note !== null && { note }) });
