import type { Command } from 'commander';
import { addCheckCommand } from '../ontology/check-command.ts';
import { addCoverageCommand } from '../ontology/coverage-command.ts';
import { addDiffCommand } from '../ontology/diff-command.ts';
import { addImpactCommand } from '../ontology/impact-command.ts';
import { addImportCommand } from '../ontology/import-command.ts';
import { addReleaseCommand } from '../ontology/release-command.ts';
import type { Terminal, Workshop } from '../workshop.ts';

/** `meridian ontology …`: what is done with the hyper-ontology, each in a file of its own. */
export function addOntologyCommands(program: Command, workshop: Workshop, terminal: Terminal): void {
  const ontology = program.command('ontology').description('The hyper-ontology');
  addCheckCommand(ontology, workshop, terminal);
  addCoverageCommand(ontology, workshop, terminal);
  addReleaseCommand(ontology, workshop, terminal);
  addDiffCommand(ontology, workshop, terminal);
  addImportCommand(ontology, workshop, terminal);
  addImpactCommand(ontology, workshop, terminal);
}
