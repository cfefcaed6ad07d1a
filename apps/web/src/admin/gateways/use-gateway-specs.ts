import { CODECS, type Gateway } from '#hub/contracts';
import { useDeviceWords } from '../devices/words.js';
import type { FieldSpec } from '../form/spec.js';
import { useGatewayWords } from './words.js';

export function useGatewaySpecs(gateway?: Gateway): FieldSpec[] {
  const t = useGatewayWords();
  const d = useDeviceWords();
  return [
    ...(gateway ? [] : [{ name: 'id', label: t.id, kind: 'text', hint: t.idHint } satisfies FieldSpec]),
    { name: 'name', label: t.name, kind: 'text', optional: !gateway },
    { name: 'codec', label: t.codec, kind: 'choice', options: CODECS.map((c) => ({ value: c, words: d.codec[c] })) },
    { name: 'topics', label: t.topics, kind: 'lines', optional: !gateway, hint: t.topicsHint },
    { name: 'simulated', label: t.simulated, kind: 'check' },
  ];
}
