import { dateOf, type Roster, rosterSchema, type Swap, swapSchema, watchOf } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, In, IsNull } from 'typeorm';
import type { Database } from '../database/database.js';
import { IdentityRow } from '../entities/identity.entity.js';
import { RosterRow } from '../entities/notice.entity.js';
import { recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { InvalidInputError } from '../registry.errors.js';

const ID = 'roster';
const KEPT_MS = 31 * 86_400_000;
const EMPTY: Roster = { version: 0, rotationFrom: '2026-01-05', bellMin: 10, shifts: [], swaps: [] };

/** The duty roster of the commune. */
export class RostersRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** An empty one, version 0, where nobody made any. */
  get(): Promise<Roster> {
    return this.db.read(rosterIn);
  }

  /** @throws InvalidInputError, ChangedMeanwhileError */
  async put(input: unknown): Promise<Roster> {
    const { version, ...given } = parseInput(rosterSchema, input);
    return this.db.write(async (m) => {
      const before = await rosterIn(m);
      unchangedSince('Lịch trực', before, version);
      return this.#keep(m, before, given);
    });
  }

  /** One shift on one date is somebody else's from now on; a swap of the same shift before is gone. */
  async swap(input: unknown): Promise<Roster> {
    const swap = parseInput(swapSchema, input);
    return this.db.write(async (m) => {
      const before = await rosterIn(m);
      const shift = before.shifts.find(({ id }) => id === swap.shift);
      if (!shift || !watchOf(before, shift, swap.date))
        throw new InvalidInputError([{ field: 'shift', problem: 'không có ca này vào ngày đó' }]);
      const swaps = before.swaps.filter((one) => one.shift !== swap.shift || one.date !== swap.date);
      return this.#keep(m, before, { ...before, swaps: [...swaps, swap] });
    });
  }

  async #keep(m: EntityManager, before: Roster, given: Omit<Roster, 'version'>): Promise<Roster> {
    const now = this.clock.now();
    const oldest = dateOf(now - KEPT_MS);
    const swaps = given.swaps.filter(({ date }: Swap) => date >= oldest);
    const after: Roster = { ...given, swaps, version: before.version + 1 };
    checkShifts(after);
    await checkPeople(m, before, after);
    await m.upsert(RosterRow, { id: ID, version: after.version, body: after }, ['id']);
    const first = before.version === 0;
    const change = first ? ('added' as const) : ('changed' as const);
    await recordChange(m, { kind: 'roster', id: ID, change, before: first ? undefined : before, after }, now);
    return after;
  }
}

async function rosterIn(m: EntityManager): Promise<Roster> {
  const row = await m.findOneBy(RosterRow, { id: ID });
  return row ? { ...row.body, version: row.version } : EMPTY;
}

function checkShifts({ shifts }: Roster): void {
  const ids = shifts.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice) throw new InvalidInputError([{ field: 'shifts', problem: `mã ca "${twice}" có hai lần` }]);
}

const peopleIn = ({ shifts, swaps }: Roster): Set<string> =>
  new Set(
    [...shifts.flatMap((shift) => shift.teams), ...swaps].flatMap(({ person, deputy }) =>
      deputy ? [person, deputy] : [person],
    ),
  );

/** Whoever comes into it can be told; somebody who has left meanwhile holds up nobody else's swap. */
async function checkPeople(m: EntityManager, before: Roster, after: Roster): Promise<void> {
  const known = peopleIn(before);
  const ids = [...peopleIn(after)].filter((id) => !known.has(id));
  const rows = await m.findBy(IdentityRow, { id: In(ids), kind: 'person', deleted: IsNull(), disabled: false });
  const unknown = ids.find((id) => !rows.some((row) => row.id === id));
  if (unknown) throw new InvalidInputError([{ field: 'shifts', problem: `không có người "${unknown}"` }]);
}
