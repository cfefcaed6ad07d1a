import { useState } from 'react';
import { Box } from '../admin/parts/box.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { ServiceDialog } from './service-dialog.js';
import { ServiceList, useOutOfService } from './service-list.js';
import { useServiceWords } from './words.js';

/** On the page of a device: what nobody watches on it. */
export function ServiceBox({ device }: { device: string }) {
  const t = useServiceWords();
  const me = useMe();
  const entries = useOutOfService(device);
  const [open, setOpen] = useState(false);
  const manages = may(me, 'alerts.manage');
  if (entries.length === 0 && !manages) return null;
  return (
    <Box title={t.title}>
      {entries.length > 0 ? <ServiceList entries={entries} named /> : <p className="meta">{t.hint}</p>}
      {manages && entries.every(({ rule }) => rule !== undefined) && (
        <p>
          <Button icon="close" onClick={() => setOpen(true)}>
            {t.outAll}
          </Button>
        </p>
      )}
      {open && <ServiceDialog device={device} onClose={() => setOpen(false)} />}
    </Box>
  );
}
