import { MeridianError } from '../../errors.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { StoredSubmission, Submission, SubmissionRecord } from '../../publish/submission.ts';
import { pathParameter } from '../reply.ts';
import type { Call, ParameterDescription } from '../route.ts';

export const provider: ParameterDescription = {
  name: 'provider',
  in: 'path',
  description: 'Identifier of the provider.',
};
export const name: ParameterDescription = {
  name: 'name',
  in: 'path',
  description: 'The name that the provider gave the submission.',
};
export const version: ParameterDescription = {
  name: 'version',
  in: 'query',
  description: 'A version; the newest where it is left out.',
};
/** A reply in JSON, as the API description shows it. */
export const inJson = (description: string) => ({ description, mediaTypes: ['application/json'] });
export const submissionPath = '/providers/:provider/submissions/:name';
export const tag = 'providers';

/** What a submission is read from. */
export interface SubmissionSource {
  readonly publisher: Publisher;
  readonly record: SubmissionRecord;
}

/** The submission of an address with its content, in the version that it asks for; throws `not-found`. */
export function readSubmission(source: SubmissionSource, call: Call): StoredSubmission {
  const { provider: owner, name: called, version: number } = findSubmission(source, call);
  const stored = source.record.read(owner, called, number);
  if (stored === undefined) throw nothingCalled(owner, called, String(number));
  return stored;
}

/** The submission of an address, in the version that it asks for; reads no content. Throws `not-found`. */
export function findSubmission({ record, publisher }: SubmissionSource, call: Call): Submission {
  const owner = pathParameter(call, 'provider');
  const submission = pathParameter(call, 'name');
  const wanted = call.url.searchParams.get('version');
  if (wanted !== null && !/^[1-9]\d{0,8}$/.test(wanted)) {
    throw new MeridianError('bad-request', `${wanted} is not a version.`, {
      advice: 'Versions are 1, 2, 3 …',
    });
  }
  // A withdrawn submission is not current, but each of its versions can still be asked for by number.
  const current = publisher
    .current()
    .find(({ provider: each, name: called }) => each === owner && called === submission);
  const found =
    wanted === null
      ? current
      : record.versions(owner, submission).find(({ version: each }) => each === Number(wanted));
  if (found === undefined) throw nothingCalled(owner, submission, wanted ?? undefined);
  return found;
}

/** The failure where there is no such submission. */
export function nothingCalled(owner: string, submission: string, wanted?: string): MeridianError {
  const which = wanted === undefined ? '' : ` in version ${wanted}`;
  return new MeridianError('not-found', `${owner} has no submission ${submission}${which}.`, {
    advice: `GET /providers/${owner}/submissions lists them.`,
  });
}
