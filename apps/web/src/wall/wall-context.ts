import { createContext, useContext } from 'react';
import type { WallData } from './wall-data.js';
import type { WallSettings } from './wall-settings.js';

export interface WallScope {
  data: WallData;
  settings: WallSettings;
}
export const WallContext = createContext<WallScope | undefined>(undefined);
export function useWall(): WallScope {
  const scope = useContext(WallContext);
  if (!scope) throw new Error('a part of the wall was used outside of it');
  return scope;
}
