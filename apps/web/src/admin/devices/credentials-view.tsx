import type { Device } from '#hub/contracts';
import { sendJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Way } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { DEVICES } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { Box } from '../parts/box.js';
import { Facts } from '../parts/facts.js';
import { Failed } from '../parts/failed.js';
import { NewSecret } from '../parts/new-secret.js';
import { Exactly } from '../parts/when.js';
import { usePartWords } from '../parts/words.js';
import { hrefOf } from '../route/address.js';
import { useDeviceWords } from './words.js';

interface Rotation {
  wantedAt: number;
  wantedBy: string;
  issuedAt?: number;
  ackedAt?: number;
}

const EVERY_MS = 5000;

/** What it signs in with: changed over the air without a gap, or anew at once. */
export function CredentialsView({ device }: { device: Device }) {
  const t = useDeviceWords();
  const path = `${DEVICES}/${encodeURIComponent(device.id)}`;
  if (device.gateway)
    return (
      <Box title={t.tabs.credentials}>
        <p>{t.noOwnSecret}</p>
        <p>
          <Way href={hrefOf('gateways', [device.gateway])}>{device.gateway}</Way>
        </p>
      </Box>
    );
  return (
    <div className="main-column">
      <RotationBox path={`${path}/rotation`} />
      <Box title={t.newSecret}>
        <p className="meta">{t.newSecretLead}</p>
        <p>
          <NewSecret
            account={device.id}
            path={`${path}/secret`}
            words={{ act: t.newSecret, title: t.newSecretTitle, why: t.newSecretWhy }}
          />
        </p>
      </Box>
    </div>
  );
}

function RotationBox({ path }: { path: string }) {
  const t = useDeviceWords();
  const p = usePartWords();
  const sending = useSend();
  const rotation = useAsk<Rotation | undefined>(path, EVERY_MS).value;
  const send = (method: 'POST' | 'DELETE') =>
    void sending.run(async () => {
      await sendJson(method, path, method === 'POST' ? {} : undefined);
      askAgain(path);
    });
  return (
    <Box title={t.rotation}>
      <p className="meta">{t.rotationLead}</p>
      {rotation && (
        <Facts
          facts={[
            [t.rotationWanted, <Exactly key="wanted" at={rotation.wantedAt} />],
            [
              t.rotationIssued,
              rotation.issuedAt === undefined ? t.notYet : <Exactly key="sent" at={rotation.issuedAt} />,
            ],
            [
              t.rotationAcked,
              rotation.ackedAt === undefined ? t.notYet : <Exactly key="acked" at={rotation.ackedAt} />,
            ],
          ]}
        />
      )}
      <p>
        {rotation ? (
          <Button icon="close" busy={sending.busy && p.working} onClick={() => send('DELETE')}>
            {t.rotationCancel}
          </Button>
        ) : (
          <Button icon="again" busy={sending.busy && p.working} onClick={() => send('POST')}>
            {t.rotationStart}
          </Button>
        )}
      </p>
      <Failed error={sending.failed} />
    </Box>
  );
}
