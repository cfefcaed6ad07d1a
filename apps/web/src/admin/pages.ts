import { type ComponentType } from 'react';
import { later } from '../live/later.js';
import type { Address, Section } from './route/address.js';

/** Each section comes when it is opened. */
export const PAGES: Partial<Record<Section, ComponentType<{ address: Address }>>> = {
  overview: later(() => import('./overview/overview.js')),
  devices: later(() => import('./devices/devices.js')),
  unrecognised: later(() => import('./unrecognised/unrecognised.js')),
  waiting: later(() => import('./waiting/waiting-boxes.js')),
  commands: later(() => import('./commands/commands.js')),
  rules: later(() => import('./rules/rules.js')),
  exchange: later(() => import('./exchange/exchange.js')),
  commune: later(() => import('./commune/commune.section.js')),
  land: later(() => import('./land/land.js')),
  gateways: later(() => import('./gateways/gateways.js')),
  profiles: later(() => import('./profiles/profiles.js')),
  people: later(() => import('./people/people.js')),
  roster: later(() => import('./roster/roster.js')),
  drills: later(() => import('./drills/drills.js')),
  audit: later(() => import('./audit/audit.js')),
  walls: later(() => import('./walls/walls.section.js')),
  programs: later(() => import('./programs/programs.section.js')),
};
