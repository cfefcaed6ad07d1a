import { type Device, type Gateway, METRIC_NAMES, METRICS } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { sendJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Way } from '../../ui/way.js';
import { askAgain } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { useDeviceWords } from '../devices/words.js';
import { Box } from '../parts/box.js';
import { Failed } from '../parts/failed.js';
import { PacketText } from '../parts/packet-text.js';
import { hrefOf } from '../route/address.js';
import { type Letter, LETTERS } from './letters.js';
import { emptyDraft } from './map-draft.js';
import { Outcome, type Replayed } from './outcome.js';
import { PacketTreeView } from './packet-tree-view.js';
import { useLetterWords } from './words.js';

/** A packet that no field map can help: what is in it, why it waits, what to do. */
export function LookOnly(props: {
  letter: Letter;
  gateway: Gateway | undefined;
  device: Device | undefined;
  records: readonly unknown[] | undefined;
}) {
  const { letter, gateway, device, records } = props;
  const t = useLetterWords();
  const d = useDeviceWords();
  const sending = useSend();
  const [outcome, setOutcome] = useState<Replayed>();
  const again = () =>
    sending.run(async () => {
      setOutcome(await sendJson<Replayed>('POST', `${LETTERS}/${encodeURIComponent(letter.id)}/replay`, {}));
      askAgain(`${LETTERS}?`);
    });
  const address = /thiết bị "([^"]+)": chưa đăng ký/.exec(letter.reason)?.[1];
  const todo =
    letter.kind === 'refused' || letter.kind === 'failed'
      ? t.todo.refused
      : gateway
        ? gateway.codec === 'generic'
          ? `${t.notJson} ${t.notJsonHow}`
          : t.todo.codec(d.codec[gateway.codec])
        : device
          ? t.todo.device
          : t.todo.gone;
  return (
    <div className="map-editor">
      <Box title={t.packet}>
        {letter.payload === undefined && letter.item === undefined && <p className="meta">{t.noPayload}</p>}
        {records ? (
          <PacketTreeView record={records.length === 1 ? records[0] : records} draft={emptyDraft} />
        ) : (
          <>
            {letter.encoding === 'base64' && <p className="meta">{t.base64}</p>}
            {(letter.payload ?? letter.item) !== undefined && <PacketText text={letter.payload ?? letter.item ?? ''} />}
          </>
        )}
      </Box>
      <div className="map-side">
        <Box title={t.whatToDo}>
          <p>{todo}</p>
          {address !== undefined && gateway && (
            <p>
              <Way
                href={hrefOf('devices', ['+'], {
                  gateway: gateway.id,
                  'dia-chi': address,
                  ve: window.location.pathname,
                })}
              >
                {t.registerFor(address)}
              </Way>
            </p>
          )}
          {device && letter.kind === 'unrecognised' && <Catalogue />}
        </Box>
        {outcome && <Outcome outcome={outcome} letter={letter} device={device} />}
        <Failed error={sending.failed} />
        {!outcome?.resolved && (
          <Button icon="again" busy={sending.busy && t.saving} onClick={() => void again()}>
            {t.again}
          </Button>
        )}
      </div>
    </div>
  );
}

function Catalogue() {
  const t = useLetterWords();
  const lang = useLang();
  return (
    <details>
      <summary>{t.catalogue}</summary>
      <ul className="catalogue">
        {METRIC_NAMES.map((metric) => (
          <li key={metric}>
            <code>{metric}</code> {METRICS[metric][lang]} {METRICS[metric].unit && `(${METRICS[metric].unit})`}
          </li>
        ))}
      </ul>
    </details>
  );
}
