import type { IncomingMessage } from 'node:http';
import { ANY_COMMUNE, type Grant, type Granted, isHousehold, type Role } from '#hub/contracts';
import type { Registry, SignedIn } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import { Caller } from './caller.js';
import { cookieOf } from './cookies.js';

/** What was found is believed for this long while nothing is said to have changed. */
const BELIEVED_MS = 30_000;
/** What another process changed (the command line) is known within this. */
const WATCH_MS = 1000;
const MOST_KNOWN = 2000;
const FARMER = 'farmer';
/** More plots than a household has. */
const MOST_OWNED = 100;

export interface Known {
  signedIn: SignedIn;
  caller: Caller;
}

/** Who stands behind a request: from its session's token to what it may do. */
export class Callers {
  #known = new Map<string, { known: Known; at: number }>();
  #revision = -1;
  #watching: NodeJS.Timeout | undefined;
  #listeners = new Set<() => void>();

  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.#watching = setInterval(() => void this.refresh().catch(() => undefined), WATCH_MS);
    this.#watching.unref();
  }
  stop(): void {
    clearInterval(this.#watching);
  }

  /** Calls back when somebody may be worth less than before: signed out, disabled, other roles. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks whether anything changed. Whoever changed it says so, and needs not wait. */
  async refresh(): Promise<void> {
    const revision = await this.registry.sessions.revision();
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.#known.clear();
    for (const listener of this.#listeners) listener();
  }

  /** Who sent it, by its cookie, or a program by its bearer token; undefined: a stranger. */
  async of(request: Pick<IncomingMessage, 'headers'>): Promise<Known | undefined> {
    const token = tokenOf(request);
    const known = token === undefined ? undefined : await this.ofToken(token);
    return known && isProper(request, known.signedIn) ? known : undefined;
  }

  async ofToken(token: string): Promise<Known | undefined> {
    const now = this.clock.now();
    const before = this.#known.get(token);
    if (before && Math.abs(now - before.at) < BELIEVED_MS) return before.known;
    const revision = this.#revision;
    const signedIn = await this.registry.sessions.find(token);
    if (!signedIn) return undefined;
    const known = await this.#knownBy(signedIn);
    if (revision === this.#revision) {
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(token, { known, at: now });
    }
    return known;
  }

  /** Whether a session is still open, and what it is worth now. */
  async ofSession(id: string): Promise<Known | undefined> {
    const signedIn = await this.registry.sessions.byId(id);
    return signedIn && this.#knownBy(signedIn);
  }

  /** The household with its own rights, and the head's name on all that is done. */
  async actingFor(head: Caller, id: string): Promise<Caller | undefined> {
    const person = await this.registry.people.get(id).catch(() => undefined);
    if (!person || person.disabled || person.login !== undefined) return undefined;
    // a head is not to come by what a keeper of water may do
    if (!isHousehold(this.registry.roles, person.grants)) return undefined;
    const commune = await this.#commune();
    if (!head.can('people.act-for', { commune: commune ?? '', hamlet: person.hamlet })) return undefined;
    const granted = [...grantedBy(this.registry.roles, person.grants, commune), ...(await this.#owned(person.id))];
    return new Caller(person.id, 'person', person.name, person.grants, granted, head.session, head.id);
  }

  async #knownBy(signedIn: SignedIn): Promise<Known> {
    const { identity, session, grants } = signedIn;
    const granted = grantedBy(this.registry.roles, grants, await this.#commune());
    if (identity.kind === 'person') granted.push(...(await this.#owned(identity.id)));
    return { signedIn, caller: new Caller(identity.id, identity.kind, identity.name, grants, granted, session.id) };
  }

  /** Who is entered as a plot's owner is told of it, and has its farmer's say in it, without a grant of its own. */
  async #owned(owner: string): Promise<Granted[]> {
    const permissions = this.registry.roles.find(({ id }) => id === FARMER)?.permissions;
    if (!permissions) return [];
    const { things } = await this.registry.things.find('plot', { owner, limit: MOST_OWNED });
    return things.map(({ id }) => ({ scope: { kind: 'plot' as const, id }, permissions }));
  }

  /** Code of the hub's one commune; a hub of several has none. */
  #commune(): Promise<string | undefined> {
    return this.registry.communes.defaultCommune().catch(() => undefined);
  }
}

/** Browsers carry a cookie; programs name their token in each request, which no page of a stranger can make them do. */
function tokenOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const bearer = /^Bearer ([\w-]{43})$/.exec(headers.authorization ?? '')?.[1];
  return bearer ?? cookieOf({ headers }, 'hub_session');
}
const isProper = ({ headers }: Pick<IncomingMessage, 'headers'>, { session }: SignedIn): boolean =>
  (session.kind === 'program') === (headers.authorization?.startsWith('Bearer ') ?? false);

/** A grant for the only commune is one for all that the hub serves. */
export function grantedBy(roles: readonly Role[], grants: readonly Grant[], commune?: string): Granted[] {
  return grants.flatMap(({ role, scope }) => {
    const permissions = roles.find(({ id }) => id === role)?.permissions;
    if (!permissions) return [];
    const everywhere = scope.kind === 'commune' && scope.id === commune;
    return [{ scope: everywhere ? { kind: 'commune' as const, id: ANY_COMMUNE } : scope, permissions }];
  });
}
