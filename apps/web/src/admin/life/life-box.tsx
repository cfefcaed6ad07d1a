import type { Device, LifeEntry } from '#hub/contracts';
import { type ReactNode, useState } from 'react';
import { whenShort } from '../../format/clock.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { DEVICES } from '../data/devices.js';
import { useNow } from '../data/hub.js';
import { StateMark } from '../devices/link-words.js';
import { Box } from '../parts/box.js';
import { hrefOf } from '../route/address.js';
import { LifeDialog } from './life-dialog.js';
import { nextStates } from './next-states.js';
import { useLifeWords } from './words.js';

const EVERY_MS = 30_000;

export const useLife = (id: string) =>
  useAsk<{ life: LifeEntry[] }>(`${DEVICES}/${encodeURIComponent(id)}/life`, EVERY_MS);

/** The state of a device: since when, why, until when; and what may become of it. */
export function LifeBox({ device }: { device: Device }) {
  const t = useLifeWords();
  const me = useMe();
  const now = useNow(60_000);
  const [open, setOpen] = useState(false);
  const [newest] = useLife(device.id).value?.life ?? [];
  const entry = newest?.to === device.state ? newest : undefined;
  return (
    <Box title={t.title}>
      <p>
        <StateMark state={device.state} /> {entry && <span className="num">{t.since(whenShort(entry.at, now))}</span>}
      </p>
      {device.maintenanceUntil !== undefined && <p>{t.until(whenShort(device.maintenanceUntil, now))}</p>}
      {entry && <Why entry={entry} />}
      {nextStates(device, (permission) => may(me, permission)).length > 0 && (
        <p>
          <Button icon="settings" onClick={() => setOpen(true)}>
            {t.change}
          </Button>
        </p>
      )}
      {open && <LifeDialog device={device} onClose={() => setOpen(false)} />}
    </Box>
  );
}

/** What was said with a change of state, where anything was. */
export function Why({ entry: { other, reason, to } }: { entry: LifeEntry }): ReactNode {
  const t = useLifeWords();
  if (!other && !reason) return null;
  return (
    <p className="meta">
      {other && (
        <>
          {to === 'replaced' ? t.replacedBy : t.replaces} <Way href={hrefOf('devices', [other])}>{other}</Way>
        </>
      )}
      {other && reason && ' · '}
      {reason}
    </p>
  );
}
