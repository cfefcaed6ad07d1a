import './service.css';
import { type OutOfService, serviceKey } from '#hub/contracts';
import { useDevices } from '../admin/data/devices.js';
import { useLive, useNow } from '../admin/data/hub.js';
import { whenShort } from '../format/clock.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { useRuleTitles, useService } from './use-service.js';
import { useServiceWords } from './words.js';

/** What nobody watches now, the newest first; of one device where it is named. */
export function useOutOfService(device?: string): OutOfService[] {
  const all = useLive((live) => live.outOfService);
  return [...all.values()]
    .filter((entry) => device === undefined || entry.device === device)
    .sort((a, b) => b.at - a.at);
}

/** What is out of service, who did it and why; taken back with a press by whoever may. `named`: the device is known. */
export function ServiceList({ entries, named = false }: { entries: readonly OutOfService[]; named?: boolean }) {
  const t = useServiceWords();
  const me = useMe();
  const now = useNow(60_000);
  const titleOf = useRuleTitles();
  const devices = useDevices().value?.devices ?? [];
  const { busy, takeBack } = useService();
  return (
    <ul className="service-list">
      {entries.map((entry) => (
        <li key={serviceKey(entry)}>
          <b>
            {[
              !named && (devices.find(({ id }) => id === entry.device)?.name ?? entry.device),
              entry.rule === undefined ? t.every : titleOf(entry.rule),
            ]
              .filter(Boolean)
              .join(' · ')}
          </b>
          <span>{entry.reason}</span>
          <span className="meta">{t.since(entry.by, whenShort(entry.at, now))}</span>
          {may(me, 'alerts.manage') && (
            <Button busy={busy && t.sending} onClick={() => void takeBack(entry)}>
              {t.back}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
