/** What a one-time link carries behind its "#", which no server on the way is told; undefined: nothing that could be one. */
export const tokenIn = (hash: string): string | undefined => /^#([\w-]{16,128})$/.exec(hash)?.[1];
