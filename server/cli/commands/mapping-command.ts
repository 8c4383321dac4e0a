import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import type { Concept } from '../../ontology/concept.ts';
import { suggestConcepts } from '../../ontology/suggest/suggest-concepts.ts';
import { appendMappingRow } from '../../rdf/append-mapping-row.ts';
import { describeReason } from '../describe-reason.ts';
import type { Terminal, Workshop } from '../workshop.ts';

interface AcceptOptions {
  readonly attribute: string;
  readonly predicate: string;
  readonly justification: string;
  readonly source: string;
  readonly comment?: string;
}

/** `meridian mapping …`: words without a meaning, and how they get one. */
export function addMappingCommands(program: Command, workshop: Workshop, terminal: Terminal): void {
  const mapping = program.command('mapping').description('What words of sources mean');
  mapping
    .command('suggest')
    .description('Concepts that a word may stand for, the likeliest first, and why')
    .argument('<word>', 'the word, as the source writes it')
    .requiredOption('-a, --attribute <name>', 'the attribute it is a value of: modality, bodyPart, vendor …')
    .action(async (word: string, { attribute }: { attribute: string }) => {
      const ontology = await workshop.ontology();
      const suggestions = suggestConcepts(word, attributeNamed(ontology, attribute), {
        ontology,
        mappingSets: await workshop.mappingSets(),
      });
      for (const { concept, reasons } of suggestions) {
        terminal.write(
          `${concept.curie}\t${concept.labels.get('en') ?? ''}\t${reasons.map(describeReason).join('; ')}\n`,
        );
      }
      if (suggestions.length === 0) console.error('Nothing in the ontology is like it.');
      terminal.exit(suggestions.length > 0 ? 0 : 1);
    });
  mapping
    .command('accept')
    .description('Writes a row into a mapping set: what a word means from now on')
    .argument('<set>', 'name of the mapping set: dicom-vendor-eucaim')
    .argument('<word>', 'the word, as the source writes it')
    .argument(
      '<concept>',
      'its meaning, as a CURIE; "none" where it was looked at and lies outside the attribute',
    )
    .requiredOption('-a, --attribute <name>', 'the attribute it is a value of')
    .option('--predicate <curie>', 'how the word and the concept go together', 'skos:exactMatch')
    .option('--justification <curie>', 'how it was found to hold', 'semapv:ManualMappingCuration')
    .requiredOption('--source <curie>', 'what the word was read in: meridian:<provider>#words')
    .option('--comment <text>', 'a remark for the next reader')
    .action(async (set: string, word: string, meaning: string, options: AcceptOptions) => {
      const ontology = await workshop.ontology();
      const attribute = attributeNamed(ontology, options.attribute);
      const concept = meaning === 'none' ? undefined : conceptFor(ontology, attribute, meaning);
      if (!(await workshop.mappingSets()).has(set)) {
        throw new MeridianError('not-found', `There is no mapping set "${set}".`, {
          advice: 'Name a file of mappings/sssom without .sssom.tsv.',
        });
      }
      const file = join(workshop.folders.sssom, `${set}.sssom.tsv`);
      const text = appendMappingRow(
        readFileSync(file, 'utf8'),
        {
          word,
          predicate: options.predicate,
          object: concept?.curie ?? 'sssom:NoTermFound',
          ...(concept === undefined ? {} : { objectLabel: concept.labels.get('en') ?? '' }),
          justification: options.justification,
          source: options.source,
          ...(options.comment === undefined ? {} : { comment: options.comment }),
        },
        `${set}.sssom.tsv`,
      );
      // Whole or not at all: a set that breaks off breaks every source that reads it.
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
      terminal.write(`${set}: "${word.trim()}" is ${concept?.curie ?? 'outside the attribute'}\n`);
    });
}

type Loaded = Awaited<ReturnType<Workshop['ontology']>>;

function attributeNamed(ontology: Loaded, name: string): NonNullable<ReturnType<Loaded['attribute']>> {
  const attribute = ontology.attribute(name);
  if (attribute?.scheme !== undefined) return attribute;
  const named = ontology.attributes.filter(({ scheme }) => scheme !== undefined).map((each) => each.name);
  throw new MeridianError('bad-request', `There is no attribute "${name}" with concepts as values.`, {
    advice: `There are ${named.join(', ')}.`,
  });
}

function conceptFor(
  ontology: Loaded,
  { name, scheme }: { readonly name: string; readonly scheme?: { readonly value: string } },
  code: string,
): Concept {
  const resolution = ontology.resolve(code);
  if (resolution.state === 'unknown') {
    throw new MeridianError('unknown-concept', `The ontology has no concept "${code}".`, {
      advice:
        resolution.near.length === 0
          ? 'Look for it with meridian mapping suggest.'
          : `Near it are ${resolution.near.map(({ curie }) => curie).join(', ')}.`,
    });
  }
  if (resolution.concept.scheme.value === scheme?.value) return resolution.concept;
  throw new MeridianError('unknown-concept', `${resolution.concept.curie} is no value of ${name}.`, {
    advice: 'Choose a concept of its scheme, or "none".',
  });
}
