import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { MeridianError } from '../../errors.ts';
import { rdfMediaTypes } from '../../rdf/media-types.ts';
import { parseRdf } from '../../rdf/parse-rdf.ts';
import { isNamedNode, type Quad } from '../../rdf/terms.ts';
import { dct, owl, rdfs, skos } from '../../rdf/vocabulary.ts';
import { Statements } from '../statements.ts';

/** One code of a vocabulary list. */
export interface ListedCode {
  readonly label?: string;
  /** True where the list keeps the code only to say that it is no longer used. */
  readonly deprecated: boolean;
  readonly replacedBy?: string;
}

/** The codes that a newer edition of a vocabulary has, by IRI. */
export type VocabularyList = ReadonlyMap<string, ListedCode>;

/** Turns a code, in any style, into its IRI; undefined for what is no code. */
export type CodeReader = (code: string) => string | undefined;

const columns = {
  code: ['concept_uri', 'iri', 'uri', 'code', 'concept_code', 'id'],
  label: ['label', 'concept_name', 'name', 'preflabel'],
  replacedBy: ['replaced_by', 'replacedby', 'replacement'],
} as const;

/**
 * Reads a list of codes: a table (CSV or TSV) with a column `code` or `iri` and, if it has them, `label` and
 * `replaced_by`; or an ontology in any RDF syntax, whose classes and concepts are the codes. Throws
 * 'unreadable-source' or 'syntax-error' with the file, and the line where there is one.
 */
export async function readVocabularyList(file: string, readCode: CodeReader): Promise<VocabularyList> {
  const extension = extname(file).toLowerCase();
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new MeridianError('unreadable-source', 'The file cannot be read.', { place: { file }, cause });
  });
  const syntax = rdfMediaTypes.find(({ extensions }) => extensions.includes(extension));
  const list =
    syntax === undefined
      ? ofTable(text, extension === '.tsv' ? '\t' : ',', file, readCode)
      : ofOntology((await parseRdf(text, { mediaType: syntax.mediaType, baseIri: 'urn:list:', file })).quads);
  if (list.size > 0) return list;
  throw new MeridianError('unreadable-source', 'The file lists no code.', {
    place: { file },
    advice: 'Give a table with a column "code" or "iri", or an ontology with classes or concepts.',
  });
}

function ofTable(text: string, delimiter: string, file: string, readCode: CodeReader): VocabularyList {
  let rows: Record<string, string>[];
  try {
    const lowerCase = (header: string[]): string[] => header.map((name) => name.trim().toLowerCase());
    // Quotes mean nothing in TSV, and stand in labels there.
    const quote = delimiter === '\t' ? false : '"';
    rows = parse(text, { delimiter, quote, columns: lowerCase, bom: true, skip_empty_lines: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MeridianError('unreadable-source', `The table cannot be read: ${message}`, {
      place: { file },
      cause,
    });
  }
  const cell = (row: Record<string, string>, names: readonly string[]): string | undefined =>
    names.map((name) => row[name]?.trim()).find((value) => value !== undefined && value !== '');
  const iriOf = (code: string | undefined): string | undefined =>
    code === undefined ? undefined : readCode(code);
  const list = new Map<string, ListedCode>();
  for (const row of rows) {
    const iri = iriOf(cell(row, columns.code));
    if (iri === undefined) continue;
    const label = cell(row, columns.label);
    const replacedBy = iriOf(cell(row, columns.replacedBy));
    list.set(iri, {
      deprecated: replacedBy !== undefined,
      ...(label === undefined ? {} : { label }),
      ...(replacedBy === undefined ? {} : { replacedBy }),
    });
  }
  return list;
}

function ofOntology(quads: readonly Quad[]): VocabularyList {
  const statements = new Statements(quads);
  const terms = [owl.Class, rdfs.Class, skos.Concept].flatMap((type) => statements.subjectsOfType(type));
  const list = new Map<string, ListedCode>();
  for (const term of terms.filter(isNamedNode)) {
    const labels = [rdfs.label, skos.prefLabel].map((property) => statements.byLanguage(term, property));
    const label = labels.flatMap((each) => [each.get('en'), each.get('')]).find((each) => each !== undefined);
    const replacedBy = statements.object(term, dct.isReplacedBy);
    list.set(term.value, {
      deprecated: statements.object(term, owl.deprecated)?.value === 'true' || replacedBy !== undefined,
      ...(label === undefined ? {} : { label }),
      ...(replacedBy === undefined ? {} : { replacedBy: replacedBy.value }),
    });
  }
  return list;
}
