import type { Response } from 'express';

/** Our pages load only what this node serves: no inline script or style, no frame, no foreign origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function setSecurityHeaders(response: Response): void {
  response.setHeader('content-security-policy', contentSecurityPolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-site');
  response.setHeader('x-request-id', String(response.locals['requestId']));
}

/**
 * The public plane may be read by pages of any origin. Safe because no cookie identifies anyone here: a page can
 * only send a token that it holds itself.
 */
export function setSharing(response: Response): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('access-control-expose-headers', 'etag, link, x-request-id, x-meridian-partial');
}
