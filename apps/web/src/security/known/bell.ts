/** Key of when a test bell rang on this phone. */
export const BELL = 'bell';
