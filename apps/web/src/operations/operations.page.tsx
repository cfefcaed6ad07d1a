import '../ui/base.css';
import './operations.css';
import { Suspense, useEffect, useState } from 'react';
import { later } from '../live/later.js';
import { askAllAgain } from '../admin/data/ask.js';
import { HubContext } from '../admin/data/hub.js';
import type { Hub } from '../admin/data/line.js';
import { connectHub } from '../live/hub-client.js';
import { Gate } from '../session/gate.js';
import { refreshSession } from '../session/session.js';
import { Waiting } from '../admin/parts/waiting.js';
import { usePath } from '../ui/way.js';
import { AirBar } from '../broadcasts/air-bar.js';
import { BROADCASTS, BULLETIN, HANDOVER } from './address.js';
import { Console } from './console.js';

const Handover = later(async () => ({ default: (await import('../shift/handover.js')).Handover }));
const Broadcasts = later(async () => ({ default: (await import('../broadcasts/broadcasts.js')).Broadcasts }));
const Bulletin = later(async () => ({ default: (await import('../shift/bulletin.js')).Bulletin }));

export default function OperationsPage() {
  return (
    <Gate needs="alerts.read">
      <WithHub />
    </Gate>
  );
}

/** The line is kept for as long as the page is shown; each sees what is his or hers to see. */
function WithHub() {
  const [hub, setHub] = useState<Hub>();
  useEffect(() => {
    const opened = connectHub(() => void refreshSession());
    setHub(opened);
    const stop = opened.onReconnect(askAllAgain);
    return () => {
      stop();
      opened.stop();
    };
  }, []);
  if (!hub) return null;
  return (
    <HubContext value={hub}>
      <div className="with-air-bar">
        <AirBar />
        <Part />
      </div>
    </HubContext>
  );
}

function Part() {
  const path = usePath();
  const Beside = { [HANDOVER]: Handover, [BULLETIN]: Bulletin, [BROADCASTS]: Broadcasts }[path];
  if (!Beside) return <Console />;
  return (
    <Suspense fallback={<Waiting />}>
      <Beside />
    </Suspense>
  );
}
