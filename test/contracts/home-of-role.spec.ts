import { expect, it } from '@jest/globals';
import type { Permission, Role, Scope } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { homeOf, pagesOf } from '../../apps/web/src/session/home-of.js';

const { roles } = readReference('roles.json') as { roles: Role[] };
const somebody = (role: string, kind: Scope['kind']) => ({
  kind: role === 'wall' ? ('wall' as const) : ('person' as const),
  granted: [
    { scope: { kind, id: 'x' }, permissions: roles.find(({ id }) => id === role)!.permissions as Permission[] },
  ],
});

it.each<[role: string, scope: Scope['kind'], pages: string[]]>([
  ['administrator', 'commune', ['/admin', '/install', '/operations', '/wall']],
  ['operator', 'commune', ['/operations', '/wall', '/admin']],
  ['leader', 'commune', ['/operations/phat-thanh', '/wall', '/admin']],
  ['leader', 'hamlet', ['/operations/phat-thanh', '/wall']],
  ['security-officer', 'commune', ['/security', '/operations', '/wall', '/admin']],
  ['security-officer', 'hamlet', ['/security', '/operations', '/wall']],
  ['installer', 'commune', ['/install', '/admin']],
  ['installer', 'hamlet', ['/install']],
  ['village-head', 'hamlet', ['/admin', '/wall']],
  ['water-turn-keeper', 'block', ['/farm/khu', '/farm', '/admin/lenh']],
  ['province-viewer', 'commune', ['/admin']],
  ['wall', 'commune', ['/wall']],
  ['farmer', 'plot', ['/farm']],
  ['resident', 'commune', []],
])('a %s of a %s works with %j', (role, scope, pages) => {
  const me = somebody(role, scope);
  expect(pagesOf(me).map(({ href }) => href)).toEqual(pages);
  expect(homeOf(me)).toBe(pages[0] ?? '/account');
});
