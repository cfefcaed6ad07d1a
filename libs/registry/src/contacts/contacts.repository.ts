import { createHash } from 'node:crypto';
import { type Contact, contactSchema, type Grant, type PushSubscription, pushSubscriptionSchema } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { In, IsNull } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { IdentityRow } from '../entities/identity.entity.js';
import { ContactRow, PushSubscriptionRow } from '../entities/notice.entity.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import type { Sealer } from '../input/sealer.js';
import { grantsOf } from '../people/grants.js';

/** Somebody who may be told, and by which ways he or she can be reached. Addresses are asked for when they are used. */
export interface Reachable {
  id: string;
  name: string;
  language: 'vi' | 'en';
  grants: Grant[];
  has: { phone: boolean; email: boolean; push: boolean };
  off: Contact['off'];
  quiet?: Contact['quiet'];
}

const NOBODY_SAID: Omit<Contact, 'version'> = { off: [] };
/** Browsers of one person; the oldest goes. */
const MOST_BROWSERS = 8;
const idOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('base64url');
const about = (id: string): string => `push ${id}`;

/** How people are told: their own wishes, and the browsers that they let us push to. */
export class ContactsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  /** Everybody who is let in and is a person. */
  reachable(): Promise<Reachable[]> {
    return this.db.read(async (m) => {
      const rows = await m.findBy(IdentityRow, { kind: 'person', deleted: IsNull(), disabled: false });
      const grants = await grantsOf(
        m,
        rows.map(({ id }) => id),
      );
      const wishes = new Map((await m.find(ContactRow)).map(({ identity, body }) => [identity, body]));
      const pushed = await m.find(PushSubscriptionRow, { select: { id: true, identity: true } });
      const browsers = new Set(pushed.map(({ identity }) => identity));
      return rows.map(({ id, name, phone, language }) => {
        const wish = wishes.get(id);
        return {
          ...{ id, name, language: wish?.language ?? (language as 'vi' | 'en'), grants: grants.get(id) ?? [] },
          has: { phone: phone !== null, email: wish?.email !== undefined, push: browsers.has(id) },
          off: wish?.off ?? [],
          ...(wish?.quiet !== undefined && { quiet: wish.quiet }),
        };
      });
    });
  }

  /** The telephone number as it was typed, and the e-mail address. */
  addresses(person: string): Promise<{ phone?: string; email?: string }> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(IdentityRow, { id: person, deleted: IsNull() });
      const email = (await m.findOneBy(ContactRow, { identity: person }))?.body.email;
      return { ...(row?.phone && { phone: row.phone }), ...(email && { email }) };
    });
  }

  get(person: string): Promise<Contact> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(ContactRow, { identity: person });
      return row ? { ...row.body, version: row.version } : { ...NOBODY_SAID, version: 0 };
    });
  }

  /** @throws InvalidInputError, ChangedMeanwhileError */
  async put(person: string, input: unknown): Promise<Contact> {
    const { version: made, ...given } = parseInput(contactSchema, input);
    return this.db.write(async (m) => {
      const row = await m.findOneBy(ContactRow, { identity: person });
      const version = row?.version ?? 0;
      unchangedSince('Cách liên lạc', { ...(row?.body ?? NOBODY_SAID), version }, made);
      const contact = { ...given, version: version + 1 };
      await m.upsert(ContactRow, { identity: person, version: contact.version, body: contact }, ['identity']);
      await note(m, { action: 'contact.update', target: person }, this.clock.now());
      return contact;
    });
  }

  /** A browser is one person's: whoever signs in there last, until that session is ended. */
  async subscribe(person: string, session: string, input: unknown): Promise<void> {
    const subscription = parseInput(pushSubscriptionSchema, input);
    const id = idOf(subscription.endpoint);
    const sealed = await this.sealer.seal(JSON.stringify(subscription), about(id));
    const created = this.clock.now();
    await this.db.write(async (m) => {
      await m.upsert(PushSubscriptionRow, { id, identity: person, session, sealed, created }, ['id']);
      const all = await m.find(PushSubscriptionRow, { where: { identity: person }, order: { created: 'DESC' } });
      const old = all.slice(MOST_BROWSERS).map((row) => row.id);
      if (old.length > 0) await m.delete(PushSubscriptionRow, { id: In(old) });
      await note(m, { action: 'push.subscribe', target: person }, created);
    });
  }

  /** Gives whether it was there. `person` absent: the push service says that it is gone. */
  unsubscribe(endpoint: string, person?: string): Promise<boolean> {
    return this.db.write(async (m) => {
      const gone = await m.delete(PushSubscriptionRow, { id: idOf(endpoint), ...(person && { identity: person }) });
      if (person && gone.affected) await note(m, { action: 'push.unsubscribe', target: person }, this.clock.now());
      return Boolean(gone.affected);
    });
  }

  async subscriptions(person: string): Promise<PushSubscription[]> {
    const rows = await this.db.read((m) => m.findBy(PushSubscriptionRow, { identity: person }));
    return Promise.all(
      rows.map(async ({ id, sealed }) => JSON.parse(await this.sealer.open(sealed, about(id))) as PushSubscription),
    );
  }
}
