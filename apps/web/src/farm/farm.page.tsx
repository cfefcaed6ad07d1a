import '../ui/base.css';
import '../phone/phone.css';
import './farm.css';
import './cut/cut.css';
import { useEffect, useState } from 'react';
import { useStore } from '../live/store.js';
import { useHolder } from '../phone/holder.js';
import type { SignedIn } from '../session/me.js';
import { usePath, useSearch } from '../ui/way.js';
import { BlockScreen } from './block/block.screen.js';
import { type Farmer, FarmerContext, openFarmer, useFarmer } from './farmer.js';
import { saidOf, todaysWord } from './model/said.js';
import { byUrgency } from './model/urgency.js';
import { BLOCKS, wantedIn } from './paths.js';
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

/** Whoever has no plot is told so on the page: it may be a question of hours until one is entered. */
const allows = (me: SignedIn) => me.kind === 'person';

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
  if (instead) return instead.is;
  return path.startsWith(BLOCKS) ? <BlockScreen /> : <Plots />;
}

function Plots() {
  const t = useWords();
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
  const plots = byUrgency(page.plots, (plot) => todaysWord(saidOf(plot, jobs, now), now) !== undefined);
  const asked = plots.find(({ id }) => id === wanted.plot);
  const plot = asked ?? plots[0];
  if (!plot)
    return (
      <NothingScreen title={t.page} icon="map" words={t.noPlots} why={t.noPlotsWhy} cooperative={page.cooperative} />
    );
  if (wanted.list) return <PlotsScreen plots={plots} />;
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
