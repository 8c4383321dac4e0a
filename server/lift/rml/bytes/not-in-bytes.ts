/** Thrown while compiling: the byte path cannot do what a triples map says. Its source is then read record by record. */
export class NotInBytes extends Error {}
