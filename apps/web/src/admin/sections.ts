import type { Permission } from '#hub/contracts';
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { Lang } from '../i18n/lang.js';
import type { IconName } from '../ui/icon.js';

/** One part of the desk: its address is /admin/<path>, what follows is its own. */
export interface Section {
  path: string;
  icon: IconName;
  name: Record<Lang, string>;
  group: 'people' | 'devices' | 'land' | 'hub';
  /** Who may do this somewhere sees it. */
  needs: Permission;
  page: LazyExoticComponent<ComponentType>;
}

const section = (load: () => Promise<{ default: ComponentType }>, about: Omit<Section, 'page'>): Section => ({
  ...about,
  page: lazy(load),
});

/** In the order of the menu. A new part of the desk is one entry here. */
export const SECTIONS: readonly Section[] = [
  section(() => import('./walls/walls.section.js'), {
    path: 'man-hinh',
    icon: 'wall',
    name: { vi: 'Màn hình', en: 'Wall displays' },
    group: 'people',
    needs: 'walls.pair',
  }),
];

export const GROUPS: Record<Section['group'], Record<Lang, string>> = {
  people: { vi: 'Con người', en: 'People' },
  devices: { vi: 'Thiết bị', en: 'Devices' },
  land: { vi: 'Địa bàn', en: 'Land' },
  hub: { vi: 'Trung tâm', en: 'Hub' },
};

/** The part that an address asks for. */
export const sectionAt = (pathname: string): string | undefined => pathname.split('/')[2] || undefined;
