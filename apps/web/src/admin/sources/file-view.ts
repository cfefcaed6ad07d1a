/** As it stands in an address: the part of a source's panel with its limits and records. */
export const FILE_VIEW = 'ho-so';
