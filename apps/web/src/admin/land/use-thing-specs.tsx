import {
  CROPS,
  DELIVERIES,
  FLOW_CLASSES,
  RECEIVER_CLASSES,
  RECEIVERS,
  SITE_SIZES,
  SMOKE_SOURCE_TYPES,
  SOILS,
  SOURCE_TYPES,
  type SourcePoint,
  STRUCTURE_TYPES,
  type Thing,
  type ThingKind,
  TOLD_OF_WATER,
  WASTES,
} from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { useAreaUnits } from '../data/commune.js';
import { useDevices, useProfiles } from '../data/devices.js';
import { useFewThings } from '../data/things.js';
import type { Fields, FieldSpec } from '../form/spec.js';
import { useStandards } from '../sources/data.js';
import { PointsField, pointsWords } from '../sources/points-field.js';
import { PersonField, PersonName } from '../parts/person-field.js';
import { showArea, showGraph } from './panel/show-shape.js';
import { useLandWords } from './words.js';

/** The fields of a kind. What lies on the map is drawn there, and typed below the form. */
export function useThingSpecs(kind: ThingKind, adding: boolean, inputs: Fields): FieldSpec[] {
  const t = useLandWords();
  const lang = useLang();
  const units = useAreaUnits();
  const named = useNamed();
  const canals = useFewThings('canal', kind === 'structure' || kind === 'source').value?.things ?? [];
  const { devices, cameras } = useMovers(kind);
  const known = useStandards(kind === 'source').value?.standards ?? [];
  const standards = known.map(({ id: value, name: of, label }) => ({ value, words: `${of[lang]} – ${label[lang]}` }));
  const columns = known
    .find(({ id: one }) => one === inputs['standard'])
    ?.columns.map(({ id: value }) => ({ value, words: value }));
  const id: FieldSpec = { name: 'id', label: t.id, kind: 'text', hint: t.idHint };
  const name: FieldSpec = { name: 'name', label: t.name, kind: 'text' };
  const hamlet: FieldSpec = { name: 'hamlet', label: t.hamlet, kind: 'choice', optional: true, options: named.hamlets };
  const block: FieldSpec = { name: 'block', label: t.block, kind: 'choice', optional: true, options: named.blocks };
  const spot: FieldSpec[] = [
    { name: 'lat', label: t.lat, kind: 'degrees' },
    { name: 'lon', label: t.lon, kind: 'degrees' },
  ];
  const area: FieldSpec = {
    name: 'area',
    label: t.area,
    kind: 'other',
    optional: kind !== 'plot',
    show: (value) => showArea(value, units, lang, t),
  };
  const words = (of: Readonly<Record<string, { vi: string; en: string }>>) =>
    Object.entries(of).map(([value, both]) => ({ value, words: both[lang] }));
  const person = (field: string, label: string): FieldSpec => ({
    ...{ name: field, label, kind: 'other', optional: true },
    render: (drawn) => <PersonField {...drawn} label={label} />,
    show: (value) => <PersonName id={value as string} />,
  });
  const onCanal = (label: string): FieldSpec[] => {
    const canal = canals.find((one) => one.id === inputs['canal']);
    const choice = (field: string, of: string, options: FieldSpec['options'] = []): FieldSpec => ({
      ...{ name: field, label: of, kind: 'choice', optional: true, options },
    });
    return [
      choice(
        'canal',
        label,
        canals.map((one) => ({ value: one.id, words: one.name })),
      ),
      choice(
        'node',
        t.node,
        canal?.nodes.map((node) => ({ value: node.id, words: node.name ?? node.id })),
      ),
      choice(
        'reach',
        t.reach,
        canal?.reaches.map(({ id: value, from, to }) => ({ value, words: t.reachOf(from, to) })),
      ),
    ];
  };
  const own = (): FieldSpec[] => {
    switch (kind) {
      case 'hamlet':
        return [name, area];
      case 'block':
        return [
          name,
          hamlet,
          person('keeper', t.keeper),
          { name: 'told', label: t.told, kind: 'choice', optional: true, options: words(TOLD_OF_WATER) },
          { name: 'delivery', label: t.delivery, kind: 'choice', optional: true, options: words(DELIVERIES) },
          { name: 'travelMin', label: t.waterTravelMin, kind: 'figure', optional: true },
          { name: 'flowM3h', label: t.flowM3h, kind: 'figure', optional: true },
          { name: 'watched', label: t.watched, kind: 'choice', optional: true, options: devices },
          area,
        ];
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
          person('owner', t.owner),
          hamlet,
          block,
          { name: 'soil', label: t.soil, kind: 'choice', optional: true, options: words(SOILS) },
          { name: 'sownOn', label: t.sownOn, kind: 'day', optional: true },
          { name: 'harvestOn', label: t.harvestOn, kind: 'day', optional: true },
          { name: 'pumpM3h', label: t.pumpM3h, kind: 'figure', optional: true },
          { name: 'areaM2', label: t.areaM2, kind: 'figure', optional: adding, hint: adding && t.areaM2Hint },
          area,
        ];
      case 'canal':
        return [
          name,
          { name: 'nodes', label: t.nodes, kind: 'other', show: (value) => showGraph(value, t) },
          { name: 'reaches', label: t.reaches, kind: 'other', show: (value) => showGraph(value, t) },
        ];
      case 'structure':
        return [
          name,
          { name: 'type', label: t.type, kind: 'choice', options: words(STRUCTURE_TYPES) },
          hamlet,
          block,
          ...onCanal(t.canal),
          { name: 'capacity', label: t.capacity, kind: 'figure', optional: true },
          { name: 'device', label: t.device, kind: 'choice', optional: true, options: devices },
          ...spot,
        ];
      case 'source':
        return [
          name,
          { name: 'type', label: t.type, kind: 'choice', options: words(SOURCE_TYPES) },
          { name: 'waste', label: t.waste, kind: 'choice', optional: true, options: words(WASTES) },
          { name: 'owner', label: t.sourceOwner, kind: 'text', optional: true },
          hamlet,
          ...onCanal(t.intoCanal),
          { name: 'receiver', label: t.receiver, kind: 'choice', optional: true, options: words(RECEIVERS) },
          { name: 'receiverSize', label: t.receiverSize, kind: 'figure', optional: true },
          {
            ...{ name: 'receiverClass', label: t.receiverClass, kind: 'choice', optional: true, hint: t.classHint },
            options: words(classesOf(inputs['receiver'])),
          },
          { name: 'flowM3Day', label: t.flowM3Day, kind: 'figure', optional: true },
          {
            ...{ name: 'flowClass', label: t.flowClass, kind: 'choice', optional: true, hint: t.classHint },
            options: words(FLOW_CLASSES),
          },
          { name: 'permit', label: t.permit, kind: 'text', optional: true },
          { name: 'permitUntil', label: t.permitUntil, kind: 'day', optional: true },
          { name: 'standard', label: t.standard, kind: 'choice', optional: true, options: standards },
          { name: 'column', label: t.column, kind: 'choice', optional: true, options: columns ?? [] },
          { name: 'size', label: t.siteSize, kind: 'choice', optional: true, options: words(SITE_SIZES) },
          { name: 'device', label: t.outletDevice, kind: 'choice', optional: true, options: devices },
          {
            ...{ name: 'points', label: t.points, kind: 'other', optional: true },
            render: (drawn) => <PointsField {...drawn} devices={devices} />,
            show: (value) => pointsWords(value as readonly SourcePoint[], devices, lang),
          },
          { name: 'checkOn', label: t.checkOn, kind: 'day', optional: true },
          { name: 'closed', label: t.closed, kind: 'check', optional: true },
          ...spot,
        ];
      case 'smoke-source':
        return [
          { ...name, hint: t.smokeName },
          { name: 'type', label: t.type, kind: 'choice', options: words(SMOKE_SOURCE_TYPES) },
          hamlet,
          { name: 'radiusM', label: t.radiusM, kind: 'figure', hint: t.radiusMHint },
          { name: 'usualPm25', label: t.usualPm25, kind: 'figure', hint: t.usualPm25Hint },
          ...spot,
        ];
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
      : [own().find((spec) => spec.name === 'name')!, id, ...own().filter((spec) => spec.name !== 'name')];
}

/** Classes of the water that was chosen; a canal, a sewer and the sea have none. */
const classesOf = (receiver: unknown) =>
  Object.fromEntries(Object.entries(RECEIVER_CLASSES).filter(([, { of }]) => of === receiver));

const WITH_DEVICE: readonly ThingKind[] = ['structure', 'camera', 'block', 'source'];

/** What others are named by. */
function useNamed() {
  const options = (things: readonly Pick<Thing<'hamlet'>, 'id' | 'name'>[] | undefined) =>
    things?.map((thing) => ({ value: thing.id, words: thing.name })) ?? [];
  return {
    hamlets: options(useFewThings('hamlet').value?.things),
    blocks: options(useFewThings('block').value?.things),
  };
}

/** Devices that move a structure or measure for a thing, and cameras. */
function useMovers(kind: ThingKind) {
  const devices = useDevices().value?.devices ?? [];
  const profiles = new Map(useProfiles().value?.profiles.map((p) => [p.id, p.kind]));
  if (!WITH_DEVICE.includes(kind)) return { devices: [], cameras: [] };
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, words: name });
  return {
    devices: devices.filter((d) => profiles.get(d.profile) !== 'camera').map(option),
    cameras: devices.filter((d) => profiles.get(d.profile) === 'camera').map(option),
  };
}
