import { Ajv2020 } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { MeridianError } from '../errors.ts';
import { isAddress } from '../lift/collect/is-address.ts';
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
  if (validate(value)) return withoutAddresses(value);
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

/** A node fetches nothing for others; the address is not shown, since it may hold a password. */
function withoutAddresses(description: DeliveryDescription): DeliveryDescription {
  for (const [index, { files }] of description.sources.entries()) {
    const at = files.findIndex((pattern) => isAddress(pattern));
    if (at < 0) continue;
    throw new MeridianError('unreadable-source', 'A delivery that is sent holds files, not addresses.', {
      place: { file: deliveryDescriptionFile, pointer: `/sources/${index}/files/${at}` },
      advice: 'Send it with `meridian publish`, which fetches what stands behind the address.',
    });
  }
  return description;
}
