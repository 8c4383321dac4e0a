import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import { renameNamespaces } from '../rdf/rename-namespaces.ts';
import type { NamespaceAliases, UsedAlias } from '../rdf/rename-namespaces.ts';
import { mer } from '../rdf/vocabulary.ts';
import { compareFindings } from './compare-findings.ts';
import type { Finding, Report, Validator } from './validator.ts';

/**
 * Checks RDF as it would be after lifting, which makes its namespaces canonical; findings carry the places of the
 * text as it stands. An info for each alias says that it was read as the canonical namespace. Throws as
 * {@link Validator.validate} does.
 */
export async function validateRdf(
  parsed: ParsedRdf,
  profile: string,
  validator: Validator,
  namespaces: NamespaceAliases,
): Promise<Report> {
  const renamed = renameNamespaces(parsed, namespaces);
  const report = await validator.validate(renamed.quads, profile, (focusNode, predicate) =>
    renamed.place(focusNode, predicate),
  );
  if (renamed.aliases.length === 0) return report;
  const findings = [...report.findings, ...renamed.aliases.map(aliasFinding)].sort(compareFindings);
  return { ...report, findings };
}

function aliasFinding({ alias, namespace, focusNode, property, place }: UsedAlias): Finding {
  return {
    severity: 'info',
    message: `The namespace ${alias} was read as ${namespace}, as publishing does. Write the second one: other readers may not know that they are the same.`,
    focusNode,
    path: property,
    value: `<${alias}>`,
    shape: mer.NamespaceAlias.value,
    component: mer.NamespaceAlias.value,
    ...(place === undefined ? {} : { place }),
  };
}
