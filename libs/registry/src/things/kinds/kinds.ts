import type { ThingKind } from '#hub/contracts';
import { blockKind } from './block.kind.js';
import { cameraGroupKind } from './camera-group.kind.js';
import { cameraKind } from './camera.kind.js';
import { canalKind } from './canal.kind.js';
import { hamletKind } from './hamlet.kind.js';
import type { KindDefinition } from './kind.js';
import { plotKind } from './plot.kind.js';
import { siteKind } from './site.kind.js';
import { smokeSourceKind } from './smoke-source.kind.js';
import { sourceKind } from './source.kind.js';
import { structureKind } from './structure.kind.js';

const KINDS: { [K in ThingKind]: KindDefinition<K> } = {
  hamlet: hamletKind,
  site: siteKind,
  block: blockKind,
  plot: plotKind,
  canal: canalKind,
  structure: structureKind,
  'camera-group': cameraGroupKind,
  camera: cameraKind,
  source: sourceKind,
  'smoke-source': smokeSourceKind,
};

/** The definition of a kind, for code that handles all of them alike. */
export const kindOf = (kind: ThingKind): KindDefinition => KINDS[kind] as unknown as KindDefinition;
export const ALL_KINDS = Object.values(KINDS) as unknown as KindDefinition[];
