import type { Device } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { useGateways, useProfiles } from '../data/devices.js';
import { useFewThings } from '../data/things.js';
import type { FieldSpec } from '../form/spec.js';
import { useDeviceWords } from './words.js';

/** The fields of a device. Its id is given once; its state has buttons of its own. */
export function useDeviceSpecs(device?: Device): FieldSpec[] {
  const t = useDeviceWords();
  const lang = useLang();
  const gateways = useGateways().value?.gateways ?? [];
  const profiles = useProfiles().value?.profiles ?? [];
  const hamlets = useFewThings('hamlet').value?.things ?? [];
  const sites = useFewThings('site').value?.things ?? [];
  const blocks = useFewThings('block').value?.things ?? [];
  const groups = useFewThings('camera-group').value?.things ?? [];
  const names = [...new Set([...hamlets.map((h) => h.name), ...(device?.hamlet ? [device.hamlet] : [])])];
  const blows = profiles.some(({ id, metrics }) => id === device?.profile && 'wind_speed' in metrics);
  const named = (things: readonly { id: string; name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, words: name }));
  const hamlet: FieldSpec =
    names.length > 0
      ? {
          name: 'hamlet',
          label: t.hamlet,
          kind: 'choice',
          optional: true,
          options: names.map((name) => ({ value: name, words: name })),
        }
      : { name: 'hamlet', label: t.hamlet, kind: 'text', optional: true };
  return [
    { name: 'name', label: t.name, kind: 'text', hint: t.nameHint },
    ...(device ? [] : [{ name: 'id', label: t.id, kind: 'text', hint: t.idHint } satisfies FieldSpec]),
    {
      name: 'profile',
      label: t.profile,
      kind: 'choice',
      options: profiles.map((p) => ({ value: p.id, words: p[lang] })),
    },
    {
      name: 'gateway',
      label: t.gateway,
      kind: 'choice',
      optional: true,
      hint: t.gatewayHint,
      options: gateways.map((g) => ({ value: g.id, words: g.name })),
    },
    { name: 'address', label: t.address, kind: 'text', optional: true, hint: t.addressHint },
    { name: 'site', label: t.site, kind: 'choice', optional: true, hint: t.siteHint, options: named(sites) },
    hamlet,
    { name: 'place', label: t.near, kind: 'text', optional: true, hint: t.placeHint },
    { name: 'lat', label: t.lat, kind: 'degrees', optional: true },
    { name: 'lon', label: t.lon, kind: 'degrees', optional: true },
    ...(blows
      ? [
          {
            ...{ name: 'windHeightM', label: t.windHeight, kind: 'figure', optional: true },
            hint: t.windHeightHint,
          } satisfies FieldSpec,
        ]
      : []),
    { name: 'block', label: t.block, kind: 'choice', optional: true, options: named(blocks) },
    { name: 'cameraGroup', label: t.cameraGroup, kind: 'choice', optional: true, options: named(groups) },
    { name: 'installedAt', label: t.believedFrom, kind: 'date', optional: !device, hint: t.installedHint },
    { name: 'simulated', label: t.simulatedHint, kind: 'check' },
  ];
}
