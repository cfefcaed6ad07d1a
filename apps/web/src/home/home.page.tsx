import { useEffect } from 'react';
import { StillAsking } from '../session/gate-notes.js';
import { Gate } from '../session/gate.js';
import { homeOf } from '../session/home-of.js';
import { useMe } from '../session/use-me.js';

/** The hub's bare address: leads to what its reader may use. */
export default function HomePage() {
  return (
    <Gate>
      <Forward />
    </Gate>
  );
}

function Forward() {
  const home = homeOf(useMe());
  useEffect(() => window.location.replace(home), [home]);
  return <StillAsking />;
}
