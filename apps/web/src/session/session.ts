import { offerLang } from '../i18n/chosen-lang.js';
import { getJson, RequestFailed, sendAlways, sendJson, whenSignedOut } from '../live/rest.js';
import { createStore } from '../live/plain-store.js';
import { isBound, type Me, type SignedIn } from './me.js';

export type SessionState =
  /** Not asked yet. */
  | { phase: 'asking' }
  /** The hub answered. */
  | { phase: 'known'; me: Me }
  /** The hub did not answer; `last` is who was signed in here when it last did: on this page (`confirmed`) or before it. */
  | { phase: 'unreachable'; last: SignedIn | undefined; confirmed: boolean };

/** Who sits at this page. */
export const session = createStore<SessionState>({ phase: 'asking' });

const KEPT = 'signed-in';
/** Who came in here last did so by an invitation. */
const BOUND = 'was-bound';
const ACTING = 'acting-for';
const RETRY_MS = 3000;

let asking: Promise<void> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Asks the hub who this is; asks again by itself while it does not answer. Calls during one question share its answer. */
export function refreshSession(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  clearTimeout(retry);
  try {
    take(await getJson<Me>('/api/me'));
  } catch (error) {
    if (actsFor() && error instanceof RequestFailed && error.reason !== 'unreachable') {
      // the right to act for that household is gone, the own session is not
      carry(undefined);
      return ask();
    }
    session.set(lost(session.get()));
    retry = setTimeout(() => void refreshSession(), RETRY_MS);
  }
}

function lost(before: SessionState): SessionState {
  if (before.phase === 'unreachable') return before;
  if (before.phase === 'known')
    return { phase: 'unreachable', last: before.me.state === 'signed-in' ? before.me : undefined, confirmed: true };
  return { phase: 'unreachable', last: lastKnown(), confirmed: false };
}

/** Takes over what a sign-in answered. */
export function take(me: Me): void {
  clearTimeout(retry);
  if (me.state === 'signed-in') {
    if (!me.actingBy) {
      window.localStorage.setItem(KEPT, JSON.stringify(me));
      if (isBound(me)) window.localStorage.setItem(BOUND, 'yes');
      else window.localStorage.removeItem(BOUND);
    }
    if (me.kind === 'person') offerLang(me.language);
  } else {
    window.localStorage.removeItem(KEPT);
    carry(undefined);
  }
  session.set({ phase: 'known', me });
}

/** Whether this was somebody's own phone before it was signed out: no password helps there. */
export const wasBound = (): boolean => window.localStorage.getItem(BOUND) !== null;

/** Who was signed in here last: names and rights, so that a page which works without the hub knows whose it is. */
function lastKnown(): SignedIn | undefined {
  try {
    return (JSON.parse(window.localStorage.getItem(KEPT) ?? 'null') as SignedIn | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export async function signOut(): Promise<void> {
  carry(undefined);
  await sendJson('DELETE', '/api/session');
  take({ state: 'stranger', setup: false });
}

/** Does from now on for a household what it could do itself, in this tab; undefined ends it. Each step is written down. */
export async function actFor(person: string | undefined): Promise<void> {
  carry(person);
  await refreshSession();
}

const actsFor = () => window.sessionStorage.getItem(ACTING) ?? undefined;

function carry(person: string | undefined): void {
  if (person === undefined) window.sessionStorage.removeItem(ACTING);
  else window.sessionStorage.setItem(ACTING, person);
  sendAlways(person === undefined ? {} : { 'x-acting-for': person });
}

/** Once a page, before anything is asked. */
export function startSession(): void {
  carry(actsFor());
  whenSignedOut(() => void refreshSession());
  void refreshSession();
}
