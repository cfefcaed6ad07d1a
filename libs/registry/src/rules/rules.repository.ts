import type { RuleTransition } from '#hub/contracts';
import { In } from 'typeorm';
import type { Database } from '../database/database.js';
import { RuleChangeRow } from '../entities/rule-change.entity.js';
import { storable } from '../input/storable.js';

const MOST = 200;

/** What the alerts stream says of rules, where it can be searched. It may be a moment behind the stream. */
export class RulesRepository {
  constructor(private readonly db: Database) {}

  /** Takes transitions in the order of the log. What was recorded before changes nothing. */
  async record(transitions: readonly RuleTransition[]): Promise<void> {
    if (transitions.length === 0) return;
    await this.db.write(async (m) => {
      const ids = transitions.map(({ request }) => request);
      const known = new Set((await m.find(RuleChangeRow, { where: { id: In(ids) } })).map(({ id }) => id));
      for (const transition of transitions) {
        const { request, rule, at, by, note: why } = transition;
        if (known.has(request)) continue;
        const said = { by: storable(by), note: storable(why) };
        await m.insert(RuleChangeRow, { id: request, rule: rule.id, at, ...said, body: transition });
      }
    });
  }

  /** Changes of one rule, the newest first. */
  history(rule: string): Promise<RuleTransition[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(RuleChangeRow, { where: { rule }, order: { at: 'DESC', id: 'DESC' }, take: MOST });
      return rows.map(({ body }) => body);
    });
  }
}
