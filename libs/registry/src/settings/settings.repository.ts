import type { Database } from '../database/database.js';
import { SettingRow } from '../entities/setting.entity.js';
import { InvalidInputError } from '../registry.errors.js';

const LONGEST = 65_536;

/** Small values that people set while the hub runs. */
export class SettingsRepository {
  constructor(private readonly db: Database) {}

  /** What was put there, or undefined. */
  async get(key: string): Promise<unknown> {
    const row = await this.db.read((m) => m.findOneBy(SettingRow, { key }));
    return row === null ? undefined : JSON.parse(row.value);
  }

  /** Any JSON value of up to 64 KB; undefined takes the setting away. @throws InvalidInputError */
  async put(key: string, value: unknown): Promise<void> {
    const json = JSON.stringify(value) as string | undefined;
    if (json !== undefined && json.length > LONGEST)
      throw new InvalidInputError([{ field: key, problem: 'quá dài (hơn 64 KB)' }]);
    await this.db.write(async (m) => {
      if (json === undefined) await m.delete(SettingRow, { key });
      else await m.upsert(SettingRow, { key, value: json }, ['key']);
    });
  }
}
