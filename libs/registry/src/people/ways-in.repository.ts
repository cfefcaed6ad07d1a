import type { Clock } from '#hub/service-kit';
import { IsNull, LessThanOrEqual, Like, Not } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { IdentityRow, InvitationRow } from '../entities/identity.entity.js';
import { SessionRow } from '../entities/session.entity.js';
import type { Sealer } from '../input/sealer.js';
import { newToken, tokenHash } from '../input/tokens.js';
import { InvitationSpentError } from '../registry.errors.js';
import { bumpPeople } from './people-revision.js';
import { personRow } from './people.repository.js';

/** What a person is let in by. */
export interface WaysIn {
  id: string;
  login: string | null;
  /** argon2id, PHC text; null: none yet. */
  password: string | null;
  /** Whether there is a secret of one-time codes; in force once `totpStep` is there. */
  totp: boolean;
  totpStep: number | null;
}

export interface Invitation {
  identity: string;
  name: string;
  purpose: 'phone' | 'password';
  login?: string;
  expires: number;
}

/** Passwords (hashed by the caller), one-time codes, invitations. */
export class WaysInRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  /** Of whoever signs in under this name and is not disabled; undefined: nobody. */
  byLogin(login: string): Promise<WaysIn | undefined> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(IdentityRow, { login, deleted: IsNull(), disabled: false });
      return row ? waysIn(row) : undefined;
    });
  }

  /** @throws NotFoundError */
  of(id: string): Promise<WaysIn> {
    return this.db.read(async (m) => waysIn(await personRow(m, id)));
  }

  /** Base32; undefined where there is none. @throws NotFoundError, RegistryUnavailableError where its key is gone */
  async totpSecret(id: string): Promise<string | undefined> {
    const { totp } = await this.db.read((m) => personRow(m, id));
    return totp === null ? undefined : this.sealer.open(totp, about(id));
  }

  /** Seals secrets that a release before kept as they are. */
  async sealPlain(): Promise<void> {
    const plain = await this.db.read((m) => m.findBy(IdentityRow, { totp: Not(Like('v1.%')) }));
    for (const { id, totp } of plain) {
      const sealed = await this.sealer.seal(totp!, about(id));
      // another process may have done it, or somebody set a new one
      await this.db.write((m) => m.update(IdentityRow, { id, totp: totp! }, { totp: sealed }));
    }
  }

  /** A new password ends every session but the one it was set from. @throws NotFoundError */
  async setPassword(id: string, hash: string, keepSession?: string): Promise<void> {
    const now = this.clock.now();
    await this.db.write(async (m) => {
      await personRow(m, id);
      await m.update(IdentityRow, { id }, { password: hash });
      const ending = m.createQueryBuilder().delete().from(SessionRow).where('identity = :id', { id });
      if (keepSession) ending.andWhere('id <> :keepSession', { keepSession });
      await ending.execute();
      await bumpPeople(m);
      await note(m, { action: 'password.set', target: id }, now);
    });
  }

  /** A hash of other strength takes the place of one that fits the same password: nobody is signed out. */
  async rehash(id: string, hash: string): Promise<void> {
    await this.db.write((m) => m.update(IdentityRow, { id }, { password: hash }));
  }

  /** `secret` waits to be confirmed with a code; null: one-time codes are no longer asked for. */
  async setTotp(id: string, secret: string | null): Promise<void> {
    const now = this.clock.now();
    const totp = secret === null ? null : await this.sealer.seal(secret, about(id));
    await this.db.write(async (m) => {
      const { totpStep } = await personRow(m, id);
      await m.update(IdentityRow, { id }, { totp, totpStep: null });
      await bumpPeople(m);
      if (secret !== null) await note(m, { action: 'totp.begin', target: id }, now);
      else if (totpStep !== null) await note(m, { action: 'totp.off', target: id }, now);
    });
  }

  /** The code of this time step was right: whether it is its first use. The first ever confirms the secret. */
  async takeTotpStep(id: string, step: number): Promise<boolean> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const { totpStep } = await personRow(m, id);
      if (totpStep !== null && step <= totpStep) return false;
      await m.update(IdentityRow, { id }, { totpStep: step });
      if (totpStep === null) {
        await bumpPeople(m);
        await note(m, { action: 'totp.on', target: id }, now);
      }
      return true;
    });
  }

  /** A new invitation; the one before works no more. @throws NotFoundError */
  async invite(id: string, purpose: Invitation['purpose'], ttlMs: number): Promise<{ token: string; expires: number }> {
    const now = this.clock.now();
    const token = newToken();
    const expires = now + ttlMs;
    await this.db.write(async (m) => {
      await personRow(m, id);
      await m.delete(InvitationRow, { identity: id });
      await m.insert(InvitationRow, { tokenHash: tokenHash(token), identity: id, purpose, created: now, expires });
      await note(m, { action: 'invitation.issue', target: id, detail: { purpose } }, now);
    });
    return { token, expires };
  }

  async withdraw(id: string): Promise<void> {
    const now = this.clock.now();
    await this.db.write(async (m) => {
      const { affected } = await m.delete(InvitationRow, { identity: id });
      if (affected) await note(m, { action: 'invitation.withdraw', target: id }, now);
    });
  }

  /** What it is for; looking does not spend it. @throws InvitationSpentError */
  look(token: string): Promise<Invitation> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(InvitationRow, { tokenHash: tokenHash(token) });
      const who = row && (await m.findOneBy(IdentityRow, { id: row.identity, deleted: IsNull(), disabled: false }));
      if (!who || row.expires <= this.clock.now()) throw new InvitationSpentError();
      const { purpose, expires } = row;
      return { identity: who.id, name: who.name, purpose, expires, ...(who.login && { login: who.login }) };
    });
  }

  /**
   * Spends it. A phone that is bound takes the place of the one before: an invitation is issued anew because that one is
   * lost. @throws InvitationSpentError
   */
  async accept(token: string, passwordHash?: string): Promise<Invitation> {
    const invitation = await this.look(token);
    const { identity, purpose } = invitation;
    const now = this.clock.now();
    await this.db.write(async (m) => {
      const { affected } = await m.delete(InvitationRow, { tokenHash: tokenHash(token) });
      if (!affected) throw new InvitationSpentError();
      await m.delete(InvitationRow, { expires: LessThanOrEqual(now) });
      await m.delete(SessionRow, { identity });
      // whoever could reset the password could also have lost the phone with the codes
      if (passwordHash)
        await m.update(IdentityRow, { id: identity }, { password: passwordHash, totp: null, totpStep: null });
      await bumpPeople(m);
      await note(m, { action: 'invitation.accept', target: identity, detail: { purpose } }, now);
    });
    return invitation;
  }
}

const waysIn = ({ id, login, password, totp, totpStep }: IdentityRow): WaysIn => ({
  ...{ id, login, password, totp: totp !== null, totpStep },
});

/** Whose secret it is, so that nobody's is put in another's place. */
const about = (id: string): string => `totp ${id}`;
