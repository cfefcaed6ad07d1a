import { CROPS, STRUCTURE_TYPES, type Thing, type ThingKind } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { useDevices, useProfiles } from '../data/devices.js';
import { useFewThings } from '../data/things.js';
import type { Fields, FieldSpec } from '../form/spec.js';
import { PersonField, PersonName } from '../parts/person-field.js';
import { showArea, showGraph } from './panel/show-shape.js';
import { useLandWords } from './words.js';

/** The fields of a kind. What lies on the map is drawn there, and typed below the form. */
export function useThingSpecs(kind: ThingKind, adding: boolean, inputs: Fields): FieldSpec[] {
  const t = useLandWords();
  const lang = useLang();
  const named = useNamed();
  const canals = useFewThings('canal', kind === 'structure').value?.things ?? [];
  const { devices, cameras } = useMovers(kind);
  const id: FieldSpec = { name: 'id', label: t.id, kind: 'text', hint: t.idHint };
  const name: FieldSpec = { name: 'name', label: t.name, kind: 'text' };
  const hamlet: FieldSpec = { name: 'hamlet', label: t.hamlet, kind: 'choice', optional: true, options: named.hamlets };
  const block: FieldSpec = { name: 'block', label: t.block, kind: 'choice', optional: true, options: named.blocks };
  const spot: FieldSpec[] = [
    { name: 'lat', label: t.lat, kind: 'figure' },
    { name: 'lon', label: t.lon, kind: 'figure' },
  ];
  const area: FieldSpec = {
    name: 'area',
    label: t.area,
    kind: 'other',
    optional: kind !== 'plot',
    show: (value) => showArea(value, lang, t),
  };
  const words = (of: Readonly<Record<string, { vi: string; en: string }>>) =>
    Object.entries(of).map(([value, both]) => ({ value, words: both[lang] }));
  const own = (): FieldSpec[] => {
    switch (kind) {
      case 'hamlet':
        return [name, area];
      case 'block':
        return [name, hamlet, area];
      case 'site':
        return [
          name,
          { name: 'place', label: t.place, kind: 'text', optional: true, hint: t.placeHint },
          hamlet,
          block,
          { name: 'plot', label: t.plot, kind: 'text', optional: true },
          ...spot,
        ];
      case 'plot':
        return [
          { name: 'crop', label: t.crop, kind: 'choice', options: words(CROPS) },
          { name: 'ownName', label: t.ownName, kind: 'text', optional: true, hint: t.ownNameHint },
          {
            name: 'owner',
            label: t.owner,
            kind: 'other',
            optional: true,
            render: (field) => <PersonField {...field} label={t.owner} />,
            show: (value) => <PersonName id={value as string} />,
          },
          hamlet,
          block,
          { name: 'areaM2', label: t.areaM2, kind: 'figure', optional: adding, hint: adding && t.areaM2Hint },
          area,
        ];
      case 'canal':
        return [
          name,
          { name: 'nodes', label: t.nodes, kind: 'other', show: (value) => showGraph(value, t) },
          { name: 'reaches', label: t.reaches, kind: 'other', show: (value) => showGraph(value, t) },
        ];
      case 'structure': {
        const canal = canals.find((one) => one.id === inputs['canal']);
        return [
          name,
          { name: 'type', label: t.type, kind: 'choice', options: words(STRUCTURE_TYPES) },
          hamlet,
          block,
          {
            name: 'canal',
            label: t.canal,
            kind: 'choice',
            optional: true,
            options: canals.map((one) => ({ value: one.id, words: one.name })),
          },
          {
            name: 'node',
            label: t.node,
            kind: 'choice',
            optional: true,
            options: canal?.nodes.map((node) => ({ value: node.id, words: node.name ?? node.id })) ?? [],
          },
          {
            name: 'reach',
            label: t.reach,
            kind: 'choice',
            optional: true,
            options: canal?.reaches.map(({ id: value, from, to }) => ({ value, words: t.reachOf(from, to) })) ?? [],
          },
          { name: 'capacity', label: t.capacity, kind: 'figure', optional: true },
          { name: 'device', label: t.device, kind: 'choice', optional: true, options: devices },
          ...spot,
        ];
      }
      case 'camera-group':
        return [name];
      case 'camera':
        return [
          { name: 'bearing', label: t.bearing, kind: 'figure' },
          { name: 'fieldOfView', label: t.fieldOfView, kind: 'figure' },
        ];
    }
  };
  if (!adding) return own();
  return kind === 'camera'
    ? [{ name: 'id', label: t.cameraDevice, kind: 'choice', options: cameras }, ...own()]
    : kind === 'plot'
      ? [id, ...own()]
      : [name, id, ...own().filter((spec) => spec !== name)];
}

/** What others are named by. */
function useNamed() {
  const options = (things: readonly Pick<Thing<'hamlet'>, 'id' | 'name'>[] | undefined) =>
    things?.map((thing) => ({ value: thing.id, words: thing.name })) ?? [];
  return {
    hamlets: options(useFewThings('hamlet').value?.things),
    blocks: options(useFewThings('block').value?.things),
  };
}

/** Devices that may move a structure, and cameras. */
function useMovers(kind: ThingKind) {
  const devices = useDevices().value?.devices ?? [];
  const profiles = new Map(useProfiles().value?.profiles.map((p) => [p.id, p.kind]));
  if (kind !== 'structure' && kind !== 'camera') return { devices: [], cameras: [] };
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, words: name });
  return {
    devices: devices.filter((d) => profiles.get(d.profile) !== 'camera').map(option),
    cameras: devices.filter((d) => profiles.get(d.profile) === 'camera').map(option),
  };
}
