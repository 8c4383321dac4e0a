import type { FileOverlay } from '../../rdf/file-overlay.ts';
import type { MappingSet } from '../../rdf/sssom.ts';
import type { CheckedOntology, OntologyFinding } from '../ontology-finding.ts';
import { checkAttributes } from './check-attributes.ts';
import { checkClasses } from './check-classes.ts';
import { checkCitedSources } from './check-cited-sources.ts';
import { checkCodeFormats } from './check-code-formats.ts';
import { CheckContext, type Check } from './check-context.ts';
import { checkDeclarations } from './check-declarations.ts';
import { checkDeprecation } from './check-deprecation.ts';
import { checkExactMatches } from './check-exact-matches.ts';
import { checkHierarchy } from './check-hierarchy.ts';
import { checkIndividuals } from './check-individuals.ts';
import { checkLabels } from './check-labels.ts';
import { checkLiterals } from './check-literals.ts';
import { checkMappingRows } from './check-mapping-rows.ts';
import { checkMappingSlots } from './check-mapping-slots.ts';
import { checkMappingTerms } from './check-mapping-terms.ts';
import { checkOwnTerms } from './check-own-terms.ts';
import { checkRestrictions } from './check-restrictions.ts';
import { checkSearchLinks } from './check-search-links.ts';
import { checkVocabularies } from './check-vocabularies.ts';
import { checkWiderMatches } from './check-wider-matches.ts';
import { mappingTables } from './mapping-table.ts';

const checks: readonly Check[] = [
  checkLabels,
  checkHierarchy,
  checkVocabularies,
  checkSearchLinks,
  checkDeprecation,
  checkClasses,
  checkRestrictions,
  checkDeclarations,
  checkOwnTerms,
  checkIndividuals,
  checkLiterals,
  checkMappingSlots,
  checkMappingRows,
  checkMappingTerms,
  checkCodeFormats,
  checkExactMatches,
  checkWiderMatches,
  checkAttributes,
  checkCitedSources,
];

/**
 * All that can be found before anyone searches, in the order of files and lines.
 *
 * @param replaced texts that the sets were read from instead of their files
 */
export function checkOntology(
  ontology: CheckedOntology,
  mappingSets: Iterable<MappingSet>,
  replaced?: FileOverlay,
): readonly OntologyFinding[] {
  const context = new CheckContext(ontology, mappingTables(mappingSets, replaced));
  return checks.flatMap((check) => [...check(context)]).sort(byPlace);
}

function byPlace(a: OntologyFinding, b: OntologyFinding): number {
  const [left, right] = [a.place?.file ?? '', b.place?.file ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0);
}
