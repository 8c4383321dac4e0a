import { Ajv2020 } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { MeridianError } from '../errors.ts';
import schema from './delivery.schema.json' with { type: 'json' };

export const deliveryDescriptionFile = 'delivery.yaml';

/** What `delivery.yaml` says; see `delivery.schema.json`. */
export interface DeliveryDescription {
  readonly profile?: string;
  readonly sources: readonly { readonly source: string; readonly files: readonly string[] }[];
}

const validate = new Ajv2020({ allErrors: true }).compile<DeliveryDescription>(schema);

/** Reads and checks `delivery.yaml`; throws `unreadable-source` naming the line and all that is wrong. */
export function readDeliveryDescription(bytes: Uint8Array): DeliveryDescription {
  const lines = new LineCounter();
  const document = parseDocument(new TextDecoder().decode(bytes), { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new MeridianError('unreadable-source', error.message.split('\n')[0] ?? error.message, {
      place: { file: deliveryDescriptionFile, line, column: col },
      cause: error,
    });
  }
  const value: unknown = document.toJS({ maxAliasCount: 10 });
  if (validate(value)) return value;
  const wrong = (validate.errors ?? []).map(
    (each) =>
      `${each.instancePath === '' ? 'the file' : each.instancePath} ${each.message ?? 'is not valid'}`,
  );
  throw new MeridianError('unreadable-source', `${wrong.join('; ')}.`, {
    place: { file: deliveryDescriptionFile, pointer: validate.errors?.[0]?.instancePath ?? '' },
    advice:
      'It lists sources, each with a source and its files: sources: [{ source: dcat, files: ["*.ttl"] }].',
  });
}
