import { type ReactElement, useState } from 'react';
import { LangSwitch } from '../../i18n/lang-switch.js';
import { useStore } from '../../live/store.js';
import { updates } from '../../phone/offline/updates.js';
import { Screen } from '../../phone/screen.js';
import { SecureNotice } from '../../session/secure-notice.js';
import { session, signOut } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Empty } from '../../ui/notice.js';
import { go } from '../../ui/way.js';
import type { Draft } from '../draft/draft.js';
import { useInstaller } from '../installer.js';
import { LineBand } from '../line-band.js';
import { keepForGood } from '../../phone/storage/keep-for-good.js';
import { stepPath } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { DraftRow } from './draft-row.js';
import { JobRow } from './job-row.js';

/** What was put up, what waits, what was not taken; and the one thing to do: the next box. */
export function HomeScreen({ stranger }: { stranger: boolean }) {
  const { model, owner } = useInstaller();
  const t = useWords();
  const { drafts, jobs, ofOthers } = useStore(model.state);
  const [dropping, setDropping] = useState<Draft>();
  const newVersion = useStore(updates);
  const { phase } = useStore(session);
  const connected = phase === 'known' && !stranger;
  const waiting = jobs.filter(({ state }) => state === 'queued');
  const refused = jobs.filter(({ state }) => state === 'refused');
  const done = jobs.filter(({ state }) => state === 'sent').reverse();
  const [draft] = drafts;

  const begin = () => {
    void keepForGood();
    model.begin();
    go(stepPath('scan'));
  };
  const goOn = (one: Draft) => {
    model.take(one);
    go(stepPath(one.step));
  };
  return (
    <Screen
      title={t.title}
      over={t.hello(useStore(owner)?.name ?? '')}
      corner={<LangSwitch />}
      bands={<LineBand stranger={stranger} />}
      dock={
        draft ? (
          <div className="pair">
            <Button kind="line" wet wide icon="add" onClick={begin}>
              {t.another}
            </Button>
            <Button kind="go" wet wide iconAfter="next" onClick={() => goOn(draft)}>
              {t.goOnShort}
            </Button>
          </div>
        ) : (
          <Button kind="go" wet wide icon="add" onClick={begin}>
            {jobs.length === 0 ? t.begin : t.nextBox}
          </Button>
        )
      }
    >
      <div className="pad lists">
        {newVersion && (
          <Button kind="line" wide icon="again" onClick={newVersion.take}>
            {t.newVersion}: {t.update}
          </Button>
        )}
        {jobs.length + drafts.length === 0 && (
          <Empty icon="box" title={t.noneYet}>
            <p>{t.noneYetHow}</p>
          </Empty>
        )}
        <ul>
          {drafts.map((one) => (
            <DraftRow key={one.key} draft={one} onDrop={() => setDropping(one)} onTake={() => goOn(one)} />
          ))}
        </ul>
        <List title={t.problemList}>
          {refused.map((job) => (
            <JobRow key={job.key} job={job} />
          ))}
        </List>
        <List title={t.waitingList}>
          {waiting.map((job, i) => (
            <JobRow key={job.key} job={job} place={i + 1} />
          ))}
        </List>
        {waiting.length > 0 && <p className="meta">{t.keptHere}</p>}
        {ofOthers > 0 && <p className="meta">{t.ofOthers(ofOthers)}</p>}
        <List title={t.doneList}>
          {done.map((job) => (
            <JobRow key={job.key} job={job} />
          ))}
        </List>
        <SecureNotice />
        {connected && <SignOut waiting={waiting.length} />}
      </div>
      {dropping && (
        <Dialog
          title={t.throwAway}
          onClose={() => setDropping(undefined)}
          actions={
            <>
              <Button kind="line" wide wet onClick={() => setDropping(undefined)}>
                {t.keepIt}
              </Button>
              <Button
                kind="danger"
                wide
                wet
                onClick={() => {
                  model.throwAway(dropping);
                  setDropping(undefined);
                }}
              >
                {t.yesThrowAway}
              </Button>
            </>
          }
        >
          <p>{t.throwAwayAsk}</p>
        </Dialog>
      )}
    </Screen>
  );
}

function List({ title, children }: { title: string; children: readonly ReactElement[] }) {
  if (children.length === 0) return null;
  return (
    <section>
      <h2 className="meta">{title}</h2>
      <ol>{children}</ol>
    </section>
  );
}

/** Only with a line to the centre: the session ends there, not here. */
function SignOut({ waiting }: { waiting: number }) {
  const { setOwner } = useInstaller();
  const t = useWords();
  const leave = async () => {
    await signOut();
    setOwner(undefined);
  };
  return (
    <div>
      <Button kind="quiet" icon="leave" onClick={() => void leave().catch(() => undefined)}>
        {t.signOut}
      </Button>
      {waiting > 0 && <p className="meta">{t.signOutWaits(waiting)}</p>}
    </div>
  );
}
