import { type Device, type Gateway, isGone } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { ButtonLink } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { Way } from '../../ui/way.js';
import { useDevices, useGateways } from '../data/devices.js';
import { Answered, NotAnswered } from '../parts/answered.js';
import { Facts } from '../parts/facts.js';
import { PageHead } from '../parts/page-head.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { type Letter, useLetter } from './letters.js';
import { LookOnly } from './look-only.js';
import { MapEditor } from './map-editor.js';
import { recordsOf } from './packet-tree.js';
import { reasonIn } from './reason-words.js';
import { useLetterWords } from './words.js';

/** One packet that was set aside, and what can be done with it. */
export function LetterPage({ id }: { id: string }) {
  const t = useLetterWords();
  const asked = useLetter(id);
  // once it is read the hub has it no longer, and the page still tells what came of it
  const [kept, setKept] = useState<Letter>();
  const answer = kept ? { value: kept, asking: false } : asked;
  useEffect(() => {
    if (asked.value) setKept((known) => known ?? asked.value);
  }, [asked.value]);
  const gateways = useGateways();
  const devices = useDevices();
  const back = { href: hrefOf('unrecognised'), words: t.title };
  if (!kept && asked.failed?.reason === 'not-found')
    return (
      <>
        <PageHead title={t.title} back={back} />
        <Empty icon="check" title={t.gone}>
          <ButtonLink icon="list" href={hrefOf('unrecognised')}>
            {t.toList}
          </ButtonLink>
        </Empty>
      </>
    );
  if (gateways.failed && !gateways.value) return <NotAnswered error={gateways.failed} />;
  return (
    <Answered answer={answer}>
      {(letter) => (
        <Answered answer={gateways}>
          {({ gateways: all }) => (
            <Opened letter={letter} gateways={all} devices={devices.value?.devices ?? []} back={back} />
          )}
        </Answered>
      )}
    </Answered>
  );
}

function Opened(props: {
  letter: Letter;
  gateways: readonly Gateway[];
  devices: readonly Device[];
  back: { href: string; words: string };
}) {
  const { letter, gateways, devices, back } = props;
  const t = useLetterWords();
  const lang = useLang();
  const gateway = gateways.find((g) => g.id === letter.account);
  const behind = devices.filter((d) => d.gateway !== undefined && d.gateway === gateway?.id && !isGone(d.state));
  const packet = letter.encoding === 'utf8' && letter.payload !== undefined ? recordsOf(letter.payload) : undefined;
  return (
    <>
      <PageHead
        title={t.kinds[letter.kind]}
        back={back}
        lead={
          <p className="letter-reason">
            <Severity kind="watch" />
            {reasonIn(letter.reason, lang)}
          </p>
        }
      />
      <Facts
        facts={[
          [t.from, <Sender key="from" letter={letter} gateway={gateway} />],
          [t.topic, letter.topic && <code key="topic">{letter.topic}</code>],
          [t.received, <Exactly key="at" at={letter.received} />],
        ]}
      />
      {gateway?.codec === 'generic' && packet && packet.records.length > 0 ? (
        <MapEditor letter={letter} gateway={gateway} records={packet.records} list={packet.list} devices={behind} />
      ) : (
        <LookOnly
          letter={letter}
          gateway={gateway}
          device={devices.find((d) => d.id === letter.account)}
          records={packet?.records}
        />
      )}
    </>
  );
}

function Sender({ letter, gateway }: { letter: Letter; gateway: Gateway | undefined }) {
  const { account } = letter;
  if (account === undefined) return '—';
  const section = gateway ? 'gateways' : 'devices';
  return <Way href={hrefOf(section, [account])}>{gateway?.name ?? account}</Way>;
}
