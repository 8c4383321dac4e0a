import { errorCodes } from '../errors.ts';
import type { ErrorCode, MeridianError } from '../errors.ts';
import type { PublishResult } from '../publish/publisher.ts';
import { problemNamespace } from '../rdf/vocabulary.ts';
import type { Finding, Severity } from '../validate/validator.ts';
import { json } from './reply.ts';
import type { Reply } from './route.ts';

/** Findings shown in the answer itself; the rest are counted, and in the report. */
const shownFindings = 200;

/** Violations first: they are what keeps the delivery out. */
const severities: readonly Severity[] = ['violation', 'warning', 'info'];

/** The answer to a delivery: 201 or 200 with the submission, or 422 with everything that is wrong. */
export function publishReply(result: PublishResult, base: string, requestId: string): Reply {
  if (result.outcome === 'rejected') {
    const findings = (result.report?.findings ?? []).toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
    );
    const [first] = result.failures;
    const code = first?.code ?? 'not-conformant';
    const reply = json(
      {
        type: `${problemNamespace}${code}`,
        title: errorCodes[code].title,
        status: 422,
        code,
        detail: `Nothing has changed: ${wrong(result.failures, findings)}.`,
        instance: `urn:uuid:${requestId}`,
        ...(first?.place === undefined ? {} : { place: first.place }),
        advice: first?.advice ?? 'Mend what the findings name, and send the delivery again.',
        failures: result.failures.map(({ code: each, message, place, advice }) => ({
          code: each,
          message,
          place,
          advice,
        })),
        profile: result.report?.profile,
        findings: findings.slice(0, shownFindings),
        findingCount: findings.length,
        notes: result.notes,
      },
      422,
    );
    return { ...reply, mediaType: 'application/problem+json' };
  }
  const { submission, report, outcome, indexed, notes } = result;
  const address = `${base}/providers/${submission.provider}/submissions/${submission.name}`;
  return json(
    {
      outcome,
      submission,
      indexed,
      notes,
      report: {
        conforms: report.conforms,
        findings: report.findings.length,
        address: `${address}/report?version=${submission.version}`,
      },
    },
    outcome === 'created' ? 201 : 200,
    { location: address },
  );
}

/** What the failures of a code are about; those of any other are about a file. */
const subjects: Partial<Record<ErrorCode, string>> = { 'not-conformant': 'statement', conflict: 'dataset' };

/** `1 file failure, 2 violations`: what there is none of is left out. */
function wrong(failures: readonly MeridianError[], findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  const count = (what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const { code } of failures) count(`${subjects[code] ?? 'file'} failure`);
  for (const { severity } of findings) if (severity === 'violation') count('violation');
  return [...counts].map(([what, times]) => `${times} ${what}${times === 1 ? '' : 's'}`).join(', ');
}
