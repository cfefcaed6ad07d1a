import { Initial1795478400000 } from './0001-initial.migration.js';

/** In the order in which they are run, each once. */
export const MIGRATIONS = [Initial1795478400000];
