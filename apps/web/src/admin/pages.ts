import { type ComponentType, lazy } from 'react';
import type { Address, Section } from './route/address.js';

/** Each section comes when it is opened. */
export const PAGES: Partial<Record<Section, ComponentType<{ address: Address }>>> = {
  overview: lazy(() => import('./overview/overview.js')),
  devices: lazy(() => import('./devices/devices.js')),
  unrecognised: lazy(() => import('./unrecognised/unrecognised.js')),
  waiting: lazy(() => import('./waiting/waiting-boxes.js')),
  commands: lazy(() => import('./commands/commands.js')),
  rules: lazy(() => import('./rules/rules.js')),
  exchange: lazy(() => import('./exchange/exchange.js')),
  commune: lazy(() => import('./commune/commune.section.js')),
  land: lazy(() => import('./land/land.js')),
  gateways: lazy(() => import('./gateways/gateways.js')),
  profiles: lazy(() => import('./profiles/profiles.js')),
  people: lazy(() => import('./people/people.js')),
  roster: lazy(() => import('./roster/roster.js')),
  drills: lazy(() => import('./drills/drills.js')),
  audit: lazy(() => import('./audit/audit.js')),
  walls: lazy(() => import('./walls/walls.section.js')),
  programs: lazy(() => import('./programs/programs.section.js')),
};
