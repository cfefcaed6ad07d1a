/** A number in what the commune wrote: it may say more than that. */
const NUMBER = /\+?\d[\d .-]{6,}\d/;
export const callHref = (support: string | undefined): string | undefined => {
  const number = support && NUMBER.exec(support)?.[0].replace(/[ .-]/g, '');
  return number ? `tel:${number}` : undefined;
};
