import type { Shift } from '#hub/contracts';
import { Button, IconButton } from '../../ui/button.js';
import { PersonField } from '../parts/person-field.js';
import { useRosterWords } from './words.js';

export type Teams = Partial<Shift['teams'][number]>[];

/** Who has a shift, in turn, one a week. */
export function TeamsField({ teams, onTeams }: { teams: Teams; onTeams(teams: Teams): void }) {
  const t = useRosterWords();
  const put = (i: number, team: Teams[number]) => onTeams(teams.map((known, at) => (at === i ? team : known)));
  return (
    <fieldset className="roster-teams">
      <legend>{t.people}</legend>
      <ol>
        {teams.map((team, i) => (
          // a turn has no name but its place
          <li key={i}>
            <span className="meta">{t.nth(i + 1)}</span>
            <PersonField
              label={t.person}
              value={team.person}
              // a further turn of nobody is left out
              optional={i > 0}
              error={undefined}
              onChange={(person) => put(i, { ...team, person: person as string })}
            />
            <PersonField
              label={t.deputyField}
              value={team.deputy}
              error={undefined}
              onChange={(deputy) => {
                const { deputy: _, ...rest } = team;
                put(i, deputy === undefined ? rest : { ...rest, deputy: deputy as string });
              }}
            />
            {teams.length > 1 && (
              <IconButton
                icon="trash"
                label={t.removeTeam}
                onClick={() => onTeams(teams.filter((_, at) => at !== i))}
              />
            )}
          </li>
        ))}
      </ol>
      <Button icon="add" onClick={() => onTeams([...teams, {}])}>
        {t.addTeam}
      </Button>
    </fieldset>
  );
}

/** Turns that are somebody's; a turn of nobody is left out. */
export const settled = (teams: Teams): Shift['teams'] =>
  teams.flatMap(({ person, deputy }) => (person ? [{ person, ...(deputy && { deputy }) }] : []));
