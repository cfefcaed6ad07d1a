import { useSyncExternalStore } from 'react';
import type { Store } from './plain-store.js';

export { createStore, type Store } from './plain-store.js';

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
