import type { Grant, Role, ScopeKind } from '#hub/contracts';
import { type EntityManager, In } from 'typeorm';
import { GrantRow } from '../entities/identity.entity.js';
import { inChunks } from '../input/in-chunks.js';
import { newId } from '../input/tokens.js';
import { InvalidInputError } from '../registry.errors.js';

export const ADMINISTRATOR = 'administrator';

/** Each role is there, and may be given for that kind of scope. @throws InvalidInputError */
export function checkGrants(roles: readonly Role[], grants: readonly Grant[]): void {
  const problems = grants.flatMap(({ role, scope }, i) => {
    const known = roles.find(({ id }) => id === role);
    if (!known)
      return [{ field: `grants.${i}.role`, problem: `chọn một trong: ${roles.map(({ id }) => id).join(', ')}` }];
    if (!known.scopes.includes(scope.kind))
      return [{ field: `grants.${i}.scope`, problem: `vai trò "${known.vi}" chỉ gắn với: ${known.scopes.join(', ')}` }];
    return [];
  });
  if (problems.length > 0) throw new InvalidInputError(problems);
}

export async function replaceGrants(m: EntityManager, identity: string, grants: readonly Grant[]): Promise<void> {
  await m.delete(GrantRow, { identity });
  const rows = grants.map(({ role, scope }) => ({
    ...{ id: newId('g'), identity, role },
    ...{ scopeKind: scope.kind, scopeId: scope.id },
  }));
  await inChunks(rows, (some) => m.insert(GrantRow, some));
}

/** Grants by identity; those without any are left out. */
export async function grantsOf(m: EntityManager, identities: readonly string[]): Promise<Map<string, Grant[]>> {
  const found = new Map<string, Grant[]>();
  await inChunks(identities, async (some) => {
    for (const { identity, role, scopeKind, scopeId } of await m.findBy(GrantRow, { identity: In(some) })) {
      const grants = found.get(identity) ?? [];
      grants.push({ role, scope: { kind: scopeKind as ScopeKind, id: scopeId } });
      found.set(identity, grants);
    }
  });
  return found;
}
