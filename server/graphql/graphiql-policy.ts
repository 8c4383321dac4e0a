/**
 * The content security policy of the GraphiQL page: one document with its script, style, fonts and workers inside, so
 * these must be allowed there and nowhere else. Nothing may be loaded from or sent to another origin.
 */
export const graphiqlPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  'worker-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
