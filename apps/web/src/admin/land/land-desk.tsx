import type { ThingKind } from '#hub/contracts';
import { type ReactNode, useMemo, useState } from 'react';
import { go } from '../../ui/way.js';
import { useCommune } from '../data/commune.js';
import { hrefOf } from '../route/address.js';
import { FILE_VIEW } from '../sources/file-view.js';
import { useMarkedSources } from '../sources/data.js';
import { PointLayer, useMarkedPoints } from '../sources/point-layer.js';
import { MarksLegend, SourceMarks } from '../sources/source-marks.js';
import { KIND_INFO, NEW_THING } from './kinds.js';
import { CommuneLayer, namesOf } from './map/commune-layer.js';
import type { ShapeBinding } from './map/binding.js';
import { MapView } from './map/map-view.js';
import { ShapeEditor } from './map/shape-editor.js';
import { FitOnce, Focus, ThingsLayer } from './map/things-layer.js';
import { ThingPanel } from './panel/thing-panel.js';
import { ThingList } from './thing-list.js';
import { useMapThings } from './use-all-things.js';
import { useCameraViews } from './use-camera-views.js';
import { useLandWords } from './words.js';

interface Drawn {
  binding: ShapeBinding;
  tools: ReactNode;
}

/** The list, the map and the panel of one kind. The panel says what is drawn; the map draws it. */
export function LandDesk(props: {
  kind: ThingKind;
  id: string | undefined;
  view: string | undefined;
  writes: boolean;
}) {
  const { kind, id, view, writes } = props;
  const t = useLandWords();
  const { value: commune } = useCommune();
  const [drawn, setDrawn] = useState<Drawn>();
  const { things: own, total, loaded } = useMapThings(KIND_INFO[kind].shape === 'none' ? undefined : kind);
  const views = useCameraViews(kind === 'camera');
  const things = kind === 'camera' ? views : own;
  const names = useMemo(() => namesOf(commune), [commune]);
  const hamlets = useMapThings(kind === 'hamlet' ? undefined : 'hamlet');
  const canals = useMapThings(kind === 'canal' ? undefined : 'canal');
  const sources = useMarkedSources(kind === 'source');
  const points = useMarkedPoints(sources);
  const open = (to: string) =>
    go(hrefOf('land', [KIND_INFO[kind].word, to, ...(kind === 'source' ? [FILE_VIEW] : [])]));
  const drawing = drawn?.binding.drawing ?? false;
  return (
    <div className={id === undefined ? 'land' : 'land open'}>
      <h1 className="unseen">{t.title}</h1>
      <ThingList kind={kind} chosen={id} writes={writes} />
      <MapView
        label={t.mapOf(t.kinds[kind].toLowerCase())}
        overlay={
          <>
            {drawn?.tools}
            {kind === 'source' && <MarksLegend sources={sources} points={points} />}
            {loaded < total && (
              <p className="map-measure" role="status">
                {t.loaded(loaded, total)}
              </p>
            )}
          </>
        }
      >
        <CommuneLayer commune={commune} />
        {(commune?.map.features.length ?? 0) === 0 && <FitOnce things={things.length > 0 ? things : hamlets.things} />}
        <ThingsLayer things={hamlets.things} tone="around" />
        <ThingsLayer things={canals.things} tone="around" />
        <ThingsLayer
          things={things}
          tone={drawing ? 'around' : 'main'}
          chosen={id}
          hidden={drawn && id}
          beside={names}
          onOpen={open}
        />
        {kind === 'source' && <SourceMarks sources={sources} hidden={drawn && id} />}
        {kind === 'source' && <PointLayer points={points} onOpen={open} />}
        <Focus thing={things.find((thing) => thing.id === id)} />
        {drawn && <ShapeEditor binding={drawn.binding} />}
      </MapView>
      {id !== undefined && (
        <ThingPanel
          key={id}
          kind={kind}
          id={id === NEW_THING ? undefined : id}
          view={view}
          writes={writes}
          things={things}
          onDrawn={setDrawn}
        />
      )}
    </div>
  );
}
