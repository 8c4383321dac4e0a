import type { Command } from 'commander';
import { MeridianError, type ErrorCode } from '../../errors.ts';
import type { SourceFile } from '../../lift/lifter.ts';
import { exitCode, tokenHeader } from '../ask-node.ts';
import { publishDelivery } from '../publish-delivery.ts';
import type { Terminal, Workshop } from '../workshop.ts';
import { withFiles } from '../with-files.ts';

interface PublishOptions {
  readonly to: string;
  readonly tokenFile?: string;
  readonly profile?: string;
}

/** `meridian publish DELIVERY --to URL`: 0 accepted, 1 refused with findings, 2 unusable, 3 where the node fails. */
export function addPublishCommand(program: Command, workshop: Workshop, terminal: Terminal): void {
  program
    .command('publish')
    .description('Send a delivery folder or an RDF file to a node')
    .argument('<delivery>', 'a folder with delivery.yaml, whose sources may name addresses, or one RDF file')
    .requiredOption('--to <url>', 'address of the submission: NODE/providers/PROVIDER/submissions/NAME')
    .option('--token-file <file>', 'file that holds the token; the variable MERIDIAN_TOKEN is the other way')
    .option('-p, --profile <name>', 'the profile it must conform to; the delivery or the node says otherwise')
    .action(async (path: string, options: PublishOptions) => {
      const { authorization } = await tokenHeader(options.tokenFile, terminal);
      if (authorization === undefined) {
        throw new MeridianError('bad-request', 'There is no token.', {
          advice: 'Give --token-file FILE, or set MERIDIAN_TOKEN.',
        });
      }
      const { status, value } = await publishDelivery({
        path,
        to: options.to,
        authorization,
        collect: async (source, address) => withFiles([address], await workshop.lifter(), source, readNow),
        ...(options.profile === undefined ? {} : { profile: options.profile }),
      });
      terminal.write(`${JSON.stringify(value, undefined, 2)}\n`);
      terminal.exit(isNotConformant(value) ? 1 : exitCode(status));
    });
}

/** The files with their bytes: what they come from is closed afterwards. */
async function readNow(
  files: readonly SourceFile[],
  [failure]: readonly MeridianError[],
): Promise<readonly SourceFile[]> {
  if (failure !== undefined) throw failure;
  const read: SourceFile[] = [];
  for (const file of files) {
    const bytes = await file.read();
    read.push({ path: file.path, read: () => Promise.resolve(bytes) });
  }
  return read;
}

/** Read, checked and found wanting: other refusals are of files that could not be read at all. */
function isNotConformant(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    value.code === ('not-conformant' satisfies ErrorCode)
  );
}
