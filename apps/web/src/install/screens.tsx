import { useEffect } from 'react';
import { useStore } from '../live/store.js';
import { go, usePath } from '../ui/way.js';
import { BoxScreen } from './check/box.screen.js';
import { stepWithin } from './draft/draft.js';
import { HomeScreen } from './home/home.screen.js';
import { useInstaller } from './installer.js';
import { NameScreen } from './name/name.screen.js';
import { HOME, stepOf, stepPath, wantedAt } from './paths.js';
import { HamletScreen } from './place/hamlet.screen.js';
import { PlaceScreen } from './place/place.screen.js';
import { ProfileScreen } from './profile/profile.screen.js';
import { ScanScreen } from './scan/scan.screen.js';
import { TypeScreen } from './scan/type.screen.js';

/** The screen that the address asks for, as far as what is entered allows it. */
export function Screens({ stranger }: { stranger: boolean }) {
  const { model } = useInstaller();
  const { drafts, jobs } = useStore(model.state);
  const wanted = wantedAt(usePath());
  const [draft] = drafts;
  const job = wanted.screen === 'box' ? jobs.find(({ key }) => key === wanted.key) : undefined;

  let elsewhere: string | undefined;
  if (wanted.screen === 'box') elsewhere = job ? undefined : HOME;
  else if (wanted.screen !== 'home') {
    const step = stepOf(wanted.screen);
    const within = draft && stepWithin(step, draft);
    elsewhere = !within ? HOME : within === step ? undefined : stepPath(within);
  }
  useEffect(() => {
    if (elsewhere) go(elsewhere, { replace: true });
  }, [elsewhere]);
  if (elsewhere) return null;

  switch (wanted.screen) {
    case 'home':
      return <HomeScreen stranger={stranger} />;
    case 'box':
      return <BoxScreen job={job!} stranger={stranger} />;
    case 'scan':
      return <ScanScreen draft={draft!} />;
    case 'type':
      return <TypeScreen draft={draft!} />;
    case 'profile':
      return <ProfileScreen draft={draft!} />;
    case 'place':
      return <PlaceScreen draft={draft!} />;
    case 'hamlet':
      return <HamletScreen draft={draft!} />;
    case 'name':
      return <NameScreen draft={draft!} />;
  }
}
