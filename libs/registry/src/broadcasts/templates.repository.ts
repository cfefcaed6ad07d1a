import type { BroadcastTemplate, Said } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { BroadcastTemplateRow } from '../entities/broadcast.entity.js';
import { storable } from '../input/storable.js';
import { newId } from '../input/tokens.js';

type Who = Pick<Said, 'person' | 'by'>;

/** Texts that are approved before they are needed. A version never changes: a new text is a new one, and waits anew. */
export class TemplatesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** All versions, by text, the newest first. A commune has some dozens. */
  list(): Promise<BroadcastTemplate[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(BroadcastTemplateRow, { order: { id: 'ASC', version: 'DESC' } });
      return rows.map(({ body }) => body);
    });
  }

  /** A new text, or the next version of one; undefined where that is not there. */
  write(
    who: Who,
    { id, title, text }: { id?: string | undefined; title: string; text: string },
  ): Promise<BroadcastTemplate | undefined> {
    const at = this.clock.now();
    return this.db.write(async (m) => {
      const last = id === undefined ? undefined : await newest(m, id);
      if (id !== undefined && !last) return undefined;
      const template: BroadcastTemplate = {
        ...{ id: id ?? newId('t'), version: (last?.version ?? 0) + 1, title: storable(title), text: storable(text) },
        written: { ...who, at },
      };
      await m.insert(BroadcastTemplateRow, rowOf(template));
      await note(m, { action: 'broadcast-template.write', target: template.id }, at);
      return template;
    });
  }

  /** That version may be aired from now on, and none before it; undefined where there is none. */
  approve(who: Who, id: string, version: number): Promise<BroadcastTemplate | undefined> {
    return this.#mark(id, version, 'broadcast-template.approve', (template, at) =>
      template.approved ? template : { ...template, approved: { ...who, at } },
    );
  }

  /** No version of it may be aired any more. */
  withdraw(who: Who, id: string): Promise<BroadcastTemplate | undefined> {
    return this.#mark(id, undefined, 'broadcast-template.withdraw', (template, at) =>
      template.withdrawn ? template : { ...template, withdrawn: { ...who, at } },
    );
  }

  #mark(
    id: string,
    version: number | undefined,
    action: string,
    change: (template: BroadcastTemplate, at: number) => BroadcastTemplate,
  ): Promise<BroadcastTemplate | undefined> {
    const at = this.clock.now();
    return this.db.write(async (m) => {
      const before =
        version === undefined ? await newest(m, id) : (await m.findOneBy(BroadcastTemplateRow, { id, version }))?.body;
      if (!before) return undefined;
      const after = change(before, at);
      if (after === before) return before;
      await m.upsert(BroadcastTemplateRow, rowOf(after), ['id', 'version']);
      await note(m, { action, target: id }, at);
      return after;
    });
  }
}

const newest = async (m: EntityManager, id: string): Promise<BroadcastTemplate | undefined> =>
  (await m.findOne(BroadcastTemplateRow, { where: { id }, order: { version: 'DESC' } }))?.body;
const rowOf = (body: BroadcastTemplate): BroadcastTemplateRow => ({ id: body.id, version: body.version, body });
