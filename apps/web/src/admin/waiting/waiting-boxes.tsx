import './waiting.css';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { PageHead } from '../parts/page-head.js';
import { Tabs } from '../parts/tabs.js';
import { type Address, hrefOf } from '../route/address.js';
import { Batches } from './batches.js';
import { Boxes } from './boxes.js';
import { Labels } from './labels.js';
import { Shut } from './shut.js';
import { useWaitingWords } from './words.js';

const STEPS = { boxes: undefined, labels: 'tem', batches: 'lo' } as const;
type View = keyof typeof STEPS;

/** How boxes come in: those that wait, labels, keys of batches. */
export default function WaitingBoxes({ address }: { address: Address }) {
  const t = useWaitingWords();
  const me = useMe();
  const [step] = address.steps;
  const open = (Object.keys(STEPS) as View[]).filter((view) =>
    may(me, view === 'labels' ? 'devices.write' : 'devices.approve'),
  );
  const current = open.find((view) => STEPS[view] === step) ?? 'boxes';
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Shut />
      <Tabs
        label={t.views}
        current={current}
        tabs={open.map((view) => {
          const own = STEPS[view];
          return { id: view, words: t.tabs[view], href: hrefOf('waiting', own === undefined ? [] : [own]) };
        })}
      />
      {current === 'boxes' && <Boxes />}
      {current === 'labels' && <Labels />}
      {current === 'batches' && <Batches />}
    </>
  );
}
