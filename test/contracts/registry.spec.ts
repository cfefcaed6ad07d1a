import { describe, jest } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { auditContract } from './registry/audit.contract.js';
import { broadcastsContract } from './registry/broadcasts.contract.js';
import { claimsContract } from './registry/claims.contract.js';
import { codesContract } from './registry/codes.contract.js';
import { commandsContract } from './registry/commands.contract.js';
import { dutyContract } from './registry/duty.contract.js';
import { incidentsContract } from './registry/incidents.contract.js';
import { coordinatesContract } from './registry/coordinates.contract.js';
import { databaseContract } from './registry/database.contract.js';
import { benchOf, type Engine, postgres, sqlite } from './registry/engines.js';
import { exchangeContract } from './registry/exchange.contract.js';
import { fieldsContract } from './registry/fields.contract.js';
import { historyContract } from './registry/history.contract.js';
import { landContract } from './registry/land.contract.js';
import { lifeContract } from './registry/life.contract.js';
import { peopleContract } from './registry/people.contract.js';
import { smokeReportsContract } from './registry/smoke-reports.contract.js';
import { takePlaceContract } from './registry/take-place.contract.js';
import { tellingContract } from './registry/telling.contract.js';
import { thingsContract } from './registry/things.contract.js';
import { upgradeContract } from './registry/upgrade.contract.js';
import { turnsContract } from './registry/turns.contract.js';

// files are read in threads, and each has to learn TypeScript first
jest.setTimeout(120_000);

describe('registry on SQLite', () => contract(sqlite()));
describeWith('postgres', 'registry on PostgreSQL', () => contract(postgres()));

function contract(engine: Engine): void {
  const bench = benchOf(engine);
  databaseContract(bench);
  auditContract(bench);
  peopleContract(bench);
  codesContract(bench);
  thingsContract(bench);
  landContract(bench);
  exchangeContract(bench);
  coordinatesContract(bench);
  fieldsContract(bench);
  turnsContract(bench);
  historyContract(bench);
  claimsContract(bench);
  takePlaceContract(bench);
  commandsContract(bench);
  incidentsContract(bench);
  broadcastsContract(bench);
  tellingContract(bench);
  dutyContract(bench);
  smokeReportsContract(bench);
  lifeContract(bench);
  upgradeContract(bench);
}
