import type { Permission } from '#hub/contracts';
import { may, type SignedIn } from '../../session/me.js';
import type { IconName } from '../../ui/icon.js';
import { PAGES } from '../pages.js';
import type { Section } from '../route/address.js';

interface SectionInfo {
  icon: IconName;
  /** One of these, in any scope, opens it. */
  needs: readonly Permission[];
}

export const SECTION_INFO: Record<Section, SectionInfo> = {
  overview: { icon: 'home', needs: ['devices.read', 'people.invite'] },
  devices: { icon: 'device', needs: ['devices.read'] },
  waiting: { icon: 'box', needs: ['devices.approve', 'devices.write'] },
  unrecognised: { icon: 'help', needs: ['devices.inspect'] },
  commands: { icon: 'power', needs: ['commands.read'] },
  rules: { icon: 'bell', needs: ['rules.read'] },
  commune: { icon: 'pin', needs: ['commune.write'] },
  land: { icon: 'map', needs: ['registry.read'] },
  exchange: { icon: 'sheet', needs: ['registry.write'] },
  gateways: { icon: 'signal', needs: ['devices.write'] },
  profiles: { icon: 'list', needs: ['devices.write'] },
  people: { icon: 'people', needs: ['people.read', 'people.invite'] },
  roster: { icon: 'calendar', needs: ['roster.read'] },
  drills: { icon: 'bell', needs: ['roster.read'] },
  programs: { icon: 'key', needs: ['hub.manage'] },
  walls: { icon: 'wall', needs: ['walls.pair'] },
  audit: { icon: 'note', needs: ['audit.read'] },
};

export const SECTIONS = Object.keys(SECTION_INFO) as Section[];

export const GROUPS = {
  field: ['devices', 'waiting', 'unrecognised', 'commands', 'rules', 'gateways', 'profiles'],
  commune: ['commune', 'land', 'exchange'],
  access: ['people', 'roster', 'drills', 'walls', 'programs', 'audit'],
} as const satisfies Record<string, readonly Section[]>;
export type GroupName = keyof typeof GROUPS;

export const maySee = (me: Pick<SignedIn, 'granted'>, section: Section): boolean =>
  section in PAGES && SECTION_INFO[section].needs.some((permission) => may(me, permission));
