import { basename, join, resolve } from 'node:path';
import { loadMappingSets } from '../../rdf/sssom.ts';
import { loadOntology } from '../load-ontology.ts';
import { compareText } from '../release/canonical-order.ts';
import { GraphTree } from '../release/graph-tree.ts';
import { writeTurtle } from '../release/write-turtle.ts';
import type { ForeignOntology } from './foreign-ontology.ts';
import type { ImportFinding } from './import-finding.ts';
import { importName } from './import-name.ts';
import { classesOfOtherImports } from './other-imports.ts';
import { planImport, type ImportCounts } from './plan-import.ts';
import { readForeignOntology } from './read-foreign-ontology.ts';
import { checkClassCodes } from './rules/check-class-codes.ts';
import { checkCodes } from './rules/check-codes.ts';
import { checkLabels } from './rules/check-labels.ts';
import { checkNamespaces } from './rules/check-namespaces.ts';
import { checkOtherImports } from './rules/check-other-imports.ts';
import { checkRestrictions } from './rules/check-restrictions.ts';
import { checkSharedCodes } from './rules/check-shared-codes.ts';
import { checkSpellings } from './rules/check-spellings.ts';
import { checkSuperclasses } from './rules/check-superclasses.ts';
import { checkValueBranches } from './rules/check-value-branches.ts';
import { readShippedTerms, type ShippedTerms } from './shipped-terms.ts';
import { assertReadable, writeImport } from './write-import.ts';

export interface ImportOptions {
  readonly file: string;
  /** Name of the import, of the file in `imports/`; the file's own name where left out. */
  readonly name?: string;
  readonly ontologyFolder: string;
  readonly sssomFolder: string;
  readonly dryRun: boolean;
}

export interface ImportReport {
  readonly name: string;
  /** Where the import stands, or would stand. */
  readonly target: string;
  readonly written: boolean;
  readonly findings: readonly ImportFinding[];
  readonly counts: ImportCounts;
  readonly statements: number;
}

/** Every rule; each finds its faults in any file, and knows nothing of any one. */
const rules: readonly ((ontology: ForeignOntology, shipped: ShippedTerms) => Iterable<ImportFinding>)[] = [
  checkClassCodes,
  checkOtherImports,
  checkNamespaces,
  checkLabels,
  checkSuperclasses,
  checkRestrictions,
  checkValueBranches,
  checkCodes,
  checkSharedCodes,
  checkSpellings,
];

/**
 * Reads an ontology of others, tells its faults, and puts what is sound into `imports/NAME.ttl`, which the index reads
 * and no release holds. Faults are reported and left out; they do not stop an import. A file that cannot be read changes
 * nothing: the import is read back before anything is written, written beside its place, and then moved there. Throws
 * `bad-request` for an unusable name, and what reading the file throws.
 */
export async function importOntology(options: ImportOptions): Promise<ImportReport> {
  const { file, ontologyFolder, sssomFolder, dryRun } = options;
  const name = importName(options.name ?? basename(file).replace(/\.[^.]*$/, ''), options.name === undefined);
  const target = join(ontologyFolder, 'imports', `${name}.ttl`);
  // With the other imports, for one code has one holder in all of them; without what this one replaces.
  const replaced = new Map([[resolve(target), '']]);
  const loaded = await loadOntology({ ontologyFolder, sssomFolder, replaced });
  const imported = classesOfOtherImports(ontologyFolder, target);
  const shipped = readShippedTerms(loaded.quads, loadMappingSets(sssomFolder), imported);
  const foreign = await readForeignOntology(file, shipped.quads, loaded.prefixes);
  const plan = await planImport(foreign, shipped, name);
  const findings = [...rules.flatMap((rule) => [...rule(foreign, shipped)]), ...plan.findings];
  const heading = [
    `Imported by meridian ontology import; do not edit: a new import of this name replaces the file.`,
    `From ${basename(file)}. Faults of the file are left out.`,
  ];
  const text = writeTurtle(await GraphTree.create(plan.quads), loaded.prefixes, heading);
  assertReadable(text, file);
  if (!dryRun) await writeImport(target, text);
  return {
    name,
    target,
    written: !dryRun,
    findings: findings.sort(byKind),
    counts: plan.counts,
    statements: plan.quads.length,
  };
}

const order = { violation: 0, warning: 1, note: 2 } as const;

function byKind(a: ImportFinding, b: ImportFinding): number {
  return (
    order[a.severity] - order[b.severity] ||
    compareText(a.kind, b.kind) ||
    compareText(a.term ?? '', b.term ?? '') ||
    compareText(a.message, b.message)
  );
}
