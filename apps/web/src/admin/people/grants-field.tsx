import { ANY_COMMUNE, type Grant, type Role, type ScopeKind } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Button, IconButton } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { useCommune } from '../data/commune.js';
import { useFewThings } from '../data/things.js';
import type { RenderedField } from '../form/spec.js';
import { useRoles } from './people-data.js';
import { OwnPlots, PlotField } from './plot-scope.js';
import { usePeopleWords } from './words.js';

/** Roles that somebody has, each with where it holds; `person` is absent while somebody is added. */
export function GrantsField({ person, value, error, onChange }: RenderedField & { person?: string | undefined }) {
  const t = usePeopleWords();
  const lang = useLang();
  const roles = useRoles().filter(({ signIn }) => signIn === 'password' || signIn === 'invitation');
  const commune = useCommune().value?.code ?? ANY_COMMUNE;
  const grants = (value as readonly Grant[] | undefined) ?? [];
  const change = (i: number, grant: Grant) => onChange(grants.with(i, grant));
  const firstScope = (role: Role | undefined): Grant['scope'] => {
    const kind = role?.scopes[0] ?? 'commune';
    return { kind, id: kind === 'commune' ? commune : '' };
  };
  return (
    <fieldset className="whole grants">
      <legend>{t.roles}</legend>
      {grants.map((grant, i) => {
        const role = roles.find(({ id }) => id === grant.role);
        return (
          <div key={i} className="grant">
            <SelectField
              label={t.role}
              value={grant.role}
              onChange={(e) =>
                change(i, { role: e.target.value, scope: firstScope(roles.find(({ id }) => id === e.target.value)) })
              }
            >
              {roles.map((r) => (
                <option key={r.id} value={r.id}>
                  {r[lang]}
                </option>
              ))}
            </SelectField>
            <ScopeField
              role={role}
              scope={grant.scope}
              commune={commune}
              onScope={(scope) => change(i, { ...grant, scope })}
            />
            <IconButton
              icon="trash"
              label={t.removeGrant(role?.[lang] ?? grant.role)}
              onClick={() => onChange(grants.toSpliced(i, 1))}
            />
          </div>
        );
      })}
      <Button
        icon="add"
        onClick={() => {
          const role = roles.find(({ id }) => id === 'farmer') ?? roles[0];
          if (role) onChange([...grants, { role: role.id, scope: firstScope(role) }]);
        }}
      >
        {t.addGrant}
      </Button>
      {person && <OwnPlots person={person} roles={roles} grants={grants} onChange={onChange} />}
      {error && (
        <p className="shape-problem" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function ScopeField(props: {
  role: Role | undefined;
  scope: Grant['scope'];
  commune: string;
  onScope(scope: Grant['scope']): void;
}) {
  const { role, scope, commune, onScope } = props;
  const t = usePeopleWords();
  const kinds = role?.scopes ?? [scope.kind];
  const { kind } = scope;
  return (
    <>
      {kinds.length > 1 && (
        <SelectField
          label={t.scope}
          value={kind}
          onChange={(e) => {
            const next = e.target.value as ScopeKind;
            onScope({ kind: next, id: next === 'commune' ? commune : '' });
          }}
        >
          {kinds.map((k) => (
            <option key={k} value={k}>
              {t.scopes[k]}
            </option>
          ))}
        </SelectField>
      )}
      {kind === 'plot' && <PlotField id={scope.id} onId={(id) => onScope({ kind, id })} />}
      {kind !== 'plot' && kind !== 'commune' && (
        <NamedScope kind={kind} id={scope.id} onId={(id) => onScope({ kind, id })} />
      )}
      {kind === 'commune' && kinds.length === 1 && <span className="meta scope-fixed">{t.scopes.commune}</span>}
    </>
  );
}

function NamedScope(props: { kind: 'hamlet' | 'block' | 'camera-group'; id: string; onId(id: string): void }) {
  const { kind, id, onId } = props;
  const t = usePeopleWords();
  const things = useFewThings(kind).value?.things ?? [];
  return (
    <SelectField label={t.scopes[kind]} value={id} onChange={(e) => onId(e.target.value)}>
      {!things.some((thing) => thing.id === id) && <option value={id}>{id || '—'}</option>}
      {things.map((thing) => (
        <option key={thing.id} value={thing.id}>
          {thing.name}
        </option>
      ))}
    </SelectField>
  );
}
