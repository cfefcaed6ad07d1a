import { type Device, type Field, METRICS } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { IconButton } from '../../ui/button.js';
import { Way } from '../../ui/way.js';
import { Box } from '../parts/box.js';
import { hrefOf } from '../route/address.js';
import { addressIn, type MapDraft, previewOf, timeIn, withDevicePath, withoutField, withTime } from './map-draft.js';
import { PreviewWords } from './preview-words.js';
import { TimeWords } from './time-words.js';
import { useLetterWords } from './words.js';

interface PanelProps {
  gateway: { id: string; name: string };
  draft: MapDraft;
  record: unknown;
  topic: string;
  devices: readonly Device[];
  onDraft(draft: MapDraft): void;
  onEdit(field: Field): void;
}

/** The map as it stands, each line with the value that it makes of this packet. */
export function MapPanel(props: PanelProps) {
  const { gateway, draft, record, onDraft, onEdit } = props;
  const t = useLetterWords();
  const lang = useLang();
  return (
    <Box title={t.mapOf(gateway.name)}>
      <dl className="map-lines">
        <div>
          <dt>{t.deviceName}</dt>
          <dd>
            <DeviceLine {...props} />
          </dd>
        </div>
        <div>
          <dt>{t.time}</dt>
          <dd>
            {draft.timePath === undefined ? (
              <span className="meta">{t.timeNone}</span>
            ) : (
              <>
                <TimeWords at={timeIn(draft, record)} />
                <code>{draft.timePath}</code>
                <IconButton icon="close" label={t.remove(t.time)} onClick={() => onDraft(withTime(draft, undefined))} />
              </>
            )}
          </dd>
        </div>
        {draft.fields.map((field) => {
          const name = METRICS[field.metric][lang];
          return (
            <div key={`${field.path} ${field.register?.offset}`}>
              <dt>{name}</dt>
              <dd>
                <PreviewWords metric={field.metric} preview={previewOf(field, record)} />
                <code>{field.path}</code>
                <IconButton icon="edit" label={t.edit(name)} onClick={() => onEdit(field)} />
                <IconButton icon="close" label={t.remove(name)} onClick={() => onDraft(withoutField(draft, field))} />
              </dd>
            </div>
          );
        })}
      </dl>
      {draft.fields.length === 0 && <p className="meta">{t.noLines}</p>}
    </Box>
  );
}

function DeviceLine({ gateway, draft, record, topic, devices, onDraft }: PanelProps) {
  const t = useLetterWords();
  const address = addressIn(draft, record, topic);
  if (address === undefined && draft.devicePath === undefined && draft.topicIndex === undefined) {
    const [only] = devices;
    return <span className="meta">{devices.length === 1 ? t.known(only!.name) : t.deviceOnly}</span>;
  }
  const device = devices.find((d) => (d.address ?? d.id).toLowerCase() === address?.toLowerCase());
  return (
    <>
      <span className="preview">
        <b>{address ?? '—'}</b>
        {device ? (
          <Way href={hrefOf('devices', [device.id])}>{t.known(device.name)}</Way>
        ) : (
          <span className="preview-wrong">{address === undefined ? t.absent : t.unknownDevice}</span>
        )}
      </span>
      <code>{draft.devicePath ?? t.topicLevel(draft.topicIndex ?? 0)}</code>
      <IconButton
        icon="close"
        label={t.remove(t.deviceName)}
        onClick={() => onDraft(withDevicePath(draft, undefined))}
      />
      {!device && address !== undefined && (
        <Way
          className="register-device"
          href={hrefOf('devices', ['+'], {
            gateway: gateway.id,
            'dia-chi': address,
            ve: window.location.pathname,
          })}
        >
          {t.register}
        </Way>
      )}
    </>
  );
}
