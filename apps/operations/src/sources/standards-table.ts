import type { ShownWaterColumn, ShownWaterStandards, WaterColumn } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import {
  type Limit,
  type SeveritySteps,
  type Standard,
  type WaterStandards,
  withAllEntered,
  withEntered,
} from '#hub/water';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '../http/errors.js';

/** The release's table, and from which excess on it is how bad: the hub's own files, so their shape is trusted. */
const SHIPPED = readReference('qcvn-water.json') as WaterStandards;
export const STEPS = (readReference('water.json') as { severity: SeveritySteps }).severity;

/** The table of water standards with what administrators typed in. */
@Injectable()
export class StandardsTable {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  /** As it counts now. */
  async now(): Promise<WaterStandards> {
    return withAllEntered(SHIPPED, await this.registry.waterColumns.all());
  }

  /** Of what is discharged, with what each column has. */
  async shown(): Promise<ShownWaterStandards> {
    const entered = await this.registry.waterColumns.all();
    return {
      standards: SHIPPED.standards.filter(isEffluent).map((standard) => ({
        id: standard.id,
        ...{ name: { vi: standard.vi, en: standard.en }, label: standard.label },
        columns: Object.keys(standard.columns).map((id) => ({ id, state: stateOf(standard, id, entered) })),
      })),
      parameters: { ...SHIPPED.parameters },
    };
  }

  /** @throws ApiError 404 */
  async column(id: string, column: string): Promise<ShownWaterColumn> {
    const standard = SHIPPED.standards.find((one) => one.id === id);
    if (!standard || !isEffluent(standard) || !Object.hasOwn(standard.columns, column))
      throw notFound(`Không có cột "${column}" của quy chuẩn "${id}"`);
    const all = await this.registry.waterColumns.all();
    const entered = all.find((one) => one.standard === id && one.column === column);
    const about = { standard: id, column, state: stateOf(standard, column, all) };
    if (entered) {
      const { version, source, limits } = entered;
      return { ...about, version, source, limits, evidence: 'entered' };
    }
    const cells = standard.columns[column];
    if (!cells) return { ...about, version: 0, limits: {} };
    const { source, evidence, limits } = cells;
    return { ...about, version: 0, source, evidence, limits: bounds(limits) };
  }
}

const isEffluent = ({ subject }: Standard): boolean => subject === 'effluent';

function stateOf(
  { id, columns }: Standard,
  column: string,
  entered: readonly WaterColumn[],
): ShownWaterColumn['state'] {
  if (columns[column]) return 'shipped';
  return entered.some((one) => one.standard === id && one.column === column) ? 'entered' : 'empty';
}

/** Whether a column can be taken: the table with it, or what is wrong. */
export const tried = (column: WaterColumn): ReturnType<typeof withEntered> => withEntered(SHIPPED, column);

const bounds = (limits: Readonly<Record<string, Limit>>): ShownWaterColumn['limits'] =>
  Object.fromEntries(
    Object.entries(limits).map(([parameter, { min, max, byFlow }]) => [
      parameter,
      {
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(byFlow && { byFlow: byFlow.map((step) => ({ ...step })) }),
      },
    ]),
  );
