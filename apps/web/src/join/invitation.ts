import type { RequestFailed } from '../live/rest.js';
import type { SignedIn } from '../session/me.js';

/** What an invitation says of itself before it is spent. */
export interface Invitation {
  name: string;
  purpose: 'phone' | 'password';
  login?: string;
  /** Server time, ms. */
  expires: number;
}

export interface JoinProps {
  token: string;
  invitation: Invitation;
  /** Who is signed in on this device so far. */
  before: SignedIn | undefined;
  onJoined(me: SignedIn): void;
  /** It was spent meanwhile. */
  onSpent(): void;
}

/** An invitation that somebody spent meanwhile is looked at again, which says so. */
export function spentIn(refused: RequestFailed, onSpent: () => void): Record<string, never> | undefined {
  if (refused.code !== 'invitation-spent' && refused.reason !== 'not-found') return undefined;
  onSpent();
  return {};
}
