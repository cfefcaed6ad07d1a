import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { answersInAnyOrder } from './time-series/any-order.contract.js';
import { makesBins } from './time-series/bins.contract.js';
import { type Engine, embedded, influx } from './time-series/engines.js';
import { expires } from './time-series/expiry.contract.js';
import { lives } from './time-series/living.contract.js';
import { keepsValues } from './time-series/values.contract.js';

jest.setTimeout(120_000);

/** What every engine has to do; nothing above the port knows which one it is. */
function contract(start: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine?.close());
  const open = () => engine.open();

  keepsValues(open);
  makesBins(open);
  expires(open);
  answersInAnyOrder(open);
  lives(open);
}

describe('embedded store', () => contract(embedded));
describeWith('influxd', 'InfluxDB', () => contract(influx));
