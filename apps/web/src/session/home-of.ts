import { may, mayEverywhere, type SignedIn } from './me.js';

/** The page that somebody most likely wants. */
export function homeOf(me: Pick<SignedIn, 'kind' | 'granted'>): string {
  if (me.kind === 'wall') return '/wall';
  if (mayEverywhere(me, 'people.write') || mayEverywhere(me, 'registry.write')) return '/admin';
  if (may(me, 'devices.install')) return '/install';
  if (mayEverywhere(me, 'alerts.read') && mayEverywhere(me, 'live.watch')) return '/wall';
  if (may(me, 'people.invite')) return '/admin';
  return '/account';
}
