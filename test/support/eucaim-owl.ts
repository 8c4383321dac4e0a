import { readFileSync } from 'node:fs';
import { eucaim, owl, rdf, rdfs, skos } from '../../server/rdf/vocabulary.ts';

/**
 * The table of EUCAIM classes as RDF/XML, in the style of the published file: an annotation property per code system,
 * restrictions as elements, codes of NCIt and UMLS as texts of skos:exactMatch. The same table gives the same bytes.
 */
export function eucaimOwl(table: string, base: string = eucaim.namespace): string {
  const [header = [], ...rows] = readFileSync(table, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  const classes = rows.map((cells) => {
    const row = new Map(header.map((name, index) => [name, cells[index] ?? '']));
    return owlClass((name) => row.get(name) ?? '', base);
  });
  const namespaces = [
    ['', base],
    ['EUCAIM', base],
    ['owl', owl.namespace],
    ['rdf', rdf.namespace],
    ['rdfs', rdfs.namespace],
    ['skos', skos.namespace],
  ].map(([prefix = '', iri = '']) => `\n     xmlns${prefix === '' ? '' : `:${prefix}`}="${iri}"`);
  const ontology = `    <owl:Ontology rdf:about="${base.replace(/#$/, '')}">\n        <owl:versionInfo>2.0</owl:versionInfo>\n    </owl:Ontology>\n`;
  return `<?xml version="1.0"?>\n<rdf:RDF${namespaces.join('')}\n     xml:base="${base.replace(/#$/, '')}">\n${ontology}\n${classes.join('\n')}</rdf:RDF>\n`;
}

/** Column of the table to the annotation property that the published file has for it. */
const annotations = [
  ['snomedct', 'SNOMEDCT'],
  ['icdo3', 'ICDO3'],
  ['icd10', 'ICD10'],
  ['ncit', 'NCIT'],
  ['radlex', 'RadLex'],
  ['loinc', 'LOINC'],
  ['omop_id', 'OMOP_Concept_ID'],
  ['omop_vocabulary', 'OMOP_Vocabulary_ID'],
  ['dicom', 'DICOM_Tag'],
  ['query', 'queryCriteria'],
] as const;

function owlClass(cell: (name: string) => string, base: string): string {
  const about = (code: string): string => (code === 'Thing' ? owl.Thing.value : `${base}${code}`);
  const lines: string[] = [];
  for (const parent of parts(cell('parents')))
    lines.push(`<rdfs:subClassOf rdf:resource="${escape(about(parent))}"/>`);
  const equal: string[] = [];
  for (const restriction of parts(cell('restrictions'))) {
    const [, member] = /^eq:(.*)$/.exec(restriction) ?? [];
    if (member !== undefined) equal.push(`<rdf:Description rdf:about="${escape(about(member))}"/>`);
    else lines.push(`<rdfs:subClassOf>${restrictionElement(restriction, base)}</rdfs:subClassOf>`);
  }
  const [only, ...others] = equal;
  if (only !== undefined && others.length === 0)
    lines.push(`<owl:equivalentClass>${only}</owl:equivalentClass>`);
  else if (only !== undefined) {
    lines.push(
      `<owl:equivalentClass><owl:Class><owl:intersectionOf rdf:parseType="Collection">${equal.join('')}</owl:intersectionOf></owl:Class></owl:equivalentClass>`,
    );
  }
  for (const [column, property] of annotations) {
    for (const code of parts(cell(column)))
      lines.push(`<EUCAIM:${property}>${escape(code)}</EUCAIM:${property}>`);
  }
  for (const code of parts(cell('umls')))
    lines.push(`<skos:exactMatch>UMLS:${escape(code)}</skos:exactMatch>`);
  if (cell('ncit') !== '') lines.push(`<skos:exactMatch>NCIT:${escape(cell('ncit'))}</skos:exactMatch>`);
  lines.push(`<rdfs:label xml:lang="en">${escape(cell('label'))}</rdfs:label>`);
  for (const name of parts(cell('alt')))
    lines.push(`<skos:altLabel xml:lang="en">${escape(name)}</skos:altLabel>`);
  const body = lines.map((line) => `        ${line}\n`).join('');
  const iri = escape(about(cell('code')));
  return `    <!-- ${iri} -->\n\n    <owl:Class rdf:about="${iri}">\n${body}    </owl:Class>\n`;
}

function restrictionElement(restriction: string, base: string): string {
  const [property = '', filler = ''] = restriction.split('=');
  const [, inverted] = /^inverse\((.*)\)$/.exec(property) ?? [];
  const on =
    inverted === undefined
      ? `<owl:onProperty rdf:resource="${escape(base + property)}"/>`
      : `<owl:onProperty><rdf:Description><owl:inverseOf rdf:resource="${escape(base + inverted)}"/></rdf:Description></owl:onProperty>`;
  return `<owl:Restriction>${on}<owl:someValuesFrom rdf:resource="${escape(base + filler)}"/></owl:Restriction>`;
}

function parts(cell: string): readonly string[] {
  return cell.split('|').filter((part) => part !== '');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
