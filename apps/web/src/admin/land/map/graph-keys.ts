/** What of a canal is chosen: a node, a stretch, a bend of a stretch. */
export const keyOf = {
  node: (id: string) => `node ${id}`,
  reach: (id: string) => `reach ${id}`,
  bend: (id: string, bend: number) => `bend ${id} ${bend}`,
};
