/** A part of all, 0 to 1, as a reader is told it, in either language: what is little is never nothing. */
export const shareWords = (share: number): string =>
  share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`;
