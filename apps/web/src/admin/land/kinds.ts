import { THING_KINDS, type ThingKind } from '#hub/contracts';
import type { IconName } from '../../ui/icon.js';

interface KindInfo {
  /** As it stands in the address. */
  word: string;
  icon: IconName;
  /** How it lies on the map. */
  shape: 'areas' | 'polygon' | 'point' | 'graph' | 'none';
}

export const KIND_INFO: Record<ThingKind, KindInfo> = {
  hamlet: { word: 'thon', icon: 'home', shape: 'areas' },
  site: { word: 'diem-dat', icon: 'pin', shape: 'point' },
  block: { word: 'khu-tuoi', icon: 'water', shape: 'areas' },
  plot: { word: 'thua', icon: 'map', shape: 'polygon' },
  canal: { word: 'kenh', icon: 'route', shape: 'graph' },
  structure: { word: 'cong-trinh', icon: 'gate', shape: 'point' },
  'camera-group': { word: 'nhom-camera', icon: 'camera', shape: 'none' },
  camera: { word: 'goc-nhin', icon: 'eye', shape: 'none' },
  source: { word: 'nguon-thai', icon: 'down', shape: 'point' },
  'smoke-source': { word: 'nguon-khoi', icon: 'kiln', shape: 'point' },
};

export const kindAt = (word: string | undefined): ThingKind | undefined =>
  THING_KINDS.find((kind) => KIND_INFO[kind].word === word);

/** Stands in an address for something that is not there yet: no id looks so. */
export const NEW_THING = '+';
