/** Outlines of fields of 40 by 45 m, side by side from west to east. */
export const aField = (i: number) => {
  const [west, south] = [106.3 + i * 0.0005, 20.9];
  const corners = [
    [west, south],
    [west + 0.000_385, south],
    [west + 0.000_385, south + 0.000_406],
    [west, south + 0.000_406],
  ];
  return { type: 'Polygon', coordinates: [[...corners, corners[0]]] };
};
