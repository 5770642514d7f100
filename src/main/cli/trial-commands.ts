import { type Command, Option } from 'commander';
import { CheckList } from '#shared/contract/conformance.ts';
import { Idp } from '#shared/contract/exchanges.ts';
import { Region } from '#shared/contract/golive.ts';
import { RulePreset } from '#shared/contract/rules.ts';
import { SimulatedIdp, StoryName } from '#shared/contract/rehearsals.ts';
import { type CheckOptions, checkCommand } from './check.ts';
import { DRILL_NAMES } from './drilled.ts';
import { type MappingLintOptions, lintMappings } from './mapping.ts';
import {
  EXIT,
  dataOption,
  existingSandboxOption,
  within,
  parseCount,
  parseMinutes,
  parseSession,
  profileOption,
  sandboxOption,
} from './options.ts';
import { type ReachOptions, reachCommand } from './reach.ts';
import { type RehearseOptions, rehearseCommand } from './rehearse.ts';
import { type ReplayOptions, replayCommand } from './replay.ts';
import { type ReportOptions, reportCommand } from './report.ts';
import { parseWaiver } from './waivers.ts';

/** The commands that try something out and tell how it went, by their exit code and in a report. */
export function addTrialCommands(program: Command): void {
  addMapping(program);
  addCheck(program);
  addReport(program);
  addReplay(program);
  addRehearse(program);
  addReach(program);
}

function addMapping(program: Command): void {
  program
    .command('mapping')
    .description('attribute mappings of an identity provider')
    .command('lint')
    .description('judge an export of mappings: Entra ID schema, OneLogin template, Okta profile mapping')
    .argument('<file>', 'the export, as JSON')
    .addOption(profileOption())
    .addOption(new Option('--preset <name>', 'judge by this preset of the rules').choices(RulePreset.options))
    .option('--sso', 'people log in through SAML: compare userName with the NameID')
    .option('--name-id <attribute>', 'source attribute of the NameID, if it is not the usual one')
    .option('--corrected <file>', 'write the corrected file here')
    .option('--json', 'print JSON')
    .action((file: string, options: MappingLintOptions) => lintMappings(file, options));
}

function addCheck(program: Command): void {
  program
    .command('check')
    .description('check that a SCIM endpoint does what the RFCs, Entra ID and Okta ask for; exits with 1 when a check fails')
    .option('--target <url>', 'base URL of a SCIM endpoint; left out: an empty throw-away sandbox')
    .addOption(new Option('--token <secret>', 'secret token of the target').env('REHEARSAL_TARGET_TOKEN'))
    .option('--confirm <host>', 'name of a target that is not on this machine')
    .option('--only <id...>', 'these checks alone: ids, or groups such as patch')
    .addOption(new Option('--list <name>', 'what this list asks for').choices(CheckList.options))
    .addOption(dataOption())
    .option('--sandbox <name>', 'takes the rules of this sandbox for the throw-away one')
    .option('--profile <name>', 'profile of the throw-away sandbox: meisterplan, rfc7643, or the path of a profile file')
    .addOption(new Option('--preset <name>', 'rule preset of the throw-away sandbox').choices(RulePreset.options))
    .option('--report <file>', 'write a report: .json, .html, or .xml (JUnit)')
    .option('--json', 'print the report as JSON')
    .action(async (options: CheckOptions) => {
      process.exitCode = (await checkCommand(options)) ? EXIT.ok : EXIT.failure;
    });
}

function addReport(program: Command): void {
  program
    .command('report')
    .description('the go-live report: what was seen, what is left, what to enter in production')
    .addOption(dataOption())
    .addOption(existingSandboxOption())
    .addOption(profileOption())
    .addOption(
      new Option('--idp <name>', 'identity provider to go live with; left out: the one that called most').choices(
        Idp.options.filter((idp) => idp !== 'unknown'),
      ),
    )
    .addOption(new Option('--region <name>', 'where your system is hosted').choices(Region.options))
    .option('--pseudonymise', 'take persons out of it')
    .option('--waive <id=reason>', 'let this check stay open, and say why; for each check once', parseWaiver)
    .option('--out <file>', 'write it here: .html, or .json for its data')
    .option(
      '--pdf <file>',
      'print it as PDF with an installed Chromium, Chrome or Edge (the one of REHEARSAL_BROWSER, where it is set)',
    )
    .option('--json', 'print its data as JSON')
    .action((options: ReportOptions) => reportCommand(options));
}

function addReplay(program: Command): void {
  program
    .command('replay')
    .description('send recorded exchanges again and compare the answers; exits with 1 when one differs')
    .argument('[file]', 'a log file (JSON Lines, docs/log-format.md)')
    .option('--session <number>', 'instead of a file: a session of the log, by its number (session:N in a search)', parseSession)
    .addOption(dataOption())
    .addOption(existingSandboxOption())
    .option('--target <url>', 'base URL of a SCIM endpoint; left out: an empty throw-away sandbox')
    .addOption(new Option('--token <secret>', 'secret token of the target').env('REHEARSAL_TARGET_TOKEN'))
    .option('--confirm <host>', 'name of a target that is not on this machine; without it only a preview is made')
    .option('--allow-deletes', 'send what deletes to such a target too')
    .option('--profile <name>', 'profile of the throw-away sandbox: meisterplan, rfc7643, or the path of a profile file')
    .addOption(new Option('--preset <name>', 'rule preset of the throw-away sandbox').choices(RulePreset.options))
    .option('--report <file>', 'write a report: HTML, or JSON when the name ends in .json')
    .option('--json', 'print the report as JSON')
    .action(async (file: string | undefined, options: ReplayOptions) => {
      process.exitCode = (await replayCommand(file, options)) ? EXIT.ok : EXIT.failure;
    });
}

function addRehearse(program: Command): void {
  program
    .command('rehearse')
    .description('play an identity provider against the endpoint; exits with 1 when an expectation failed')
    .addOption(new Option('--idp <name>', 'whose ways are simulated').choices(SimulatedIdp.options).makeOptionMandatory())
    .option('--people <n>', 'people of the model company, 10 to 100,000 (default: 50)', within('People', 10, 100_000))
    .option('--groups <n>', 'its groups, 1 to 1,000 (default: 5)', within('Groups', 1, 1000))
    .option('--seed <n>', 'the same seed makes the same company (default: 1)', parseCount)
    .option('--list <file>', 'people from a CSV file or an Excel workbook instead')
    .addOption(new Option('--csv <file>', 'the same').hideHelp())
    .option('--mapping <file|preset>', 'meisterplan, default, or an export of the mappings', 'meisterplan')
    .addOption(new Option('--story <name...>', 'only these stories').choices(StoryName.options))
    .addOption(
      new Option('--drill <name>', 'play it while this drill is on, then once more after it; the second time decides').choices(
        DRILL_NAMES,
      ),
    )
    .option('--target <url>', 'base URL of a SCIM endpoint; left out: a throw-away sandbox')
    .option(
      '--token <secret>',
      'secret token of the target (also: REHEARSAL_TARGET_TOKEN)',
      process.env['REHEARSAL_TARGET_TOKEN'],
    )
    .option('--confirm <host>', 'name of a target that is not on this machine; without it nothing is sent')
    .option('--allow-deletes', 'send what deletes to such a target too')
    .option('--data <folder>', 'rehearse against the sandbox in this data folder, and keep what it did')
    .addOption(sandboxOption())
    .addOption(profileOption())
    .option('--report <file>', 'write a report: HTML, or JSON when the name ends in .json')
    .option('--json', 'print the report as JSON')
    .action(async (options: RehearseOptions) => {
      process.exitCode = (await rehearseCommand(options)) ? EXIT.ok : EXIT.failure;
    });
}

function addReach(program: Command): void {
  program
    .command('reach')
    .description(
      'check the way from outside to a SCIM Rehearsal that runs with a console; exits with 1 when an identity provider cannot reach it',
    )
    .requiredOption('--url <address>', 'the https address that leads to this machine; a tenant URL will do')
    .addOption(dataOption())
    .option('--sandbox <name>', 'whose tenant URL is asked; left out: the default one of the host')
    .option(
      '--minutes <n>',
      'an address that leads here counts as open for so long (default: as set in the console)',
      parseMinutes,
    )
    .option('--json', 'print JSON')
    .action(async (options: ReachOptions) => {
      process.exitCode = (await reachCommand(options)) ? EXIT.ok : EXIT.failure;
    });
}
