import type { Role, Scope } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { useLang } from '../i18n/lang.js';
import { getJson, listIn } from '../live/rest.js';
import { useMe } from '../session/use-me.js';
import type { Mine } from './use-mine.js';
import { useWords } from './words.js';

/** What one is in the hub, and where. */
export function RolesOfMe({ nameOf }: { nameOf: Mine['nameOf'] | undefined }) {
  const t = useWords();
  const lang = useLang();
  const me = useMe();
  const [roles, setRoles] = useState<readonly Role[]>([]);
  useEffect(() => {
    const asked = new AbortController();
    getJson<unknown>('/api/roles', asked.signal).then(
      (answer) => setRoles(listIn<Role>(answer, 'roles')),
      () => undefined,
    );
    return () => asked.abort();
  }, []);
  const where = (scope: Scope) =>
    scope.kind === 'commune' ? t.wholeCommune : (nameOf?.(scope) ?? `${t.scopes[scope.kind]} ${scope.id}`);
  return (
    <ul className="roles" aria-label={t.roles}>
      {me.roles.map(({ role, scope }) => (
        <li key={`${role} ${scope.kind} ${scope.id}`}>
          <strong>{roles.find((r) => r.id === role)?.[lang] ?? role}</strong>
          <span className="meta">{where(scope)}</span>
        </li>
      ))}
    </ul>
  );
}
