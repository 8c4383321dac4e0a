import { randomBytes } from 'node:crypto';
import { MeridianError } from '../../errors.ts';
import type { Lifted, Lifter, SourceFile } from '../../lift/lifter.ts';
import { namespacesOfRdf } from '../../lift/namespaces-of-rdf.ts';
import { rdfSyntax } from '../../rdf/media-types.ts';
import { parseRdf } from '../../rdf/parse-rdf.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { validateRdf } from '../../validate/validate-rdf.ts';
import type { Validator } from '../../validate/validator.ts';
import { json, negotiate, requiredParameter } from '../reply.ts';
import { reportMediaTypes, reportReply } from '../report-reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';

export interface CheckServices {
  readonly base: string;
  readonly prefixes: PrefixTable;
  readonly rdfMediaTypes: readonly string[];
  /** Made when first asked for: a node that nobody validates with does not compile shapes. */
  readonly validator: () => Promise<Validator>;
  readonly lifter: () => Promise<Lifter>;
  /** The files of an archive, or of a body that is one file. */
  readonly readFiles: (body: Uint8Array, mediaType: string, name: string) => Promise<readonly SourceFile[]>;
}

/** Bytes of a body that is checked or lifted on trial: this happens beside the answers to others. */
export const checkBodyLimit = 32 * 1024 * 1024;

/** Validating and lifting the caller's own bytes. Nothing is stored. */
export function checkRoutes(services: CheckServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/validate',
      action: 'read-operation',
      shared: true,
      description: {
        summary: 'The profiles that metadata can be checked against',
        tag: 'providers',
        replies: { 200: { description: 'The profiles.', mediaTypes: ['application/json'] } },
      },
      handle: async () => json({ profiles: (await services.validator()).profiles }),
    },
    {
      method: 'post',
      path: '/validate',
      action: 'check',
      bodyLimit: checkBodyLimit,
      description: {
        summary: 'Checks RDF against a profile; 200 also where it does not conform',
        tag: 'providers',
        parameters: [{ name: 'profile', in: 'query', required: true, description: 'Name of the profile.' }],
        body: services.rdfMediaTypes,
        replies: { 200: { description: 'The report.', mediaTypes: reportMediaTypes } },
      },
      handle: async (call) => {
        const validator = await services.validator();
        const known = validator.profiles.map(({ name }) => name).join(', ');
        const profile = requiredParameter(call, 'profile', `Name one of ${known}.`);
        const lifter = await services.lifter();
        const parsed = await parseRdf(call.body, {
          mediaType: call.mediaType,
          baseIri: `${services.base}/id/local/`,
          file: 'body',
          ...(lifter.contexts === undefined ? {} : { contexts: lifter.contexts }),
        });
        const namespaces = namespacesOfRdf(lifter);
        const report = await validateRdf(parsed, profile, validator, namespaces);
        return reportReply(call, report, services.prefixes);
      },
    },
    {
      method: 'post',
      path: '/lift',
      action: 'check',
      bodyLimit: checkBodyLimit,
      description: {
        summary: 'Lifts a file, or a tar of files, to RDF; a trial run with pseudonyms of the moment',
        tag: 'providers',
        parameters: [
          {
            name: 'source',
            in: 'query',
            required: true,
            description: 'Whose mapping is used: dcat, spreadsheet, omop, dicom.',
          },
          { name: 'name', in: 'query', description: 'Name of the file where the body is one: PERSON.csv.' },
        ],
        body: [
          'application/x-tar',
          'application/gzip',
          'text/csv',
          'application/dicom',
          ...services.rdfMediaTypes,
        ],
        replies: { 200: { description: 'The RDF of both planes.', mediaTypes: graphMediaTypes } },
      },
      handle: (call) => lift(call, services),
    },
  ];
}

async function lift(call: Call, services: CheckServices): Promise<Reply> {
  const lifter = await services.lifter();
  const source = requiredParameter(
    call,
    'source',
    `Name one of ${lifter.sources.map(({ name }) => name).join(', ')}.`,
  );
  const mediaType = negotiate(call, graphMediaTypes);
  // A source tells its files by their names; that of RDF follows from the media type.
  const name = call.url.searchParams.get('name') ?? `body${rdfSyntax(call.mediaType)?.extensions[0] ?? ''}`;
  const files = await services.readFiles(call.body, call.mediaType, name);
  // Never the node's key: with it, whoever may lift could look up the pseudonym of any identifier.
  const lifted = await lifter.lift(source, files, {
    provider: 'local',
    base: services.base,
    key: randomBytes(32),
  });
  refuseUnreadable(lifted);
  return {
    mediaType,
    headers: { vary: 'accept', 'x-meridian-unmapped': String(lifted.unmapped.length) },
    body: await serializeRdf([...lifted.catalogue, ...lifted.record], mediaType, services.prefixes),
  };
}

function refuseUnreadable({ failures }: Lifted): void {
  const [first] = failures;
  if (first === undefined) return;
  const others = failures.length === 1 ? '' : ` ${failures.length - 1} more files cannot be read.`;
  throw new MeridianError('unreadable-source', first.message + others, {
    ...(first.place === undefined ? {} : { place: first.place }),
    ...(first.advice === undefined ? {} : { advice: first.advice }),
    cause: first,
  });
}
