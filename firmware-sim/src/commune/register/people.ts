import type { Grant } from '#hub/contracts';

/** Somebody of the sample commune. All of them are invented; none has a telephone. */
export interface Villager {
  name: string;
  /** Id of the hamlet. */
  hamlet: string;
  grants: readonly Grant[];
}

const farmers = (hamlet: string, names: readonly string[]): Villager[] =>
  names.map((name) => ({ name, hamlet, grants: [] }));

/** Who owns the plots of each block. */
export const OWNERS: Readonly<Record<string, readonly Villager[]>> = {
  'dong-trung': farmers('trung', ['Đỗ Văn Lúa', 'Nguyễn Thị Mạ', 'Trần Văn Cày', 'Phạm Thị Gặt', 'Vũ Văn Bừa']),
  'dong-dong': farmers('dong', ['Bùi Thị Rơm', 'Hoàng Văn Đụn', 'Đặng Thị Sàng', 'Lê Văn Liềm']),
  'dong-hau': farmers('hau', ['Phan Thị Nếp', 'Ngô Văn Gầu', 'Dương Thị Nia']),
  'bai-co': farmers('co', ['Lý Thị Cải', 'Mai Văn Bầu', 'Tạ Thị Mướp']),
};

const keeper = (name: string, hamlet: string, ...blocks: string[]): Villager => ({
  ...{ name, hamlet },
  grants: blocks.map((id) => ({ role: 'water-turn-keeper', scope: { kind: 'block', id } })),
});
const head = (name: string, hamlet: string): Villager => ({
  ...{ name, hamlet },
  grants: [{ role: 'village-head', scope: { kind: 'hamlet', id: hamlet } }],
});

/** Who looks after water and hamlets. */
const STAFF: readonly Villager[] = [
  keeper('Nguyễn Văn Mương', 'trung', 'dong-trung', 'dong-dong'),
  keeper('Trịnh Văn Máng', 'hau', 'dong-hau', 'bai-co'),
  head('Đào Thị Đình', 'trung'),
  head('Cao Văn Đa', 'dong'),
];

export const VILLAGERS: readonly Villager[] = [...Object.values(OWNERS).flat(), ...STAFF];
