import './walls.css';
import { useCallback, useEffect, useState } from 'react';
import { ageWords } from '../../format/age.js';
import { ddmmyyyy, hhmm } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { getJson, listIn, sendJson } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Empty, Notice } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { PageHead } from '../parts/page-head.js';
import { PairForm } from './pair-form.js';
import { useWords } from './words.js';

/** A display that may show the hub's live picture, and do nothing else. */
export interface PairedWall {
  id: string;
  name: string;
  created: number;
  lastSeen?: number;
  pairedBy?: string;
}

/** A screen that shows a code. */
interface WaitingScreen {
  code: string;
  label: string;
  address: string;
  since: number;
}

export default function WallsSection() {
  const t = useWords();
  const lang = useLang();
  const [walls, setWalls] = useState<readonly PairedWall[]>();
  const [waiting, setWaiting] = useState<readonly WaitingScreen[]>([]);
  const [asked, setAsked] = useState('');
  const [failed, setFailed] = useState<string>();
  const [revoking, setRevoking] = useState<PairedWall>();
  const load = useCallback(async () => {
    try {
      const answer = await getJson('/api/walls');
      setWalls(listIn<PairedWall>(answer, 'walls'));
      setWaiting(listIn<WaitingScreen>(answer, 'waiting'));
      setFailed(undefined);
    } catch (error) {
      setFailed(refusalWords(error, lang));
    }
  }, [lang]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  const now = Date.now();

  return (
    <div className="walls">
      <PageHead title={t.title} />
      {waiting.length > 0 && (
        <section className="waiting-screens" aria-label={t.waiting}>
          <h2>{t.waiting}</h2>
          <ul>
            {waiting.map(({ code, label, address }) => (
              <li key={code}>
                <b className="num">{code}</b> {label} <span className="meta num">{address}</span>
                <Button onClick={() => setAsked(code)}>{t.use}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <PairForm
        key={asked}
        first={asked}
        onPaired={(name) => {
          say(t.paired(name));
          void load();
        }}
      />
      {failed && <Notice kind="warning" title={failed} />}
      {walls && (
        <Table
          caption={t.title}
          rows={walls}
          keyOf={(wall) => wall.id}
          columns={[
            { id: 'name', head: t.name, cell: (wall) => wall.name },
            {
              id: 'seen',
              head: t.seen,
              cell: (wall) => seenWords(wall, now, t, formatWords[lang]),
            },
            {
              id: 'since',
              head: t.since,
              num: true,
              cell: (wall) => `${ddmmyyyy(wall.created)} ${hhmm(wall.created)}`,
            },
            {
              id: 'act',
              head: t.action,
              quiet: true,
              cell: (wall) => (
                <Button kind="danger" icon="off" onClick={() => setRevoking(wall)}>
                  {t.revoke}
                </Button>
              ),
            },
          ]}
          empty={<Empty icon="wall" title={t.none} />}
        />
      )}
      {revoking && (
        <Revoke
          wall={revoking}
          onClose={(done) => {
            setRevoking(undefined);
            if (done) {
              say(t.revoked(revoking.name));
              void load();
            }
          }}
        />
      )}
    </div>
  );
}

const EVERY_MS = 10_000;
/** The hub writes down when a session was used every few minutes, no finer. */
const RECENT_MS = 15 * 60_000;
function seenWords(
  wall: PairedWall,
  now: number,
  t: ReturnType<typeof useWords>,
  ages: (typeof formatWords)['vi'],
): string {
  if (wall.lastSeen === undefined) return t.neverSeen;
  const age = now - wall.lastSeen;
  return age < RECENT_MS ? t.recent : ages.ago(ageWords(age, ages));
}

function Revoke({ wall, onClose }: { wall: PairedWall; onClose(done: boolean): void }) {
  const t = useWords();
  const lang = useLang();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const revoke = async () => {
    setBusy(true);
    try {
      await sendJson('DELETE', `/api/walls/${encodeURIComponent(wall.id)}`);
      onClose(true);
    } catch (error) {
      setFailed(refusalWords(error, lang));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.revokeTitle(wall.name)}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{t.keep}</Button>
          <Button kind="danger" icon="off" busy={busy && t.sending} onClick={() => void revoke()}>
            {t.revoke}
          </Button>
        </>
      }
    >
      <p>{t.revokeHow}</p>
      {failed && <Notice kind="warning" title={failed} />}
    </Dialog>
  );
}
