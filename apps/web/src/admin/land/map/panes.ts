/** Layers from the ground up. */
export const PANE = { land: 'land', things: 'things', labels: 'labels', draft: 'draft', handles: 'handles' } as const;
export const PANE_Z: Record<keyof typeof PANE, number> = {
  land: 350,
  things: 400,
  labels: 450,
  draft: 500,
  handles: 620,
};
