import type { WaterColumn } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { Like } from 'typeorm';
import type { Database } from '../database/database.js';
import { SettingRow } from '../entities/setting.entity.js';
import { recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { bumpRevision } from '../snapshot/revision.js';

const KIND = 'water-column';
const PREFIX = `${KIND}:`;

/** Columns of water standards that an administrator typed in. Each version stays, under the kind `water-column`. */
export class WaterColumnsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  all(): Promise<WaterColumn[]> {
    return this.db.read(async (m) =>
      (await m.find(SettingRow, { where: { key: Like(`${PREFIX}%`) }, order: { key: 'ASC' } })).map(parsed),
    );
  }

  /** `version` is that of what was looked at, 0 where nothing was. @throws ChangedMeanwhileError */
  put(column: WaterColumn): Promise<WaterColumn> {
    return this.db.write(async (m) => {
      const id = `${column.standard}/${column.column}`;
      const row = await m.findOneBy(SettingRow, { key: PREFIX + id });
      const before = row === null ? undefined : parsed(row);
      unchangedSince(`Cột ${column.column} của ${column.standard}`, before ?? { version: 0 }, column.version);
      const after = { ...column, version: column.version + 1 };
      await m.upsert(SettingRow, { key: PREFIX + id, value: JSON.stringify(after) }, ['key']);
      await recordChange(m, { kind: KIND, id, change: before ? 'changed' : 'added', before, after }, this.clock.now());
      await bumpRevision(m);
      return after;
    });
  }
}

const parsed = ({ value }: SettingRow): WaterColumn => JSON.parse(value) as WaterColumn;
