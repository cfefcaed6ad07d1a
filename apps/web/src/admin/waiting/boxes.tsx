import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { askAgain, useAsk } from '../data/ask.js';
import { DEVICES, useProfiles } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Confirm } from '../parts/confirm.js';
import { Failed } from '../parts/failed.js';
import { Pager } from '../parts/pager.js';
import { Ago } from '../parts/when.js';
import { useWaitingWords } from './words.js';

interface WaitingBox {
  id: string;
  batch: string;
  box: string;
  model?: string;
  firmware?: string;
  profile?: string;
  address?: string;
  since: number;
  lastAsked: number;
}
interface Wish {
  name?: string;
  profile?: string;
}

export const BOXES = '/api/boxes';
const PER_PAGE = 50;
const EVERY_MS = 5000;

/** Boxes that wait: named, given their profile, let in or turned away, several at once. */
export function Boxes() {
  const t = useWaitingWords();
  const [offset, setOffset] = useState(0);
  const answer = useAsk<{ boxes: WaitingBox[]; total: number }>(
    `${BOXES}?limit=${PER_PAGE}&offset=${offset}`,
    EVERY_MS,
  );
  return (
    <Answered answer={answer}>
      {({ boxes, total }) =>
        total === 0 ? (
          <Empty icon="box" title={t.none}>
            <p>{t.noneWhy}</p>
          </Empty>
        ) : (
          <>
            <Waiting boxes={boxes} />
            <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
          </>
        )
      }
    </Answered>
  );
}

function Waiting({ boxes }: { boxes: readonly WaitingBox[] }) {
  const t = useWaitingWords();
  const lang = useLang();
  const profiles = useProfiles().value?.profiles ?? [];
  const sending = useSend();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [wishes, setWishes] = useState<Readonly<Record<string, Wish>>>({});
  const [rejecting, setRejecting] = useState(false);
  const picked = boxes.filter(({ id }) => chosen.has(id));
  const wish = (id: string, more: Wish) => setWishes({ ...wishes, [id]: { ...wishes[id], ...more } });
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const approve = () =>
    void sending.run(async () => {
      await postJson(`${BOXES}/approve`, {
        boxes: picked.map(({ id }) => {
          const { name, profile } = wishes[id] ?? {};
          return { box: id, ...(name?.trim() && { name: name.trim() }), ...(profile && { profile }) };
        }),
      });
      say(t.approved(picked.length));
      setChosen(new Set());
      askAgain(BOXES, DEVICES);
    });
  const reject = () =>
    void sending.run(async () => {
      await postJson(`${BOXES}/reject`, { boxes: picked.map(({ id }) => id) });
      say(t.rejected);
      setChosen(new Set());
      setRejecting(false);
      askAgain(BOXES);
    });
  return (
    <>
      <div className="card">
        <Table<WaitingBox>
          caption={t.tabs.boxes}
          rows={boxes}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'box',
              head: t.box,
              cell: ({ id, box, model, firmware }) => (
                <label className="box-choice">
                  <input
                    type="checkbox"
                    aria-label={t.choose(box)}
                    checked={chosen.has(id)}
                    onChange={() => toggle(id)}
                  />
                  <span>
                    {box}
                    <span className="meta id">{[model, firmware].filter(Boolean).join(' · ')}</span>
                  </span>
                </label>
              ),
            },
            { id: 'batch', head: t.batch, cell: ({ batch }) => batch },
            {
              id: 'name',
              head: t.name,
              cell: ({ id, box }) => (
                <input
                  className="input"
                  aria-label={t.nameOf(box)}
                  placeholder={box}
                  value={wishes[id]?.name ?? ''}
                  onChange={(event) => wish(id, { name: event.target.value })}
                />
              ),
            },
            {
              id: 'profile',
              head: t.profile,
              cell: ({ id, box, profile }) => (
                <select
                  className="input"
                  aria-label={t.profileOf(box)}
                  value={wishes[id]?.profile ?? profile ?? ''}
                  onChange={(event) => wish(id, { profile: event.target.value })}
                >
                  <option value="">—</option>
                  {profiles.map((p) => (
                    <option key={p.id} value={p.id}>
                      {p[lang]}
                    </option>
                  ))}
                </select>
              ),
            },
            { id: 'address', head: t.address, num: true, cell: ({ address }) => address },
            { id: 'since', head: t.since, cell: ({ since }) => <Ago at={since} /> },
            { id: 'asked', head: t.asked, cell: ({ lastAsked }) => <Ago at={lastAsked} /> },
          ]}
        />
      </div>
      <div className="box-actions">
        <Button
          kind="go"
          icon="check"
          busy={sending.busy && t.working}
          off={picked.length === 0 && t.chooseFirst}
          onClick={approve}
        >
          {t.approve(picked.length)}
        </Button>
        {picked.length > 0 && (
          <Button kind="danger" icon="off" onClick={() => setRejecting(true)}>
            {t.reject(picked.length)}
          </Button>
        )}
      </div>
      {!rejecting && <Failed error={sending.failed} />}
      {rejecting && (
        <Confirm
          title={t.rejectTitle(picked.length)}
          act={t.reject(picked.length)}
          danger
          sending={sending}
          onAct={reject}
          onClose={() => setRejecting(false)}
        >
          <p>{t.rejectWhy}</p>
        </Confirm>
      )}
    </>
  );
}
