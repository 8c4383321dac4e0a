import { MeridianError } from '../../errors.ts';
import { findLineage } from '../../publish/find-lineage.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { StoredSubmission, SubmissionRecord } from '../../publish/submission.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { json, pathParameter, requiredParameter } from '../reply.ts';
import { reportReply } from '../report-reply.ts';
import type { Call, ParameterDescription, Route } from '../route.ts';
import { publishReply } from '../publish-reply.ts';

export interface ProviderServices {
  readonly base: string;
  readonly prefixes: PrefixTable;
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly publisher: Publisher;
  readonly record: SubmissionRecord;
  /** Bytes that one delivery may have. */
  readonly deliveryLimit: number;
  /** Media types that a delivery may come in. */
  readonly deliveryMediaTypes: readonly string[];
}

const provider: ParameterDescription = {
  name: 'provider',
  in: 'path',
  description: 'Identifier of the provider.',
};
const name: ParameterDescription = {
  name: 'name',
  in: 'path',
  description: 'The name that the provider gave the submission.',
};
const version: ParameterDescription = {
  name: 'version',
  in: 'query',
  description: 'A version; the newest where it is left out.',
};
const inJson = (description: string) => ({ description, mediaTypes: ['application/json'] });
const submissionPath = '/providers/:provider/submissions/:name';
const tag = 'providers';

/** Publishing, and what a provider sees of its own submissions. */
export function providerRoutes(services: ProviderServices): readonly Route[] {
  const { base, prefixes, providers, publisher, record } = services;
  const read = (call: Call): StoredSubmission => readSubmission(services, call);
  return [
    {
      method: 'get',
      path: '/providers',
      action: 'read-catalogue',
      shared: true,
      description: { summary: 'The providers of this node', tag, replies: { 200: inJson('The providers.') } },
      handle: () => json({ providers }),
    },
    {
      method: 'get',
      path: '/providers/:provider/submissions',
      action: 'read-submission',
      description: {
        summary: 'The current submissions of a provider',
        tag,
        parameters: [provider],
        replies: { 200: inJson('The newest version of each.') },
      },
      handle: (call) =>
        json({
          submissions: publisher
            .current()
            .filter((each) => each.provider === pathParameter(call, 'provider')),
        }),
    },
    {
      method: 'put',
      path: submissionPath,
      action: 'publish',
      bodyLimit: services.deliveryLimit,
      description: {
        summary: 'Publishes a delivery: lifted, checked, committed, visible at once or not at all',
        tag,
        parameters: [
          provider,
          name,
          {
            name: 'profile',
            in: 'query',
            description: 'The profile it must conform to; wins over the one in the delivery.',
          },
        ],
        body: services.deliveryMediaTypes,
        replies: {
          200: inJson('A new version replaced the one before, or nothing had changed.'),
          201: inJson('Committed; it survives a crash from here on.'),
          422: inJson('It does not conform, or files cannot be read; nothing has changed.'),
        },
      },
      handle: async (call) => {
        // An upload that went wrong is the likeliest reason, and it would replace everything by nothing.
        if (call.body.length === 0) {
          throw new MeridianError('bad-request', 'The delivery is empty.', {
            advice: 'Send the files; DELETE withdraws a submission.',
          });
        }
        const profile = call.url.searchParams.get('profile');
        const result = await publisher.publish({
          provider: pathParameter(call, 'provider'),
          name: pathParameter(call, 'name'),
          bytes: call.body,
          mediaType: call.mediaType,
          ...(profile === null ? {} : { profile }),
        });
        return publishReply(result, base, call.id);
      },
    },
    {
      method: 'get',
      path: submissionPath,
      action: 'read-submission',
      description: {
        summary: 'A submission: sources, counts, release',
        tag,
        parameters: [provider, name, version],
        replies: { 200: inJson('The submission.') },
      },
      handle: (call) => json(read(call).submission),
    },
    {
      method: 'delete',
      path: submissionPath,
      action: 'publish',
      description: {
        summary: 'Withdraws a submission; its versions stay readable',
        tag,
        parameters: [provider, name],
        replies: { 200: inJson('It is withdrawn.') },
      },
      handle: async (call) => {
        const owner = pathParameter(call, 'provider');
        const submission = pathParameter(call, 'name');
        if (!(await publisher.withdraw(owner, submission))) throw nothingCalled(owner, submission);
        return json({ withdrawn: `${owner}/${submission}` });
      },
    },
    {
      method: 'get',
      path: `${submissionPath}/versions`,
      action: 'read-submission',
      description: {
        summary: 'All versions of a submission, newest first',
        tag,
        parameters: [provider, name],
        replies: { 200: inJson('The versions.') },
      },
      handle: (call) => {
        const owner = pathParameter(call, 'provider');
        const submission = pathParameter(call, 'name');
        const versions = record.versions(owner, submission);
        if (versions.length === 0) throw nothingCalled(owner, submission);
        return json({ versions });
      },
    },
    {
      method: 'get',
      path: `${submissionPath}/report`,
      action: 'read-submission',
      description: {
        summary: 'The validation report of a version',
        tag,
        parameters: [provider, name, version],
        replies: {
          200: {
            description: 'The report.',
            mediaTypes: [
              'application/json',
              'text/plain',
              'text/turtle',
              'application/sarif+json',
              'application/xml',
            ],
          },
        },
      },
      handle: (call) => reportReply(call, read(call).report, prefixes),
    },
    {
      method: 'get',
      path: `${submissionPath}/lineage`,
      action: 'read-submission',
      description: {
        summary: 'Which record, and which columns or tags, a subject was made from',
        tag,
        parameters: [
          provider,
          name,
          version,
          { name: 'subject', in: 'query', required: true, description: 'IRI of the subject.' },
        ],
        replies: { 200: inJson('The places.') },
      },
      handle: (call) => {
        const subject = requiredParameter(
          call,
          'subject',
          'Give the IRI of a dataset, patient, study or series.',
        );
        const lineage = findLineage(read(call).lineage, subject);
        if (lineage.length === 0)
          throw new MeridianError('not-found', `This submission says nothing about ${subject}.`);
        return json({ subject, origins: lineage });
      },
    },
    {
      method: 'get',
      path: '/providers/:provider/unmapped',
      action: 'read-submission',
      description: {
        summary: 'Values that no mapping gives a meaning to, most frequent first',
        tag,
        parameters: [provider],
        replies: { 200: inJson('The values.') },
      },
      handle: (call) => {
        const own = publisher.current().filter((each) => each.provider === pathParameter(call, 'provider'));
        const unmapped = own.flatMap((each) =>
          (record.read(each.provider, each.name)?.unmapped ?? []).map((value) => ({
            submission: each.name,
            ...value,
          })),
        );
        return json({ unmapped: unmapped.sort((a, b) => b.records - a.records) });
      },
    },
  ];
}

function readSubmission({ record, publisher }: ProviderServices, call: Call): StoredSubmission {
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
  const number = wanted === null ? current?.version : Number(wanted);
  const stored = number === undefined ? undefined : record.read(owner, submission, number);
  if (stored === undefined) throw nothingCalled(owner, submission, wanted ?? undefined);
  return stored;
}

function nothingCalled(owner: string, submission: string, wanted?: string): MeridianError {
  const which = wanted === undefined ? '' : ` in version ${wanted}`;
  return new MeridianError('not-found', `${owner} has no submission ${submission}${which}.`, {
    advice: `GET /providers/${owner}/submissions lists them.`,
  });
}
