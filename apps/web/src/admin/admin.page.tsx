import '../ui/base.css';
import './admin.css';
import { Suspense, useEffect } from 'react';
import { NoRight } from '../session/gate-notes.js';
import { Gate } from '../session/gate.js';
import { useMe } from '../session/use-me.js';
import { ButtonLink } from '../ui/button.js';
import { Empty } from '../ui/notice.js';
import { usePath, useSearch } from '../ui/way.js';
import { HubContext, useOpenHub } from './data/hub.js';
import { Frame } from './frame/frame.js';
import { Part } from './frame/part.js';
import { maySee, SECTIONS } from './frame/sections.js';
import { PAGES } from './pages.js';
import { useFrameWords } from './frame/words.js';
import { Waiting } from './parts/waiting.js';
import { hrefOf, parseAddress } from './route/address.js';

export default function AdminPage() {
  return (
    <Gate>
      <Admin />
    </Gate>
  );
}

function Admin() {
  const me = useMe();
  const hub = useOpenHub(me);
  const t = useFrameWords();
  const address = parseAddress(usePath() + useSearch());
  const open = address && maySee(me, address.section) ? address : undefined;
  const title = open ? t.sections[open.section] : t.nowhere;
  useEffect(() => {
    document.title = `${title} – ${t.admin}`;
  }, [title, t]);
  if (!SECTIONS.some((section) => maySee(me, section))) return <NoRight me={me} />;
  if (!hub) return null;
  const Page = open && PAGES[open.section];
  return (
    <HubContext value={hub}>
      <Frame section={open?.section}>
        <Part key={open?.section}>
          <Suspense fallback={<Waiting />}>{Page && open ? <Page address={open} /> : <Nowhere />}</Suspense>
        </Part>
      </Frame>
    </HubContext>
  );
}

function Nowhere() {
  const t = useFrameWords();
  return (
    <Empty icon="map" title={t.nowhere}>
      <p>{t.nowhereWhy}</p>
      <ButtonLink kind="go" icon="home" href={hrefOf('overview')}>
        {t.toOverview}
      </ButtonLink>
    </Empty>
  );
}
