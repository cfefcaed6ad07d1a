import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import type { IconName } from '../../ui/icon.js';
import { useDevices } from '../data/devices.js';
import { finds } from '../data/fold.js';
import { maySee, SECTION_INFO } from '../frame/sections.js';
import { useFrameWords } from '../frame/words.js';
import { hrefOf, type Section, SECTIONS } from '../route/address.js';

export interface Found {
  href: string;
  name: string;
  detail?: string;
  /** What it is, in a word. */
  kind: string;
  icon: IconName;
}

const MOST_OF_A_KIND = 6;

/** What a search finds among everything the page knows. */
export function useFound(search: string): Found[] {
  const me = useMe();
  const t = useFrameWords();
  const { value: { devices } = { devices: [] } } = useDevices();
  if (search.trim() === '') return [];
  const sections = (Object.keys(SECTIONS) as Section[])
    .filter((section) => maySee(me, section) && finds(search, t.sections[section]))
    .map((section): Found => {
      return { href: hrefOf(section), name: t.sections[section], kind: t.admin, icon: SECTION_INFO[section].icon };
    });
  const found = may(me, 'devices.read')
    ? devices
        .filter((d) => finds(search, d.name, d.id, d.hamlet, d.place, d.address))
        .map(
          (d): Found => ({
            href: hrefOf('devices', [d.id]),
            name: d.name,
            detail: [d.id, d.hamlet].filter(Boolean).join(' · '),
            kind: t.sections.devices,
            icon: 'device',
          }),
        )
    : [];
  return [...found.slice(0, MOST_OF_A_KIND), ...sections.slice(0, MOST_OF_A_KIND)];
}
