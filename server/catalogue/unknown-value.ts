/** The word of a request for "no value": `sex=unknown`. No concept code has this form. */
export const unknownValue = 'unknown';
