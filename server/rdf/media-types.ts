/** One RDF syntax: its media type, the names of its files, and whether it can hold named graphs. */
export interface RdfSyntax {
  readonly mediaType: string;
  readonly name: string;
  readonly extensions: readonly string[];
  /** Other media types that are read as this one. */
  readonly aliases: readonly string[];
  readonly namedGraphs: boolean;
  /** True where it is read but never written. */
  readonly readOnly?: boolean;
}

/** The RDF syntaxes that are read, the preferred one first; all but the read-only ones are also written. */
export const rdfMediaTypes: readonly RdfSyntax[] = [
  {
    mediaType: 'text/turtle',
    name: 'Turtle',
    extensions: ['.ttl', '.turtle'],
    aliases: ['application/x-turtle', 'application/turtle'],
    namedGraphs: false,
  },
  {
    mediaType: 'application/ld+json',
    name: 'JSON-LD',
    extensions: ['.jsonld', '.json'],
    aliases: ['application/json'],
    namedGraphs: true,
  },
  {
    mediaType: 'application/rdf+xml',
    name: 'RDF/XML',
    extensions: ['.rdf', '.owl', '.xml'],
    aliases: ['application/xml', 'text/xml'],
    namedGraphs: false,
  },
  {
    mediaType: 'application/n-triples',
    name: 'N-Triples',
    extensions: ['.nt'],
    aliases: ['text/plain'],
    namedGraphs: false,
  },
  {
    mediaType: 'application/n-quads',
    name: 'N-Quads',
    extensions: ['.nq'],
    aliases: ['text/x-nquads'],
    namedGraphs: true,
  },
  {
    mediaType: 'application/trig',
    name: 'TriG',
    extensions: ['.trig'],
    aliases: ['application/x-trig'],
    namedGraphs: true,
  },
  {
    mediaType: 'text/html',
    name: 'RDFa in HTML',
    extensions: ['.html', '.htm'],
    aliases: [],
    namedGraphs: false,
    readOnly: true,
  },
  {
    mediaType: 'application/xhtml+xml',
    name: 'RDFa in XHTML',
    extensions: ['.xhtml', '.xht'],
    aliases: [],
    namedGraphs: false,
    readOnly: true,
  },
];

/** The media types that statements can be written in. */
export const writtenRdfMediaTypes: readonly string[] = rdfMediaTypes
  .filter(({ readOnly }) => readOnly !== true)
  .map(({ mediaType }) => mediaType);

/** The syntax of a media type; parameters (`;charset=utf-8`) and case are ignored. Undefined where none is meant. */
export function rdfSyntax(mediaType: string): RdfSyntax | undefined {
  const bare = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  return rdfMediaTypes.find((syntax) => syntax.mediaType === bare || syntax.aliases.includes(bare));
}

/** The media type that the name of a file stands for; undefined where it is no RDF file. */
export function mediaTypeOfFile(path: string): string | undefined {
  const name = path.toLowerCase();
  return rdfMediaTypes.find((syntax) => syntax.extensions.some((extension) => name.endsWith(extension)))
    ?.mediaType;
}
