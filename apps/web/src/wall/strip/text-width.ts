let pen: CanvasRenderingContext2D | null | undefined;

/** Width of a line in the wall's 28 px letters, layout pixels. Before the fonts are there it is an estimate. */
export function textWidth(text: string): number {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `400 28px ${getComputedStyle(document.documentElement).getPropertyValue('--font')}`;
  }
  return pen ? pen.measureText(text).width : text.length * 13.4;
}
