/** Injection token of `() => Promise<void>`: reads the registry into the device directory again. */
export const REFRESH_DIRECTORY = 'REFRESH_DIRECTORY';
