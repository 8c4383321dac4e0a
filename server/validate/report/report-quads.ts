import { Parser } from 'n3';
import type { Place } from '../../errors.ts';
import { expandCurie } from '../../rdf/prefixes.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { blankNode, literal, namedNode, quad } from '../../rdf/terms.ts';
import type { Quad, Resource, Term } from '../../rdf/terms.ts';
import { mer, rdf, sh, xsd } from '../../rdf/vocabulary.ts';
import type { Finding, Report, Severity } from '../validator.ts';

const severities: Readonly<Record<Severity, typeof sh.Violation>> = {
  violation: sh.Violation,
  warning: sh.Warning,
  info: sh.Info,
};

/**
 * The report as the W3C describes it (SHACL 3.6), with the clause and the place in the source beside it. `conforms`
 * is ours: warnings and infos do not make it false.
 */
export function reportQuads(report: Report, prefixes: PrefixTable): Quad[] {
  const node = blankNode('report');
  const quads: Quad[] = [
    quad(node, rdf.type, sh.ValidationReport),
    quad(node, sh.conforms, literal(String(report.conforms), xsd.boolean)),
  ];
  report.findings.forEach((finding, index) => {
    const result = blankNode(`result${index + 1}`);
    quads.push(quad(node, sh.result, result), ...resultQuads(result, finding, prefixes));
  });
  return quads;
}

function resultQuads(result: Resource, finding: Finding, prefixes: PrefixTable): Quad[] {
  const value = finding.value === undefined ? undefined : readTerm(finding.value);
  return [
    quad(result, rdf.type, sh.ValidationResult),
    quad(result, sh.resultSeverity, severities[finding.severity]),
    quad(result, sh.focusNode, readNode(finding.focusNode)),
    ...pathQuads(result, finding.path, prefixes),
    ...(value === undefined ? [] : [quad(result, sh.value, value)]),
    quad(result, sh.sourceShape, readNode(finding.shape)),
    quad(result, sh.sourceConstraintComponent, namedNode(finding.component)),
    quad(result, sh.resultMessage, literal(finding.message, 'en')),
    ...(finding.clause === undefined ? [] : [quad(result, mer.clause, literal(finding.clause))]),
    ...placeQuads(result, finding.place),
  ];
}

function placeQuads(result: Resource, place: Place | undefined): Quad[] {
  const entries = Object.entries(place ?? {}) as [keyof Place, string | number | undefined][];
  return entries
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) =>
      quad(
        result,
        mer[name],
        typeof value === 'number' ? literal(String(value), xsd.integer) : literal(String(value)),
      ),
    );
}

/** A property, or the inverse of one; longer paths are left to the shape that is named. */
function pathQuads(result: Resource, path: string | undefined, prefixes: PrefixTable): Quad[] {
  if (path === undefined || /[/|*+?()]/.test(path.replace(/^https?:\/\/\S*$/, ''))) return [];
  if (!path.startsWith('^')) return [quad(result, sh.resultPath, namedNode(path))];
  const iri = expandCurie(prefixes, path.slice(1));
  if (iri === undefined) return [];
  const inverse = blankNode(`${result.value}path`);
  return [quad(result, sh.resultPath, inverse), quad(inverse, sh.inversePath, namedNode(iri))];
}

function readNode(name: string): Resource {
  return name.startsWith('_:') ? blankNode(name.slice(2)) : namedNode(name);
}

/** A term as the finding carries it, in N-Triples; undefined where it cannot be read back. */
function readTerm(
  text: string,
): Exclude<Term, { termType: 'DefaultGraph' | 'Variable' | 'Quad' }> | undefined {
  if (text.startsWith('_:')) return blankNode(text.slice(2));
  const [statement] = new Parser({ format: 'application/n-triples' }).parse(`<urn:s> <urn:p> ${text} .`);
  const object = statement?.object;
  return object?.termType === 'NamedNode' || object?.termType === 'Literal' ? object : undefined;
}
