import { MeridianError } from '../../errors.ts';
import { findLineage } from '../../publish/find-lineage.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { json, pathParameter, requiredParameter } from '../reply.ts';
import { reportMediaTypes, reportReply } from '../report-reply.ts';
import type { Route } from '../route.ts';
import {
  inJson,
  name,
  nothingCalled,
  provider,
  readSubmission,
  submissionPath,
  tag,
  version,
  type SubmissionSource,
} from './submission-address.ts';

export interface SubmissionServices extends SubmissionSource {
  readonly prefixes: PrefixTable;
}

/** What a provider sees of one of its submissions: versions, report, lineage. */
export function submissionRoutes(services: SubmissionServices): readonly Route[] {
  const { prefixes, record } = services;
  return [
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
      handle: (call) => json(readSubmission(services, call).submission),
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
            mediaTypes: reportMediaTypes,
          },
        },
      },
      handle: (call) => reportReply(call, readSubmission(services, call).report, prefixes),
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
        const lineage = findLineage(readSubmission(services, call).lineage, subject);
        if (lineage.length === 0)
          throw new MeridianError('not-found', `This submission says nothing about ${subject}.`);
        return json({ subject, origins: lineage });
      },
    },
  ];
}
