import type { Commune } from '#hub/contracts';
import { Suspense } from 'react';
import { later } from '../../live/later.js';
import { sendJson } from '../../live/rest.js';
import { Empty } from '../../ui/notice.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { useCommune } from '../data/commune.js';
import { RecordFormView } from '../form/record-form.js';
import type { Fields, FieldSpec } from '../form/spec.js';
import { useRecordForm } from '../form/use-record-form.js';
import { useFormWords } from '../form/words.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { PageHead } from '../parts/page-head.js';
import { Waiting } from '../parts/waiting.js';
import { countsOf, type GroundMap, MapField } from './map-field.js';
import { useCommuneWords } from './words.js';

const GroundMapView = later(() => import('./ground-map.js'));
const COMMUNE = '/api/commune';
const NO_MAP: GroundMap = { type: 'FeatureCollection', features: [] };

/** Which commune the hub serves. */
export default function CommuneSection() {
  const t = useCommuneWords();
  const answer = useCommune();
  const none = answer.failed?.reason === 'not-found';
  return (
    <>
      <PageHead title={t.title} lead={none ? t.leadNew : t.lead} />
      {none ? (
        <Form commune={undefined} />
      ) : (
        <Answered answer={answer}>{(commune) => <Form commune={commune} />}</Answered>
      )}
    </>
  );
}

function Form({ commune }: { commune: Commune | undefined }) {
  const t = useCommuneWords();
  const f = useFormWords();
  const form = useRecordForm({
    specs: useSpecs(commune !== undefined),
    record: commune ?? {},
    path: commune && COMMUNE,
    addTo: COMMUNE,
    // it is set as a whole
    send: (_, changes) => sendJson<Fields>('PUT', COMMUNE, present({ map: NO_MAP, ...commune, ...changes })),
    onSaved: () => {
      say(f.saved);
      askAgain(COMMUNE);
    },
  });
  const map = (form.inputs['map'] as GroundMap | undefined) ?? NO_MAP;
  return (
    <div className="columns">
      <Box title={t.facts}>
        <RecordFormView form={form} adding={commune === undefined} />
      </Box>
      <Box title={t.shown}>
        {map.features.length === 0 ? (
          <Empty icon="map" title={t.none}>
            <p>{t.noneWhy}</p>
          </Empty>
        ) : (
          <Suspense fallback={<Waiting />}>
            <GroundMapView map={map} />
            <p className="meta">{countsOf(map, t.layers)}</p>
          </Suspense>
        )}
      </Box>
    </div>
  );
}

function useSpecs(known: boolean): FieldSpec[] {
  const t = useCommuneWords();
  return [
    { name: 'code', label: t.code, kind: 'text', hint: t.codeHint, fixed: known },
    { name: 'name', label: t.name, kind: 'text', hint: t.nameHint },
    { name: 'province', label: t.province, kind: 'text', hint: t.provinceHint },
    { name: 'support', label: t.support, kind: 'text', hint: t.supportHint, optional: true },
    {
      name: 'map',
      label: t.map,
      kind: 'other',
      optional: true,
      render: (field) => <MapField {...field} />,
      show: (value) => countsOf(value as GroundMap, t.layers),
    },
  ];
}

const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
