import { serviceKey } from '#hub/contracts';
import { useLive } from '../admin/data/hub.js';
import { whenShort } from '../format/clock.js';
import { BROADCASTS } from '../operations/address.js';
import { useOutOfService } from '../service/service-list.js';
import { useRuleTitles } from '../service/use-service.js';
import { useServiceWords } from '../service/words.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Icon } from '../ui/icon.js';
import { Way } from '../ui/way.js';
import { useShiftWords } from './words.js';

interface Named {
  nameOf(device: string): string;
  most: number;
}

/** Commands that are not over. */
export function Commands({ nameOf, most }: Named) {
  const t = useShiftWords();
  const waiting = [...useLive((live) => live.commands).values()];
  if (waiting.length === 0) return null;
  return (
    <section>
      <h2>{t.commands}</h2>
      <ul className="shift-lines">
        {waiting.slice(0, most).map(({ id, state, device, name }) => (
          <li key={id}>
            <Icon name="power" />
            <span className="what">
              {nameOf(device)} · {name}
            </span>
            <span className="meta">{state === 'awaiting-approval' ? t.waitsApproval : t.waits}</span>
          </li>
        ))}
        <More of={waiting.length} most={most} />
      </ul>
    </section>
  );
}

/** What nobody watches until somebody takes it back, and why. */
export function ServiceLines({ nameOf, now, most }: Named & { now: number }) {
  const t = useShiftWords();
  const words = useServiceWords();
  const titleOf = useRuleTitles();
  const out = useOutOfService();
  if (out.length === 0) return null;
  return (
    <section>
      <h2>{t.outOfService}</h2>
      <ul className="shift-lines">
        {out.slice(0, most).map((entry) => (
          <li key={serviceKey(entry)}>
            <Icon name="eyeOff" />
            <span className="what">
              {nameOf(entry.device)} · {entry.rule === undefined ? words.every : titleOf(entry.rule)}
              <q>{entry.reason}</q>
            </span>
            <span className="meta">{words.since(entry.by, whenShort(entry.at, now))}</span>
          </li>
        ))}
        <More of={out.length} most={most} />
      </ul>
    </section>
  );
}

/** Public messages that somebody wrote and nobody approved yet, the oldest first. */
export function Messages({ now, most }: { now: number; most: number }) {
  const t = useShiftWords();
  const me = useMe();
  const drafts = [...useLive((live) => live.broadcasts).values()]
    .filter(({ state }) => state === 'draft')
    .sort((a, b) => a.written.at - b.written.at);
  if (drafts.length === 0) return null;
  const opens = may(me, 'broadcasts.write') || may(me, 'broadcasts.approve');
  return (
    <section>
      <h2>{t.messages}</h2>
      <ul className="shift-lines">
        {drafts.slice(0, most).map(({ id, text, urgency, drill, written }) => (
          <li key={id}>
            <Icon name="sound" />
            <span className="what">
              {drill && <b>{t.drill} · </b>}
              {urgency === 'emergency' && <b>{t.emergencyMessage} · </b>}
              {opens ? <Way href={BROADCASTS}>{text}</Way> : text}
            </span>
            <span className="meta">{t.writtenBy(written.by, whenShort(written.at, now))}</span>
          </li>
        ))}
        <More of={drafts.length} most={most} />
      </ul>
    </section>
  );
}

function More({ of, most }: { of: number; most: number }) {
  const t = useShiftWords();
  return of > most ? <li className="meta">{t.more(of - most)}</li> : null;
}
