import { Command, CommanderError, Option } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { StartupError } from '../service/startup-error.ts';
import { addDataCommands } from './data-commands.ts';
import { guardOutput } from './output.ts';
import { EXIT, dataOption, parsePort, sandboxOption } from './options.ts';
import { type ServeOptions, serve } from './serve.ts';
import { addTrialCommands } from './trial-commands.ts';

/** Reads the command line, runs the command, and sets the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  guardOutput();
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function createProgram(): Command {
  const program = new Command('scim-rehearsal')
    .description('Rehearse SCIM auto-provisioning against a local stand-in for the Meisterplan endpoint.')
    .version(packageJson.version)
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well, 1 findings or failures, 2 usage or set-up. Each command has --help and --json.',
    )
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');
  addServe(program);
  addTrialCommands(program);
  addDataCommands(program);
  return program;
}

function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the SCIM service, and the console for a browser')
    .addOption(dataOption())
    .option(
      '--port <number>',
      'port of the SCIM listener; 0 takes any free one (default: the one in settings.json, at first 4700)',
      parsePort,
    )
    .option('--console-port <number>', 'port of the console; 0 takes any free one', parsePort, 4701)
    .option(
      '--profile <name>',
      "meisterplan, rfc7643, or the path of a profile file (default: the sandbox's own, at first meisterplan)",
    )
    .addOption(sandboxOption())
    .addOption(
      new Option('--bootstrap-token <secret>', 'makes a token with this secret for the service user, if there is none').env(
        'REHEARSAL_TOKEN',
      ),
    )
    .option('--no-console', 'serve SCIM only')
    .option('--json', 'print one JSON line when ready')
    .action((options: ServeOptions) => serve(options));
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // commander has printed its own message; help and version are not errors.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (error instanceof StartupError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  if (isFullDisk(error)) {
    process.stderr.write('The disk is full, so nothing could be written. Make room, and try again.\n');
    return EXIT.usage;
  }
  process.stderr.write(`SCIM Rehearsal failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.failure;
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC');
}
