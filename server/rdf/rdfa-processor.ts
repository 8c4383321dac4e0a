import type { RdfaElement } from './rdfa-element.ts';
import { rdf } from './vocabulary.ts';

/** An object as rdflib's processor hands it on: what it is, and its text, IRI or `_:label`. */
export interface ProcessedObject {
  readonly type: string;
  readonly value: string | { readonly markup: string };
  readonly language?: string | null;
}

/** What of rdflib's RDFa processor is used, and replaced: names are resolved before, terms are made here. */
interface Processor {
  addTriple: (
    origin: RdfaElement,
    subject: string,
    predicate: string,
    object: string | ProcessedObject,
  ) => void;
  newBlankNode: () => string;
  setContext: () => void;
  setHTMLContext(): void;
  parsePredicate: (name: string) => string | null;
  parseTermOrCURIEOrAbsURI: (name: string) => string | null;
  parseSafeCURIEOrCURIEOrURI: (name: string) => string | null;
  process(document: {
    readonly nodeType: 9;
    readonly baseURI: string;
    readonly documentElement: RdfaElement;
  }): void;
}

interface ProcessorClass {
  new (store: null, options: { readonly base: string }): Processor;
  readonly prototype: { deriveDateTimeType(value: string): string | null };
  deriveDateTimeType?: (value: string) => string | null;
}

export interface RdfaProcessing {
  readonly base: string;
  /** `_:` and a label, a new one on each call. */
  readonly newBlankNode: () => string;
  readonly add: (subject: string, predicate: string, object: ProcessedObject, line: number) => void;
}

/** Evaluates the attributes of the elements below a root (RDFa Core 1.1 section 7.5) with rdflib's processor. */
export async function processRdfa(
  root: RdfaElement,
  { base, newBlankNode, add }: RdfaProcessing,
): Promise<void> {
  const processor = new (await processorClass())(null, { base });
  processor.newBlankNode = newBlankNode;
  processor.setContext = () => {
    processor.setHTMLContext();
  };
  for (const name of ['parsePredicate', 'parseTermOrCURIEOrAbsURI', 'parseSafeCURIEOrCURIEOrURI'] as const) {
    processor[name] = (value) => (value === '' ? null : value);
  }
  processor.addTriple = (origin, subject, predicate, object) => {
    const said = typeof object === 'string' ? { type: rdf.object.value, value: object } : object;
    add(subject, predicate, said, origin.line);
  };
  processor.process({ nodeType: 9, baseURI: base, documentElement: root });
}

/** The one part of the library that is needed; it opens no connection, and only this syntax pays for it. */
async function processorClass(): Promise<ProcessorClass> {
  const module = await import('rdflib/lib/rdfaparser.js');
  const found = module.default.default as unknown as ProcessorClass;
  // It calls a method of its objects as if it were one of the class, for every <time> and every datetime.
  found.deriveDateTimeType ??= (value) => found.prototype.deriveDateTimeType(value);
  return found;
}
