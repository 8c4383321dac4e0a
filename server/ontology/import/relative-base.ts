/** What a relative name becomes in a file without a base, so that it is the same everywhere and can be reported. */
export const relativeBase = 'urn:meridian:relative/';
