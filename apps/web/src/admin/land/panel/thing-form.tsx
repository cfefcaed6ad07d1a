import type { Thing } from '#hub/contracts';
import { crossingOf } from '#hub/geodesy';
import { useEffect, useState } from 'react';
import { useLang } from '../../../i18n/lang.js';
import { sendJson } from '../../../live/rest.js';
import { Notice } from '../../../ui/notice.js';
import { say } from '../../../ui/toast.js';
import { go } from '../../../ui/way.js';
import { askAgain } from '../../data/ask.js';
import { thingPath } from '../../data/things.js';
import { RecordFormView } from '../../form/record-form.js';
import { slugFor } from '../../form/slug.js';
import type { Fields } from '../../form/spec.js';
import { useRecordForm } from '../../form/use-record-form.js';
import { useFormWords } from '../../form/words.js';
import { Remove } from '../../parts/remove.js';
import { hrefOf } from '../../route/address.js';
import { KIND_INFO } from '../kinds.js';
import { areaOf, type Shape } from '../shape/shape.js';
import { landChanged } from '../use-all-things.js';
import { useThingName } from '../use-thing-name.js';
import { useThingSpecs } from '../use-thing-specs.js';
import { useLandWords } from '../words.js';
import { DrawTools } from './draw-tools.js';
import { Measures } from './measures.js';
import { ShownFields } from './shown-fields.js';
import { ShapeTable } from './shape-table.js';
import type { PanelProps } from './panel-props.js';
import { useShape } from './use-shape.js';

/** The form of a thing; its shape is drawn on the map beside it, and typed below. */
export function ThingForm(props: PanelProps & { thing: Thing | undefined }) {
  const { kind, id, thing, writes, things, onDrawn } = props;
  const t = useLandWords();
  const f = useFormWords();
  const lang = useLang();
  const nameOf = useThingName(kind);
  const [seen, setSeen] = useState<Fields>(thing ?? {});
  const adding = id === undefined;
  const specs = useThingSpecs(kind, adding, seen);
  const form = useRecordForm({
    specs,
    record: thing ?? {},
    path: id === undefined ? undefined : thingPath(kind, id),
    addTo: `/api/registry/${kind}`,
    derive: adding ? slugFor('name', 'id') : undefined,
    onSaved: (answer) => {
      say(f.saved);
      askAgain(`/api/registry/${kind}`);
      landChanged();
      if (adding) go(hrefOf('land', [KIND_INFO[kind].word, answer['id'] as string]));
    },
  });
  useEffect(() => setSeen(form.inputs), [form.inputs]);
  const drawn = useShape(kind, form, { id, writes, things });
  const { shape } = drawn;
  // the map shows what is drawn here, and lets go of it with this form
  useEffect(() => {
    onDrawn(drawn.binding && { binding: drawn.binding, tools: <DrawTools drawn={drawn} kind={kind} /> });
  }, [drawn, kind, onDrawn]);
  useEffect(() => () => onDrawn(undefined), [onDrawn]);

  const wrong = shape && problemOf(shape, t);
  if (!writes) return <ReadOnly form={form} shape={shape} />;
  return (
    <>
      <RecordFormView form={form} adding={adding} off={wrong}>
        {shape && (
          <div className="whole">
            <Measures shape={shape} lang={lang} />
            {wrong && <Notice kind="watch" title={wrong} />}
            <ShapeTable drawn={drawn} problem={form.problemWith('area') ?? form.problemWith('nodes')} />
          </div>
        )}
      </RecordFormView>
      {thing && (
        <Remove
          words={{ act: t.remove, title: t.removeTitle(nameOf(thing)), why: t.removeWhy, done: t.removed }}
          remove={async () => {
            await sendJson('DELETE', `${thingPath(kind, thing.id)}?version=${thing.version}`);
            askAgain(`/api/registry/${kind}`);
            landChanged();
          }}
          then={hrefOf('land', [KIND_INFO[kind].word])}
        />
      )}
    </>
  );
}

function ReadOnly({ form, shape }: { form: ReturnType<typeof useRecordForm>; shape: Shape | undefined }) {
  const t = useLandWords();
  const lang = useLang();
  return (
    <div className="form">
      <p className="meta">{t.readOnly}</p>
      <ShownFields form={form} />
      {shape && <Measures shape={shape} lang={lang} />}
    </div>
  );
}

/** What keeps a shape from being saved, in words. */
function problemOf(shape: Shape, t: ReturnType<typeof useLandWords>): string | undefined {
  if (shape.is !== 'areas') return undefined;
  const area = areaOf(shape);
  const crossing = area && crossingOf(area);
  return crossing && t.crossing(`${degrees(crossing[1])}; ${degrees(crossing[0])}`);
}
const degrees = (value: number) => value.toFixed(5).replace('.', ',');
