import type { Grant, Person, Plot, Role } from '#hub/contracts';
import { Button } from '../../ui/button.js';
import { useAsk } from '../data/ask.js';
import { type ThingPage, thingPath, thingsPath } from '../data/things.js';
import { Chosen, Finder, useTyped } from '../parts/finder.js';
import { PEOPLE } from './people-data.js';
import { usePeopleWords } from './words.js';

const MOST = 8;
/** Somebody has no more roles than this. */
const MOST_OWN = 50;

type Plots = ThingPage<'plot'>;
interface Found {
  plot: Plot;
  ownerName?: string | undefined;
}

const plotWords = ({ plot: { id, ownName }, ownerName }: Found): string =>
  [id, ownName, ownerName].filter(Boolean).join(' · ');

/** The plot of a role, found by its number, what its owner calls it, or whose it is. */
export function PlotField({ id, onId }: { id: string; onId(id: string): void }) {
  const t = usePeopleWords();
  const { typed, asked, type } = useTyped();
  const { value: chosen } = useAsk<Plot>(id ? thingPath('plot', id) : undefined);
  const found = useFound(id ? undefined : asked);
  if (id)
    return (
      <Chosen label={t.plot} clear={t.otherPlot(id)} onClear={() => onId('')}>
        {plotWords({ plot: chosen ?? ({ id } as Plot) })}
      </Chosen>
    );
  return (
    <Finder
      label={t.plot}
      hint={t.findPlot}
      typed={typed}
      onType={type}
      found={found?.map((one) => ({ id: one.plot.id, words: plotWords(one) }))}
      none={t.noPlot}
      onChoose={onId}
    />
  );
}

/** Plots that a text means by themselves, then those of the first whom it means; undefined while nothing was asked. */
function useFound(search: string | undefined): readonly Found[] | undefined {
  const { value: plots } = useAsk<Plots>(search && thingsPath('plot', { search, limit: MOST }));
  const asked = search && `${PEOPLE}?${new URLSearchParams({ search, limit: '1' }).toString()}`;
  const owner = useAsk<{ people: Person[] }>(asked).value?.people[0];
  const { value: theirs } = useAsk<Plots>(owner && search && thingsPath('plot', { owner: owner.id, limit: MOST }));
  if (!search || !plots) return undefined;
  const own = theirs?.things.map((plot): Found => ({ plot, ownerName: owner?.name })) ?? [];
  const others = plots.things.filter(({ id }) => !own.some(({ plot }) => plot.id === id));
  return [...others.map((plot): Found => ({ plot })), ...own].slice(0, 2 * MOST);
}

/** Adds a role for each plot that stands under somebody's name and is not among the roles yet. */
export function OwnPlots(props: {
  person: string;
  roles: readonly Role[];
  grants: readonly Grant[];
  onChange(grants: Grant[]): void;
}) {
  const { person, roles, grants, onChange } = props;
  const t = usePeopleWords();
  const { value } = useAsk<Plots>(thingsPath('plot', { owner: person, limit: MOST_OWN }));
  const ofPlots = roles.filter(({ scopes }) => scopes.includes('plot'));
  const role = ofPlots.find(({ id }) => grants.some((grant) => grant.role === id)) ?? ofPlots[0];
  const missing = value?.things.filter(({ id }) => !grants.some((grant) => isPlot(grant, id))) ?? [];
  if (!role || missing.length === 0) return null;
  return (
    <Button
      icon="add"
      onClick={() =>
        onChange([
          // one that nobody chose a plot for is what this fills in
          ...grants.filter((grant) => !isPlot(grant, '')),
          ...missing.map(({ id }): Grant => ({ role: role.id, scope: { kind: 'plot', id } })),
        ])
      }
    >
      {t.ownPlots(missing.length)}
    </Button>
  );
}

const isPlot = ({ scope }: Grant, id: string): boolean => scope.kind === 'plot' && scope.id === id;
