import '../ui/base.css';
import '../phone/phone.css';
import './farm.css';
import './cut/cut.css';
import { plotName } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { useLang } from '../i18n/lang.js';
import { useStore } from '../live/store.js';
import { useHolder } from '../phone/holder.js';
import { may, type SignedIn } from '../session/me.js';
import { usePath, useSearch } from '../ui/way.js';
import { BlockScreen } from './block/block.screen.js';
import { type Farmer, FarmerContext, openFarmer, useFarmer } from './farmer.js';
import { saidOf, todaysWord } from './model/said.js';
import { byUrgency } from './model/urgency.js';
import { BLOCKS, HOME, LIST, wantedIn } from './paths.js';
import { HoursScreen } from './screens/hours.screen.js';
import { NothingScreen } from './screens/nothing.screen.js';
import { NumberScreen } from './screens/number.screen.js';
import { ObstacleScreen } from './screens/obstacle.screen.js';
import { PlotScreen } from './screens/plot.screen.js';
import { PlotsScreen } from './screens/plots.screen.js';
import { useWords } from './words/use-words.js';

/** The farmer's page. It opens at once with what the phone keeps, and asks the hub meanwhile. */
export function FarmPage() {
  const [farmer, setFarmer] = useState<Farmer>();
  useEffect(() => {
    void openFarmer().then(setFarmer);
  }, []);
  if (!farmer) return null;
  return (
    <FarmerContext value={farmer}>
      <Gate farmer={farmer} />
    </FarmerContext>
  );
}

const farms = (me: SignedIn) => may(me, 'farm.answer');
const keeps = (me: SignedIn) => may(me, 'farm.keep');
const allows = (me: SignedIn) => farms(me) || keeps(me);

function Gate({ farmer }: { farmer: Farmer }) {
  const { me, owner, instead } = useHolder(farmer.owner, farmer.setOwner, allows);
  const path = usePath();
  useEffect(() => {
    if (!owner) return;
    farmer.start();
    return () => farmer.stop();
  }, [owner?.id, farmer]);
  useEffect(() => {
    if (me) void farmer.outbox.send();
  }, [me?.id, me?.session, farmer]);
  // who has the one of the two pages alone is led to it
  const elsewhere = me && (path.startsWith(BLOCKS) ? !keeps(me) && HOME : !farms(me) && BLOCKS);
  useEffect(() => {
    if (elsewhere) window.location.replace(elsewhere);
  }, [elsewhere]);
  if (instead) return instead.is;
  if (elsewhere) return null;
  return path.startsWith(BLOCKS) ? <BlockScreen /> : <Plots />;
}

function Plots() {
  const t = useWords();
  const lang = useLang();
  const farmer = useFarmer();
  const { page } = useStore(farmer.known.known);
  const line = useStore(farmer.known.line);
  const jobs = useStore(farmer.jobs);
  const wanted = wantedIn(useSearch());
  if (!page)
    return (
      <NothingScreen
        title={t.page}
        icon="water"
        words={line === 'lost' ? t.notYet : t.asking}
        why={line === 'lost' ? t.notYetWhy : ''}
      />
    );
  const now = Date.now();
  const named = page.plots.map((plot) => ({ ...plot, name: plotName(plot, lang) }));
  const plots = byUrgency(named, (plot) => todaysWord(saidOf(plot, jobs, now), now) !== undefined);
  const asked = plots.find(({ id }) => id === wanted.plot);
  const nothing = { title: t.page, icon: 'map', cooperative: page.cooperative } as const;
  if (plots.length === 0) return <NothingScreen {...nothing} words={t.noPlots} why={t.noPlotsWhy} />;
  if (wanted.list) return <PlotsScreen plots={plots} />;
  const plot = wanted.plot === undefined ? plots[0] : asked;
  if (!plot)
    return (
      <NothingScreen {...nothing} words={t.noSuchPlot} why={t.noSuchPlotWhy} way={{ words: t.allPlots, href: LIST }} />
    );
  switch (asked && wanted.doing) {
    case 'hours':
    case 'more-hours':
      return <HoursScreen plot={plot} many={wanted.doing === 'more-hours'} />;
    case 'why-not':
      return <ObstacleScreen plot={plot} page={page} />;
    case 'rain':
    case 'level':
      return <NumberScreen plot={plot} of={wanted.doing === 'rain' ? 'rain' : 'level'} />;
    case undefined:
      return <PlotScreen key={plot.id} plot={plot} plots={plots} page={page} />;
  }
}
