import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { graphExport } from '../../import/formats/graphExport';
import { chooseFormat, HEAD_LENGTH, importText } from '../../import/importFile';
import { keepApart } from '../../import/curate/keepApart';
import { mergeNodes } from '../../import/curate/mergeNodes';
import { revertRun } from '../../import/curate/revertRun';
import { splitNode } from '../../import/curate/splitNode';
import { GraphError } from '../../model/errors';
import { isNodeId, type NodeId } from '../../model/ids';
import { SEARCHABLE_KINDS, type NodeKind } from '../../model/kinds';
import { PageArgs } from '../args';
import { forgetRead, type GraphContext } from '../context';
import { ImportInput } from '../inputs';
import { loadPresent } from '../loaders';
import { loadList } from '../pages';
import { requireId } from '../references';
import { requireEditor, requireWriter } from '../requireWriter';
import { ImportPayload, KeepApartPayload, MergePayload, RevertPayload, SplitPayload } from '../types/curationPayloads';
import { DecisionConnection, MissingWorkConnection, NearMissConnection } from '../types/lists';
import { toObject, type NodeObject } from '../types/nodeObject';

const REFERENCE = 'Any reference to a node: its id, an identifier, an address, a title or a name.';

/** Imports of whole texts, and what editors decide about what imports could not. */
@Resolver()
export class CurationResolver {
  @Query(() => NearMissConnection, { description: 'The review list: nodes that may be one, the latest first.' })
  async nearMisses(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new NearMissConnection(await loadLatest(context, 'NearMiss', args));
  }

  @Query(() => DecisionConnection, { description: 'What editors decided, the latest first.' })
  async decisions(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new DecisionConnection(await loadLatest(context, 'Decision', args));
  }

  @Query(() => MissingWorkConnection, {
    description: 'Works that papers cite and the graph lacks, the most cited first.',
  })
  async missingWorks(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    const mostCited = { field: 'POPULARITY', direction: 'DESC' } as const;
    return new MissingWorkConnection(await loadList(context, { kinds: ['MissingWork'] }, mostCited, args));
  }

  @Mutation(() => ImportPayload, {
    description: 'Imports a text in any format that files may have. Twice changes nothing.',
    name: 'import',
  })
  async importContent(
    @Arg('input', () => ImportInput, { description: 'The text.' }) input: ImportInput,
    @Ctx() context: GraphContext,
  ): Promise<ImportPayload> {
    requireWriter(context);
    const { name, text, format, columns = [], strict, dryRun } = input;
    if (name.trim() === '') throw new GraphError('BAD_INPUT', 'A source needs a name.', { argument: 'input.name' });
    const headers = columns.length > 0 ? new Map(columns.map(({ column, header }) => [header, column])) : undefined;
    // A full export holds decisions and the word of any source.
    if (chooseFormat(format, headers, text.slice(0, HEAD_LENGTH), name) === graphExport) requireEditor(context);
    const report = await importText(context.store, text, {
      name,
      format,
      headers,
      strict,
      dryRun,
      now: new Date().toISOString(),
    });
    forgetRead(context);
    return new ImportPayload(report);
  }

  @Mutation(() => MergePayload, { description: 'Makes one node of two. For editors; imports keep to it.' })
  async mergeNodes(
    @Arg('keep', () => String, { description: `The node that stays. ${REFERENCE}` }) keep: string,
    @Arg('merge', () => String, { description: `The node that becomes it. ${REFERENCE}` }) merge: string,
    @Ctx() context: GraphContext,
  ): Promise<MergePayload> {
    const editor = editorOf(context);
    const kept = await requireId(context, 'keep', keep, SEARCHABLE_KINDS);
    const gone = await requireId(context, 'merge', merge, SEARCHABLE_KINDS);
    const revision = await mergeNodes(context.store, kept, gone, editor);
    forgetRead(context);
    return new MergePayload(await loadObject(context, kept), revision);
  }

  @Mutation(() => SplitPayload, {
    description:
      'Makes two nodes of one: what the sources say of it goes to a new one. For editors; imports keep to it.',
  })
  async splitNode(
    @Arg('node', () => String, { description: REFERENCE }) reference: string,
    @Arg('sources', () => [ID], { description: 'Ids of sources, as `claims { source { id } }` gives them.' })
    sources: string[],
    @Ctx() context: GraphContext,
  ): Promise<SplitPayload> {
    const editor = editorOf(context);
    const id = await requireId(context, 'node', reference, SEARCHABLE_KINDS);
    const { node, split, revision } = await splitNode(context.store, id, requireNodeIds('sources', sources), editor);
    forgetRead(context);
    return new SplitPayload(await loadObject(context, node), await loadObject(context, split), revision);
  }

  @Mutation(() => KeepApartPayload, {
    description: 'Says that two nodes are not one, so that nobody asks again. For editors.',
  })
  async keepApart(
    @Arg('one', () => String, { description: REFERENCE }) one: string,
    @Arg('other', () => String, { description: REFERENCE }) other: string,
    @Ctx() context: GraphContext,
  ): Promise<KeepApartPayload> {
    const editor = editorOf(context);
    const a = await requireId(context, 'one', one, SEARCHABLE_KINDS);
    const b = await requireId(context, 'other', other, SEARCHABLE_KINDS);
    const revision = await keepApart(context.store, a, b, editor);
    forgetRead(context);
    return new KeepApartPayload([await loadObject(context, a), await loadObject(context, b)], revision);
  }

  @Mutation(() => RevertPayload, {
    description: 'Takes an import back: its source says again what it said before. For editors.',
  })
  async revertImport(
    @Arg('run', () => ID, { description: 'The id of the import run, as `importRuns` gives it.' }) run: string,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Only work out what it would do.' })
    dryRun: boolean,
    @Ctx() context: GraphContext,
  ): Promise<RevertPayload> {
    const { now } = editorOf(context);
    const [id = run as NodeId] = requireNodeIds('run', [run]);
    const report = await revertRun(context.store, id, { now, dryRun });
    forgetRead(context);
    return new RevertPayload(report);
  }
}

function loadLatest(context: GraphContext, kind: NodeKind, args: PageArgs) {
  return loadList(context, { kinds: [kind] }, { field: 'PUBLISHED_ON', direction: 'DESC' }, args);
}

function editorOf(context: GraphContext) {
  return { name: requireEditor(context).subject, now: new Date().toISOString() };
}

function requireNodeIds(argument: string, ids: readonly string[]): NodeId[] {
  return ids.map((id) => {
    if (isNodeId(id)) return id;
    throw new GraphError('BAD_INPUT', `“${id.slice(0, 80)}” is no id.`, { argument });
  });
}

async function loadObject(context: GraphContext, id: NodeId): Promise<NodeObject> {
  return toObject(await loadPresent(context.loaders.node, id));
}
