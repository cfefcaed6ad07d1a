import { type Field, type Gateway, METRICS } from '#hub/contracts';
import { figure } from '../../format/figures.js';
import { type Lang, useLang } from '../../i18n/lang.js';
import { sendJson } from '../../live/rest.js';
import { IconButton } from '../../ui/button.js';
import { Table } from '../../ui/table.js';
import { askAgain } from '../data/ask.js';
import { GATEWAYS } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { Box } from '../parts/box.js';
import { Facts } from '../parts/facts.js';
import { Failed } from '../parts/failed.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { withoutField } from '../unrecognised/map-draft.js';
import { useLetterWords } from '../unrecognised/words.js';
import { useGatewayWords } from './words.js';

/** The lines of a gateway's field map; new ones are made in a real packet. */
export function FieldMapView({ gateway }: { gateway: Gateway }) {
  const t = useGatewayWords();
  const l = useLetterWords();
  const lang = useLang();
  const sending = useSend();
  const map = gateway.fieldMap;
  const letters = (
    <p>
      <WayButton icon="help" href={hrefOf('unrecognised')}>
        {t.toLetters}
      </WayButton>
    </p>
  );
  if (gateway.codec !== 'generic') return <p className="meta">{t.mapOnlyGeneric}</p>;
  if (!map)
    return (
      <Box title={t.map}>
        <p>{t.noMap}</p>
        {letters}
      </Box>
    );
  const remove = (field: Field) =>
    void sending.run(async () => {
      const left = withoutField(map, field);
      await sendJson('PATCH', `${GATEWAYS}/${encodeURIComponent(gateway.id)}`, {
        version: gateway.version,
        fieldMap: left.fields.length > 0 ? left : null,
      });
      askAgain(GATEWAYS);
    });
  return (
    <Box title={t.map} right={<span className="meta">{t.mapLead}</span>}>
      <Facts
        facts={[
          [t.deviceFrom, map.devicePath ?? (map.topicIndex === undefined ? t.none_ : t.topicLevel(map.topicIndex))],
          [t.timeFrom, map.timePath === undefined ? l.timeNone : `${map.timePath} · ${l.timeUnits[map.timeUnit]}`],
        ]}
      />
      <Table<Field>
        caption={t.map}
        rows={map.fields}
        keyOf={(field) => `${field.path} ${field.register?.offset ?? ''} ${field.metric}`}
        columns={[
          { id: 'metric', head: t.metric, cell: ({ metric }) => METRICS[metric][lang] },
          { id: 'path', head: t.path, cell: ({ path }) => <code>{path}</code> },
          {
            id: 'register',
            head: t.register,
            cell: ({ register }) => register && `${register.offset} · ${register.type} · ${register.order}`,
          },
          { id: 'factor', head: t.factor, cell: (field) => factorWords(field, lang) },
          {
            id: 'remove',
            head: t.action,
            quiet: true,
            cell: (field) => (
              <IconButton
                icon="trash"
                label={t.removeLine(METRICS[field.metric][lang])}
                onClick={() => remove(field)}
              />
            ),
          },
        ]}
      />
      <Failed error={sending.failed} />
      {letters}
    </Box>
  );
}

function factorWords({ scale, offset }: Field, lang: Lang): string {
  const plain = (value: number) => figure(value, Math.min(6, decimalsOf(value)), lang);
  const times = scale === 1 ? '' : `× ${plain(scale)}`;
  const plus = offset === 0 ? '' : `${offset > 0 ? '+' : ''} ${plain(offset)}`;
  return [times, plus].filter(Boolean).join(' ') || '—';
}

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;
