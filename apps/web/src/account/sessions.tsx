import { useCallback, useEffect, useState } from 'react';
import { ageWords } from '../format/age.js';
import { formatWords } from '../format/words.js';
import { useLang } from '../i18n/lang.js';
import { getJson, listIn, sendJson } from '../live/rest.js';
import { refusalWords } from '../session/refusal-words.js';
import { Button } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Notice } from '../ui/notice.js';
import { say } from '../ui/toast.js';
import { useWords } from './words.js';

interface Session {
  id: string;
  kind: 'browser' | 'phone' | 'wall' | 'program';
  /** Browser and system. */
  label: string;
  address: string;
  created: number;
  lastSeen: number;
  current: boolean;
}

/** Where one is signed in; a device that is not at hand is signed out from here. */
export function Sessions() {
  const t = useWords();
  const lang = useLang();
  const [sessions, setSessions] = useState<readonly Session[]>();
  const [failed, setFailed] = useState<string>();
  const load = useCallback(async () => {
    try {
      setSessions(listIn<Session>(await getJson('/api/me/sessions'), 'sessions'));
      setFailed(undefined);
    } catch (error) {
      setFailed(refusalWords(error, lang));
    }
  }, [lang]);
  useEffect(() => void load(), [load]);
  const end = async (ended: readonly Session[]) => {
    try {
      for (const { id } of ended) await sendJson('DELETE', `/api/me/sessions/${encodeURIComponent(id)}`);
      say(t.ended(ended.length));
    } catch (error) {
      setFailed(refusalWords(error, lang));
    }
    await load();
  };
  const others = (sessions ?? []).filter((s) => !s.current);
  const ages = formatWords[lang];
  const now = Date.now();
  return (
    <section>
      <h2>{t.signedInAt}</h2>
      {failed && <Notice kind="warning" title={failed} />}
      <ul className="sessions">
        {[...(sessions ?? [])]
          .sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeen - a.lastSeen)
          .map((session) => (
            <li key={session.id}>
              <Icon name={session.kind === 'phone' ? 'device' : 'wall'} />
              <div>
                <p>
                  <strong>{session.label}</strong>
                  {session.current && <span className="this-one">{t.thisOne}</span>}
                </p>
                <p className="meta">
                  {session.address} ·{' '}
                  {session.current ? t.inUse : ages.ago(ageWords(Math.max(0, now - session.lastSeen), ages))}
                </p>
              </div>
              {!session.current && (
                <Button aria-label={t.endOne(session.label)} onClick={() => void end([session])}>
                  {t.end}
                </Button>
              )}
            </li>
          ))}
      </ul>
      {others.length > 1 && (
        <Button icon="leave" onClick={() => void end(others)}>
          {t.endOthers(others.length)}
        </Button>
      )}
    </section>
  );
}
