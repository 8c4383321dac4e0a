import type { PrefixTable } from '../../rdf/prefixes.ts';
import { json, pathParameter } from '../reply.ts';
import { reportMediaTypes, reportReply } from '../report-reply.ts';
import type { Route } from '../route.ts';
import {
  findSubmission,
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
      handle: (call) => json(findSubmission(services, call)),
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
  ];
}
