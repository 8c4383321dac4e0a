import type { Command } from 'commander';
import { Option } from 'commander';
import { MeridianError } from '../../errors.ts';
import { combineReports } from '../../validate/report/combine-reports.ts';
import { renderReport, reportFormats, type ReportFormat } from '../../validate/report/report-formats.ts';
import type { Report } from '../../validate/validator.ts';
import { sortBySource } from '../sort-by-source.ts';
import { Together, validateLifted, validateRdfFile } from '../validate-files.ts';
import { withFiles } from '../with-files.ts';
import type { Terminal, Workshop } from '../workshop.ts';

interface ValidateOptions {
  readonly profile: string;
  readonly format: ReportFormat;
  readonly source?: string;
}

/** `meridian validate FILE…`: 0 where everything conforms, 1 with violations, 2 where a file cannot be read. */
export function addValidateCommand(program: Command, workshop: Workshop, terminal: Terminal): void {
  program
    .command('validate')
    .description('Check RDF files, tables, DICOM files or whole folders against a profile')
    .argument('<file...>', 'files, folders or addresses')
    .option('-p, --profile <name>', 'the profile to check against', 'eucaim-2.0')
    .option(
      '-s, --source <name>',
      'how tables and DICOM files are lifted; told from the file names where left out',
    )
    .addOption(
      new Option('-f, --format <format>', 'how the report is written')
        .choices(Object.keys(reportFormats))
        .default('text'),
    )
    .action(async (paths: readonly string[], options: ValidateOptions) => {
      const validator = await workshop.validator();
      const lifter = await workshop.lifter();
      const reports = await withFiles(paths, lifter, options.source, async (files, [failure]) => {
        if (failure !== undefined) throw failure;
        const { rdf, lifted } = await sortBySource(files, lifter, options.source);
        const made: Report[] = [];
        const together = new Together();
        for (const file of rdf) {
          made.push(await validateRdfFile(file, options.profile, lifter, validator, together));
        }
        for (const [source, group] of lifted) {
          made.push(await validateLifted(source, group, options.profile, lifter, validator, together));
        }
        together.check();
        return made;
      });
      const [first] = reports;
      if (first === undefined) throw new MeridianError('unreadable-source', 'There is no file to check.');
      const report = combineReports(first, reports.slice(1));
      terminal.write(
        await renderReport(report, options.format, { prefixes: (await workshop.ontology()).prefixes }),
      );
      terminal.exit(report.conforms ? 0 : 1);
    });
}
