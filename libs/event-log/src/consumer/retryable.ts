/** Errors say themselves whether the same thing may go through later (`retry: true`): a store that is away, a full disk. */
export const isRetryable = (error: unknown): boolean => (error as { retry?: unknown } | undefined)?.retry === true;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
