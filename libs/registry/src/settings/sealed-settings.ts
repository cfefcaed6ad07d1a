import type { Database } from '../database/database.js';
import { SettingRow } from '../entities/setting.entity.js';
import type { Sealer } from '../input/sealer.js';

/** Small values that nobody may read from a copy of the database: keys, tokens. */
export class SealedSettings {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
  ) {}

  /** @throws RegistryUnavailableError where the key is gone */
  async get(key: string): Promise<string | undefined> {
    const row = await this.db.read((m) => m.findOneBy(SettingRow, { key }));
    return row ? this.sealer.open(JSON.parse(row.value) as string, key) : undefined;
  }

  /** On the disk when it resolves; the one before is gone. */
  async put(key: string, text: string): Promise<void> {
    const value = JSON.stringify(await this.sealer.seal(text, key));
    await this.db.write((m) => m.upsert(SettingRow, { key, value }, ['key']));
  }

  /** What is there, or what is made now: of two that make it at once the first's counts. */
  async getOrMake(key: string, make: () => string): Promise<string> {
    const known = await this.get(key);
    if (known !== undefined) return known;
    const value = JSON.stringify(await this.sealer.seal(make(), key));
    await this.db.write(async (m) => {
      if (!(await m.existsBy(SettingRow, { key }))) await m.insert(SettingRow, { key, value });
    });
    return (await this.get(key))!;
  }
}
