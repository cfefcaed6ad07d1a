import { may, mayEverywhere, type SignedIn } from './me.js';

type Somebody = Pick<SignedIn, 'kind' | 'granted'>;
interface WorkPage {
  page: 'admin' | 'blocks' | 'farm' | 'install' | 'operations' | 'security' | 'wall' | 'commands' | 'broadcasts';
  href: string;
}

const ADMIN = { page: 'admin', href: '/admin' } as const;
const INSTALL = { page: 'install', href: '/install' } as const;
const OPERATIONS = { page: 'operations', href: '/operations' } as const;
const SECURITY = { page: 'security', href: '/security' } as const;
/** Of somebody who approves what is said to all, and does not deal with incidents. */
const BROADCASTS = { page: 'broadcasts', href: '/operations/phat-thanh' } as const;
const FARM = { page: 'farm', href: '/farm' } as const;
/** Of somebody who keeps the turns of a block's water. */
const BLOCKS = { page: 'blocks', href: '/farm/khu' } as const;
const WALL = { page: 'wall', href: '/wall' } as const;
/** Of somebody who gives commands and does not run the commune. */
const COMMANDS = { page: 'commands', href: '/admin/lenh' } as const;

/** The pages that somebody works with, the likeliest first. Whoever has none has the account, with what is his or hers. */
export function pagesOf(me: Somebody): WorkPage[] {
  if (me.kind === 'wall') return [WALL];
  const runs = mayEverywhere(me, 'people.write') || mayEverywhere(me, 'registry.write');
  const watches = may(me, 'live.watch') && may(me, 'alerts.read');
  const invites = may(me, 'people.invite');
  const deals = watches && may(me, 'alerts.acknowledge');
  // whoever is sent does not command: the phone comes first
  const isSent = deals && !may(me, 'commands.request');
  const looksAfter = mayEverywhere(me, 'devices.read') && !runs;
  const all: readonly (readonly [boolean, WorkPage])[] = [
    [runs, ADMIN],
    [may(me, 'devices.install'), INSTALL],
    [isSent, SECURITY],
    [may(me, 'broadcasts.approve') && watches && !deals, BROADCASTS],
    [deals, OPERATIONS],
    [watches && !invites, WALL],
    [(looksAfter || invites) && !runs, ADMIN],
    [watches && invites, WALL],
    [may(me, 'farm.keep') && !runs && !deals, BLOCKS],
    [may(me, 'farm.answer') && !runs, FARM],
    [may(me, 'commands.request') && !runs && !looksAfter, COMMANDS],
  ];
  return all.flatMap(([open, page]) => (open ? [page] : []));
}

/** The page that somebody most likely wants. */
export const homeOf = (me: Somebody): string => pagesOf(me)[0]?.href ?? '/account';
