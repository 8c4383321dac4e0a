import type { Command } from 'commander';
import { describePlace } from '../../errors.ts';
import { checkOntology } from '../../ontology/check.ts';
import type { Terminal, Workshop } from '../workshop.ts';

/** `meridian ontology check`: dead codes, dangling links and double labels, found before anyone searches. */
export function addOntologyCommands(program: Command, workshop: Workshop, terminal: Terminal): void {
  const ontology = program.command('ontology').description('The hyper-ontology');
  ontology
    .command('check')
    .description('Check terms, attributes and mapping rows')
    .action(async () => {
      const loaded = await workshop.ontology();
      const findings = checkOntology(loaded, (await workshop.mappingSets()).values());
      for (const { severity, message, place } of findings) {
        terminal.write(
          `${severity.padEnd(9)} ${place === undefined ? '' : `${describePlace(place)}: `}${message}\n`,
        );
      }
      const violations = findings.filter(({ severity }) => severity === 'violation').length;
      terminal.write(
        `release ${loaded.release}: ${loaded.attributes.length} attributes, ${violations} violations, ${findings.length - violations} warnings\n`,
      );
      terminal.exit(violations === 0 ? 0 : 1);
    });
}
