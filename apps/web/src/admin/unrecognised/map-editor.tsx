import type { Device, Field, Gateway } from '#hub/contracts';
import { valueAt } from '#hub/field-map';
import { useState } from 'react';
import { sendJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { askAgain } from '../data/ask.js';
import { GATEWAYS } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { Box } from '../parts/box.js';
import { Failed } from '../parts/failed.js';
import { useUnsaved } from '../route/unsaved.js';
import { FieldDialog } from './field-dialog.js';
import { type Letter, LETTERS } from './letters.js';
import { addressIn, emptyDraft, type MapDraft, withTopicIndex } from './map-draft.js';
import { MapPanel } from './map-panel.js';
import type { PacketNode } from './packet-tree.js';
import { PacketTreeView } from './packet-tree-view.js';
import { Outcome, type Replayed } from './outcome.js';
import { TopicLine } from './topic-line.js';
import { useLetterWords } from './words.js';

/** The real packet beside the map that is made of it by tapping its values. */
export function MapEditor(props: {
  letter: Letter;
  gateway: Gateway;
  records: readonly unknown[];
  list: boolean;
  devices: readonly Device[];
}) {
  const { letter, gateway, records, list, devices } = props;
  const t = useLetterWords();
  const writes = may(useMe(), 'devices.write');
  const [draft, setDraft] = useState<MapDraft>(gateway.fieldMap ?? emptyDraft);
  const [saved, setSaved] = useState(draft);
  const [at, setAt] = useState(0);
  const [tapped, setTapped] = useState<{ node: PacketNode; field?: Field }>();
  const [outcome, setOutcome] = useState<Replayed>();
  const sending = useSend();
  useUnsaved(draft !== saved);
  const record = records[at];
  const topic = letter.topic ?? '';
  const change = (next: MapDraft) => {
    setOutcome(undefined);
    setDraft(next);
  };
  const save = () =>
    sending.run(async () => {
      const path = `${GATEWAYS}/${encodeURIComponent(gateway.id)}`;
      if (draft !== saved) await sendJson('PATCH', path, { fieldMap: draft });
      setSaved(draft);
      const read = await sendJson<Replayed>('POST', `${LETTERS}/${encodeURIComponent(letter.id)}/replay`, {});
      setOutcome(read);
      askAgain(GATEWAYS, `${LETTERS}?`);
    });
  const known = devices.find((d) => (d.address ?? d.id) === addressIn(draft, record, topic)) ?? devices[0];
  return (
    <div className="map-editor">
      <Box title={t.packet} right={writes && <span className="meta">{t.packetHow}</span>}>
        {list && (
          <SelectField label={t.whichRecord} value={at} onChange={(e) => setAt(Number(e.target.value))}>
            {records.map((_, i) => (
              <option key={i} value={i}>
                {t.record(i + 1, records.length)}
              </option>
            ))}
          </SelectField>
        )}
        <TopicLine
          topic={topic}
          draft={draft}
          onLevel={writes ? (level) => change(withTopicIndex(draft, level)) : undefined}
        />
        <PacketTreeView record={record} draft={draft} onTap={writes ? (node) => setTapped({ node }) : undefined} />
      </Box>
      <div className="map-side">
        <MapPanel
          gateway={gateway}
          draft={draft}
          record={record}
          topic={topic}
          devices={devices}
          onDraft={change}
          onEdit={(field) => setTapped({ node: nodeOf(field, record), field })}
        />
        {outcome && <Outcome outcome={outcome} letter={letter} device={known} />}
        <Failed error={sending.failed} />
        {!writes && <p className="meta">{t.noRight}</p>}
        {writes && !outcome?.resolved && (
          <Button
            kind="go"
            icon="check"
            wide
            busy={sending.busy && t.saving}
            off={draft.fields.length === 0 && t.needLine}
            onClick={() => void save()}
          >
            {draft === saved ? t.again : t.save}
          </Button>
        )}
      </div>
      {tapped && (
        <FieldDialog
          key={tapped.field ? 'edit' : tapped.node.steps.join('.')}
          {...tapped}
          draft={draft}
          record={record}
          received={letter.received}
          onDraft={change}
          onClose={() => setTapped(undefined)}
        />
      )}
    </div>
  );
}

/** The place of a line that stands in the map already; its packet may lack it. */
function nodeOf(field: Field, record: unknown): PacketNode {
  const steps = field.path.split('.');
  const value = valueAt(record, steps);
  return { steps, key: steps.at(-1)!, depth: steps.length, kind: 'value', value: value ?? '' };
}
