import { errorCodes } from '../errors.ts';
import type { PublishResult } from '../publish/publisher.ts';
import { problemNamespace } from '../rdf/vocabulary.ts';
import { json } from './reply.ts';
import type { Reply } from './route.ts';

/** Findings shown in the answer itself; the rest are counted, and in the report. */
const shownFindings = 200;

/** The answer to a delivery: 201 or 200 with the submission, or 422 with everything that is wrong. */
export function publishReply(result: PublishResult, base: string): Reply {
  if (result.outcome === 'rejected') {
    const findings = result.report?.findings ?? [];
    const code =
      result.failures.length > 0 ? (result.failures[0]?.code ?? 'unreadable-source') : 'not-conformant';
    const reply = json(
      {
        type: `${problemNamespace}${code}`,
        title: errorCodes[code].title,
        status: 422,
        code,
        detail: `Nothing has changed: ${result.failures.length} files or datasets cannot be taken, ${violations(findings)} violations.`,
        failures: result.failures.map(({ code: each, message, place, advice }) => ({
          code: each,
          message,
          place,
          advice,
        })),
        profile: result.report?.profile,
        findings: findings.slice(0, shownFindings),
        findingCount: findings.length,
      },
      422,
    );
    return { ...reply, mediaType: 'application/problem+json' };
  }
  const { submission, report, outcome, indexed } = result;
  const address = `${base}/providers/${submission.provider}/submissions/${submission.name}`;
  return json(
    {
      outcome,
      submission,
      indexed,
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

function violations(findings: readonly { readonly severity: string }[]): number {
  return findings.filter(({ severity }) => severity === 'violation').length;
}
