import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Parser } from 'n3';
import { MeridianError } from '../../errors.ts';
import { loadMappingSets } from '../../rdf/sssom.ts';
import { compareText } from '../release/canonical-order.ts';
import { GraphTree } from '../release/graph-tree.ts';
import { loadWithoutImports } from '../release/load-without-imports.ts';
import { writeTurtle } from '../release/write-turtle.ts';
import type { ForeignOntology } from './foreign-ontology.ts';
import type { ImportFinding } from './import-finding.ts';
import { planImport, type ImportCounts } from './plan-import.ts';
import { readForeignOntology } from './read-foreign-ontology.ts';
import { checkClassCodes } from './rules/check-class-codes.ts';
import { checkCodes } from './rules/check-codes.ts';
import { checkLabels } from './rules/check-labels.ts';
import { checkNamespaces } from './rules/check-namespaces.ts';
import { checkRestrictions } from './rules/check-restrictions.ts';
import { checkSharedCodes } from './rules/check-shared-codes.ts';
import { checkSpellings } from './rules/check-spellings.ts';
import { checkSuperclasses } from './rules/check-superclasses.ts';
import { checkValueBranches } from './rules/check-value-branches.ts';
import { readShippedTerms, type ShippedTerms } from './shipped-terms.ts';

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
 * nothing: the import is written beside its place, read back, and then moved there. Throws `bad-request` for an
 * unusable name, and what reading the file throws.
 */
export async function importOntology(options: ImportOptions): Promise<ImportReport> {
  const { file, ontologyFolder, sssomFolder, dryRun } = options;
  const name = importName(options.name ?? basename(file).replace(/\.[^.]*$/, ''), options.name === undefined);
  const loaded = await loadWithoutImports({ ontologyFolder, sssomFolder });
  const shipped = readShippedTerms(loaded.quads, loadMappingSets(sssomFolder));
  const foreign = await readForeignOntology(file, shipped.quads, loaded.prefixes);
  const plan = await planImport(foreign, shipped, name);
  const findings = [...rules.flatMap((rule) => [...rule(foreign, shipped)]), ...plan.findings];
  const heading = [
    `Imported by meridian ontology import; do not edit: a new import of this name replaces the file.`,
    `From ${basename(file)}. Faults of the file are left out.`,
  ];
  const text = writeTurtle(await GraphTree.create(plan.quads), loaded.prefixes, heading);
  const target = join(ontologyFolder, 'imports', `${name}.ttl`);
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

/** A name that is a file name on every machine, and no path. Told from the file, it is made one. */
function importName(wanted: string, told: boolean): string {
  const name = told
    ? wanted.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    : wanted;
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/.test(name)) return name;
  throw new MeridianError('bad-request', `"${wanted}" cannot be the name of an import.`, {
    advice: 'Use --as with letters, digits, hyphens, dots and underscores, 64 at most.',
  });
}

async function writeImport(target: string, text: string): Promise<void> {
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, text);
    // What was written must be read again by whoever loads the ontology next.
    new Parser({ format: 'text/turtle' }).parse(text);
    await rename(temporary, target);
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The import cannot be written.', {
      place: { file: target },
      advice: 'The folder imports must be writable; nothing was changed.',
      cause,
    });
  } finally {
    await rm(temporary, { force: true });
  }
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
