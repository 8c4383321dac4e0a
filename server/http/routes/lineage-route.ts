import { MeridianError } from '../../errors.ts';
import { harmonisedValues } from '../../publish/harmonised-values.ts';
import type { HarmonisedValue } from '../../publish/harmonised-values.ts';
import type { Submission } from '../../publish/submission.ts';
import { traceSubject } from '../../publish/trace-subject.ts';
import type { MappingSets } from '../../rdf/sssom.ts';
import { json, requiredParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import {
  findSubmission,
  inJson,
  name,
  provider,
  submissionPath,
  tag,
  version,
  type SubmissionSource,
} from './submission-address.ts';

export interface LineageServices extends SubmissionSource {
  readonly mappingSets: MappingSets;
}

/** Statements of a subject shown in one answer: a dataset may have a hundred thousand patients. */
const shownStatements = 200;

/** `…/lineage`: any statement of a submission back to file, row and column, and to the rule that made it. */
export function lineageRoute(services: LineageServices): Route {
  const query = (parameter: string, description: string, required = false) =>
    ({ name: parameter, in: 'query', description, ...(required ? { required } : {}) }) as const;
  return {
    method: 'get',
    path: `${submissionPath}/lineage`,
    action: 'read-submission',
    description: {
      summary:
        'Which file, row and column (or tag, pointer, line) statements were made from, and by which rule',
      tag,
      parameters: [
        provider,
        name,
        version,
        query('subject', 'IRI of the subject.', true),
        query('predicate', 'IRI of a predicate; all where it is left out.'),
        query('object', 'IRI, text, or a term of N-Triples; all where it is left out.'),
        query('readings', 'true: also the words of the source that were looked up, and the mapping rows.'),
      ],
      replies: { 200: inJson('The statements, and where each is from.') },
    },
    handle: (call) => answer(services, call),
  };
}

function answer(services: LineageServices, call: Call): Reply {
  const subject = requiredParameter(call, 'subject', 'Give the IRI of a dataset, patient, study or series.');
  const submission = findSubmission(services, call);
  const lineage = services.record.lineage(submission, subject);
  if (lineage === undefined) throw nothingAbout(subject);
  const asked = (parameter: string): string | undefined => call.url.searchParams.get(parameter) ?? undefined;
  const statements = traceSubject(lineage, { predicate: asked('predicate'), object: asked('object') });
  if (statements.length === 0) throw saysNothing('of that kind about the subject');
  return json({
    subject,
    submission: `${submission.provider}/${submission.name}`,
    version: submission.version,
    origins: lineage.origins.map((origin) => ({
      ...origin,
      rules: lineage.rules
        .filter(({ map, source }) => map === origin.map && source === origin.source)
        .map(({ map: _map, source: _source, ...rule }) => rule),
    })),
    statements: statements.slice(0, shownStatements),
    statementCount: statements.length,
    ...(asked('readings') === 'true' ? { readings: readingsOf(services, submission, subject) } : {}),
  });
}

/** Kept for current versions only; none for others. */
function readingsOf(
  { record, mappingSets }: LineageServices,
  submission: Submission,
  subject: string,
): readonly HarmonisedValue[] {
  const bytes = record.readings(submission);
  return bytes === undefined ? [] : harmonisedValues(bytes, subject, mappingSets);
}

function nothingAbout(subject: string): MeridianError {
  return new MeridianError('not-found', `This submission says nothing about ${subject}.`);
}

function saysNothing(what: string): MeridianError {
  return new MeridianError('not-found', `This submission says nothing ${what}.`, {
    advice: 'Ask with the subject alone to see all that is said of it.',
  });
}
