#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { FORMATS } from '../import/formats';
import { checkGraph } from './checkGraph';
import { createDevelopmentToken } from './createDevelopmentToken';
import {
  keepApartByReference,
  mergeByReference,
  revertImport,
  reviewNearMisses,
  splitByReference,
  type CurationFlags,
} from './curateGraph';
import { endWithReader } from './endWithReader';
import { exitStatusOf, WRONG_USAGE } from './exitStatus';
import { exportGraph } from './exportGraph';
import { forgetImports } from './forgetImports';
import { importFiles, type ImportFlags } from './importFiles';
import { listRuns } from './listRuns';
import { listSources } from './listSources';
import { showStats } from './showStats';

/** Long enough for a test run or a day's work, short enough to be forgotten. */
const TOKEN_LIFETIME = '12h';

/** Who decides, where nobody is named. */
const COMMAND_LINE = 'command line';

const program = new Command('safety-graph')
  .description(
    'The safety-research graph from the command line. The engine is chosen as the server chooses it: DATA_DIR, or NEO4J_URI.',
  )
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .addHelpText('after', '\nExit status: 0 done, 1 refused input, 2 wrong usage, 3 engine unreachable.');

program
  .command('import')
  .description('bring files and feeds into the graph; again and again, without a duplicate')
  .argument('<file...>', 'files, folders or http(s) addresses; - for standard input')
  .addOption(
    new Option('--format <name>', 'read as this format instead of recognising it').choices(
      FORMATS.map(({ name }) => name),
    ),
  )
  .option('--map <columns>', 'for a table: what your headers mean, such as title=Titel,authors=Autoren')
  .option('--again', 'read also what has not changed since its last import, as after an upgrade')
  .option('--strict', 'all of a file or nothing of it')
  .option('--dry-run', 'work out what would change and write nothing')
  .option('--rejects <file>', 'write what could not be imported there, one JSON object a line')
  .option('--json', 'print the reports as one JSON document')
  .action((files: string[], flags: ImportFlags) => importFiles(files, flags));

program
  .command('watch')
  .description('import feeds again and again, a line for each poll, until SIGINT or SIGTERM')
  .argument('[url...]', 'their http(s) addresses; WATCH_FEEDS when left out')
  .option('--every <span>', 'how often, such as 90s, 30m or 12h; WATCH_EVERY when left out')
  .action(async (urls: string[], flags: { every?: string }) => {
    const { watchFeeds } = await import('./watchFeeds.js');
    await watchFeeds(urls, flags);
  });

program
  .command('stats')
  .description('show how large the graph is')
  .option('--json', 'print one JSON document')
  .action((flags: { json?: true }) => showStats(flags));

program
  .command('check')
  .description('read everything and compare counters, ends and cycles with what they should be')
  .option('--json', 'print one JSON document')
  .action((flags: { json?: true }) => checkGraph(flags));

program
  .command('sources')
  .description('list what has been imported, the latest first')
  .option('--json', 'print one JSON document')
  .action((flags: { json?: true }) => listSources(flags));

program
  .command('forget')
  .description('undo the imports of a source: what nobody else says goes, the rest stays')
  .argument('<source>', 'its id, as `sources` shows it')
  .option('--dry-run', 'work out what would go and write nothing')
  .option('--json', 'print one JSON document')
  .action((source: string, flags: { dryRun?: true; json?: true }) => forgetImports(source, flags));

program
  .command('runs')
  .description('list the latest imports that changed the graph')
  .option('--json', 'print one JSON document')
  .action((flags: { json?: true }) => listRuns(flags));

program
  .command('revert')
  .description('take an import back: its source says again what it said before; what others say stays')
  .argument('<run>', 'its id, as `runs` shows it')
  .option('--dry-run', 'work out what would go and write nothing')
  .option('--json', 'print one JSON document')
  .action((run: string, flags: { dryRun?: true; json?: true }) => revertImport(run, flags));

program
  .command('review')
  .description('list pairs of nodes that may be one, the latest first')
  .option('--first <number>', 'how many', Number, 20)
  .option('--json', 'print one JSON document')
  .action((flags: { first: number; json?: true }) => reviewNearMisses(flags));

const NODE = 'id, identifier, address, title or name of a node';

program
  .command('merge')
  .description('make one node of two; both ids lead to it, and imports keep to it')
  .argument('<keep>', `${NODE}: the one that stays`)
  .argument('<merge>', 'the one that becomes it')
  .option('--by <name>', 'who decides', COMMAND_LINE)
  .option('--json', 'print one JSON document')
  .action((keep: string, merge: string, flags: CurationFlags) => mergeByReference(keep, merge, flags));

program
  .command('split')
  .description('make two nodes of one: what the sources say of it goes to a new one')
  .argument('<node>', NODE)
  .requiredOption('--source <id...>', 'whose word goes, as `sources` shows them')
  .option('--by <name>', 'who decides', COMMAND_LINE)
  .option('--json', 'print one JSON document')
  .action((node: string, flags: CurationFlags & { source: string[] }) => splitByReference(node, flags));

program
  .command('apart')
  .description('say that two nodes are not one, so that nobody asks again')
  .argument('<one>', NODE)
  .argument('<other>', NODE)
  .option('--by <name>', 'who decides', COMMAND_LINE)
  .option('--json', 'print one JSON document')
  .action((one: string, other: string, flags: CurationFlags) => keepApartByReference(one, other, flags));

program
  .command('export')
  .description('print the whole graph with all claims and decisions, one JSON object a line: `import` reads it')
  .action(() => exportGraph());

program
  .command('token')
  .description('sign a bearer token with AUTH_JWT_SECRET, for development')
  .addOption(
    new Option('--role <role...>', 'what the bearer may do').choices(['importer', 'editor']).default(['importer']),
  )
  .option('--subject <name>', 'who the bearer is', 'developer')
  .option('--expires <span>', 'for how long, such as 30m, 12h or 7d', TOKEN_LIFETIME)
  .option('--json', 'print one JSON document')
  .action((flags: { role: string[]; subject: string; expires: string; json?: true }) => createDevelopmentToken(flags));

endWithReader();
program.parseAsync().then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
      return;
    }
    const { status, message } = exitStatusOf(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = status;
  },
);
