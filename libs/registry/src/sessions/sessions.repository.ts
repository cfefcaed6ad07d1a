import type { Grant, IdentityKind } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, IsNull } from 'typeorm';
import type { Database } from '../database/database.js';
import { IdentityRow } from '../entities/identity.entity.js';
import { PushSubscriptionRow } from '../entities/notice.entity.js';
import { type SessionKind, SessionRow } from '../entities/session.entity.js';
import { newId, newToken, tokenHash } from '../input/tokens.js';
import { note } from '../audit/audit.js';
import { grantsOf } from '../people/grants.js';
import { bumpPeople, peopleRevision } from '../people/people-revision.js';

export type { SessionKind };

export interface NewSession {
  identity: string;
  kind: SessionKind;
  label: string;
  address: string;
  /** Ends when nobody came for this long; absent: never by itself. Milliseconds. */
  idleMs?: number;
  /** Ends after this, whatever was done. Milliseconds. */
  lifeMs?: number;
}

export interface Session {
  id: string;
  kind: SessionKind;
  label: string;
  address: string;
  created: number;
  lastSeen: number;
}

/** Who a session's token stands for. */
export interface SignedIn {
  session: Session & { rotated: number };
  identity: {
    id: string;
    kind: IdentityKind;
    name: string;
    language: string;
    login?: string;
    hamlet?: string;
    totp: boolean;
  };
  grants: Grant[];
}

/** How long the token before stays good after a rotation: requests that were under way carry it. */
const OVERLAP_MS = 60_000;

export class SessionsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Signs an identity in. The token is told this once. */
  async open({ identity, kind, label, address, idleMs, lifeMs }: NewSession): Promise<{ id: string; token: string }> {
    const now = this.clock.now();
    const token = newToken();
    const id = newId('s');
    await this.db.write(async (m) => {
      await m.insert(SessionRow, {
        ...{ id, tokenHash: tokenHash(token), beforeHash: null, beforeUntil: null, identity, kind, label, address },
        ...{ created: now, rotated: now, seen: now, idleMs: idleMs ?? null, expires: lifeMs ? now + lifeMs : null },
      });
      await note(m, { action: 'session.open', target: identity, detail: { session: id, kind } }, now);
    });
    return { id, token };
  }

  /** Who it stands for; undefined where it is unknown, over, or its identity is disabled. */
  find(token: string): Promise<SignedIn | undefined> {
    return this.db.read(async (m) => signedIn(m, await rowOf(m, tokenHash(token), this.clock.now())));
  }

  /** The same by the session's id: for lines that were opened with a token of before. */
  byId(id: string): Promise<SignedIn | undefined> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(SessionRow, { id });
      return signedIn(m, row && !isOver(row, this.clock.now()) ? row : undefined);
    });
  }

  /** Somebody came with it. */
  async seen(id: string): Promise<void> {
    await this.db.write((m) => m.update(SessionRow, { id }, { seen: this.clock.now() }));
  }

  /** A new token for the same session, so that one that was read somewhere is soon worth nothing. */
  async rotate(id: string): Promise<string | undefined> {
    const now = this.clock.now();
    const token = newToken();
    const { affected } = await this.db.write((m) =>
      m
        .createQueryBuilder()
        .update(SessionRow)
        .set({
          ...{ beforeHash: () => 'token_hash', beforeUntil: now + OVERLAP_MS },
          ...{ tokenHash: tokenHash(token), rotated: now, seen: now },
        })
        .where({ id })
        .execute(),
    );
    return affected ? token : undefined;
  }

  /** Newest first. */
  of(identity: string): Promise<Session[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(SessionRow, { where: { identity }, order: { seen: 'DESC' } });
      return rows.filter((row) => !isOver(row, this.clock.now())).map(toSession);
    });
  }

  /** Ends one of an identity's, and what its browser is pushed. Whether there was one. */
  async end(identity: string, id: string): Promise<boolean> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const { affected } = await m.delete(SessionRow, { identity, id });
      if (!affected) return false;
      await m.delete(PushSubscriptionRow, { session: id });
      // of before sessions were written down: whose it was is not known, and phones in use subscribe again by themselves
      await m.delete(PushSubscriptionRow, { identity, session: IsNull() });
      await bumpPeople(m);
      await note(m, { action: 'session.end', target: identity, detail: { session: id } }, now);
      return true;
    });
  }

  /** Forgets those that are over. */
  async tidy(): Promise<void> {
    const now = this.clock.now();
    const over = 'expires <= :now OR (idle_ms IS NOT NULL AND seen + idle_ms <= :now)';
    await this.db.write((m) => m.createQueryBuilder().delete().from(SessionRow).where(over, { now }).execute());
  }

  /** Raised by every change after which a session may be worth something else, whichever process makes it. */
  revision(): Promise<number> {
    return this.db.read(peopleRevision);
  }
}

async function signedIn(m: EntityManager, row: SessionRow | undefined): Promise<SignedIn | undefined> {
  if (!row) return undefined;
  const who = await m.findOneBy(IdentityRow, { id: row.identity, deleted: IsNull(), disabled: false });
  if (!who) return undefined;
  const { id, kind, name, language, login, hamlet, totp, totpStep } = who;
  return {
    session: { ...toSession(row), rotated: row.rotated },
    identity: {
      ...{ id, kind, name, language, totp: totp !== null && totpStep !== null },
      ...(login && { login }),
      ...(hamlet && { hamlet }),
    },
    grants: (await grantsOf(m, [id])).get(id) ?? [],
  };
}

async function rowOf(m: EntityManager, hash: string, now: number): Promise<SessionRow | undefined> {
  const row =
    (await m.findOneBy(SessionRow, { tokenHash: hash })) ?? (await m.findOneBy(SessionRow, { beforeHash: hash }));
  if (!row || isOver(row, now)) return undefined;
  if (row.tokenHash !== hash && (row.beforeUntil ?? 0) <= now) return undefined;
  return row;
}

const isOver = ({ expires, idleMs, seen }: SessionRow, now: number): boolean =>
  (expires !== null && expires <= now) || (idleMs !== null && seen + idleMs <= now);

const toSession = ({ id, kind, label, address, created, seen }: SessionRow): Session => ({
  ...{ id, kind, label, address, created, lastSeen: seen },
});
