import type { Incident } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { askAgain, useAsk } from '../admin/data/ask.js';
import { useLive, useNow } from '../admin/data/hub.js';
import { DAY_MS, startOfDay } from '../format/clock.js';
import { INCIDENTS } from '../incidents/deed.js';
import { isFree } from '../incidents/incident.js';
import { useMe } from '../session/use-me.js';
import { go, usePath } from '../ui/way.js';
import { chosenAt, hrefOf } from './address.js';
import { byTab, type Filters, merged, narrowed, neighbour, NO_FILTERS, realOf, type Tab } from './queue/queue-model.js';

const EVERY_MS = 60_000;
/** What began within a week may have been done with today. */
const REACH_MS = 7 * DAY_MS;
const MOST = 200;
const BEHIND_MS = 1500;

/** Everything that the desk knows of its incidents, and what is chosen of them. */
export function useDesk() {
  const me = useMe();
  const now = useNow(1000);
  const live = useLive((state) => state.incidents);
  const run = useLive((state) => state.run);
  const today = startOfDay(now);
  const past = useAsk<{ incidents: Incident[] }>(
    `${INCIDENTS}?active=false&from=${today - REACH_MS}&limit=${MOST}`,
    EVERY_MS,
  );
  const [tab, setTab] = useState<Tab>('open');
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);

  // what the socket no longer tells of is closed: how, the hub's list says
  const before = useRef(live);
  useEffect(() => {
    const gone = [...before.current.keys()].some((id) => !live.has(id));
    before.current = live;
    if (!gone) return;
    const ask = () => askAgain(`${INCIDENTS}?`);
    ask();
    // not taken back by the next thing that is told: the list may be a moment behind the socket
    setTimeout(ask, BEHIND_MS);
  }, [live]);

  const all = useMemo(() => merged(live.values(), past.value?.incidents ?? []), [live, past.value]);
  const tabs = useMemo(() => byTab(all, today), [all, today]);
  const shown = useMemo(() => narrowed(tabs[tab], filters, me.id), [tabs, tab, filters, me.id]);
  const chosen = chosenAt(usePath());
  const first = shown[0]?.id;
  useEffect(() => {
    // from then on it stays, whatever comes before it: a key must not meet another one than was read
    if (chosen === undefined && first !== undefined) go(hrefOf(first), { replace: true });
  }, [chosen, first]);
  const followed = useRef<string>(undefined);
  const order = useRef(shown);
  order.current = shown;
  useEffect(() => {
    followed.current = order.current[order.current.findIndex(({ id }) => id === chosen) + 1]?.id;
  }, [chosen]);
  return {
    now,
    tabs,
    tab,
    setTab,
    filters,
    setFilters,
    shown,
    chosen,
    /** As the queue knows it; what is older has only its page. */
    incident: all.find(({ id }) => id === chosen),
    /** The hub has told what there is. */
    known: run !== undefined,
    /** Open and real, the most urgent first. */
    open: realOf(tabs.open),
    free: realOf(tabs.open).filter(isFree).length,
    move(step: 1 | -1) {
      const next = neighbour(shown, chosen, step, followed.current);
      if (next !== undefined) go(hrefOf(next), { replace: true });
    },
  };
}
export type Desk = ReturnType<typeof useDesk>;
