import type { Commune } from '#hub/contracts';
import { useState } from 'react';
import { FileField } from '../../ui/file-field.js';
import type { RenderedField } from '../form/spec.js';
import { useCommuneWords } from './words.js';

export type GroundMap = Commune['map'];

/** The map of a commune, out of a file. What is wrong with its features the hub tells. */
export function MapField({ error, onChange }: RenderedField) {
  const t = useCommuneWords();
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState(false);
  const take = async (next: File | undefined) => {
    setFile(next);
    const map = next && (await mapIn(next));
    setWrong(next !== undefined && map === undefined);
    if (map) onChange(map);
  };
  return (
    <FileField
      label={t.map}
      hint={t.mapHint}
      error={wrong ? t.notAMap : error}
      accept=".geojson,.json"
      file={file}
      onFile={(next) => void take(next)}
    />
  );
}

async function mapIn(file: File): Promise<GroundMap | undefined> {
  try {
    const { type, features } = JSON.parse(await file.text()) as { type?: unknown; features?: unknown };
    if (type !== 'FeatureCollection' || !Array.isArray(features)) return undefined;
    // what else a tool writes into a file is no matter here
    return { type, features: features as GroundMap['features'] };
  } catch {
    return undefined;
  }
}

/** "6 kênh · 9 thôn" */
export function countsOf({ features }: GroundMap, words: Readonly<Record<string, string>>): string {
  const counts = new Map<string, number>();
  for (const { properties } of features) {
    const layer = properties?.layer ?? '?';
    counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  return [...counts].map(([layer, n]) => `${n} ${words[layer] ?? layer}`).join(' · ');
}
