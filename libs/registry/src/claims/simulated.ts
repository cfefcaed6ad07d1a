import type { EntityManager } from 'typeorm';
import { CommuneRow } from '../entities/commune.entity.js';

/** What comes to a simulated commune is simulated. */
export const inSimulation = (m: EntityManager): Promise<boolean> => m.existsBy(CommuneRow, { simulated: true });
