import { errorCodes } from '../errors.ts';
import type { PublishResult } from '../publish/publisher.ts';
import { problemNamespace } from '../rdf/vocabulary.ts';
import type { Severity } from '../validate/validator.ts';
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
        detail: `Nothing has changed: ${said(result.failures.length, 'file or dataset cannot', 'files or datasets cannot')} be taken, ${said(violations(findings), 'violation', 'violations')}.`,
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

function said(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function violations(findings: readonly { readonly severity: string }[]): number {
  return findings.filter(({ severity }) => severity === 'violation').length;
}
