import { MeridianError } from '../errors.ts';

/** Errors of the body reader and of express itself, said in our words. */
export function translateFailure(error: unknown): unknown {
  if (error instanceof MeridianError || !(error instanceof Error)) return error;
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    const limit = 'limit' in error ? ` (${String(error.limit)} bytes)` : '';
    return new MeridianError('too-large', `The body is larger than this address takes${limit}.`, {
      advice: 'Bytes count after decompression. Split the body, or ask the operator for a higher limit.',
      cause: error,
    });
  }
  if (type === 'encoding.unsupported') {
    return new MeridianError('unknown-format', 'The body is compressed in a way that is not known here.', {
      advice: 'Use the content encoding gzip, deflate or br, or none.',
      cause: error,
    });
  }
  if (error instanceof URIError) {
    return new MeridianError('bad-request', 'The address has a malformed escape.', {
      advice: 'Write a percent sign that means itself as %25.',
      cause: error,
    });
  }
  // What is left with a status of the caller's is a body that ended early or does not decompress.
  const status = 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500
    ? new MeridianError('bad-request', `The body cannot be read: ${error.message}.`, { cause: error })
    : error;
}
