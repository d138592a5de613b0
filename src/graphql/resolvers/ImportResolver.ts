import { Arg, Ctx, Float, Mutation, Resolver } from 'type-graphql';
import { importRecords } from '../../import/importRecords';
import type { ArticleRecord, EntryRecord, ImportRecord, IssueRecord } from '../../import/record';
import type { ImportReport } from '../../import/report';
import { GraphError } from '../../model/errors';
import { ARTICLE_KINDS } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import { addressOfIdentifier } from '../../model/identifiers';
import { forgetRead, type GraphContext } from '../context';
import { IssueInput, PaperInput, ResourceInput, TopicInput, type EntryInput } from '../inputs';
import { findByReference, requireNode } from '../references';
import { requireWriter } from '../requireWriter';
import type { Issue } from '../types/Issue';
import {
  ChangeReport,
  ImportIssuePayload,
  LinkPayload,
  PaperPayload,
  ResourcePayload,
  TopicPayload,
} from '../types/payloads';
import type { Paper } from '../types/Paper';
import type { Resource } from '../types/Resource';
import type { Topic } from '../types/Topic';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Changes, for importers and editors. They go through the same pipeline as files: identify → merge → write. */
@Resolver()
export class ImportResolver {
  @Mutation(() => ImportIssuePayload, {
    description: 'Brings a whole issue into the graph, with what it covers. Twice changes nothing.',
  })
  async importIssue(
    @Arg('input', () => IssueInput, { description: 'The issue.' }) input: IssueInput,
    @Ctx() context: GraphContext,
  ): Promise<ImportIssuePayload> {
    checkSlug(input.newsletter.slug, 'input.newsletter.slug');
    checkEntries(input);
    const report = await apply(context, { type: 'issue', issue: issueRecord(input), at: AT }, { partial: false });
    const number = input.number ?? input.publishedOn;
    const reference = input.url ?? (number === undefined ? input.title : `${input.newsletter.slug}/${number}`);
    return new ImportIssuePayload(await findByReference<Issue>(context, 'input', reference, ['Issue']), report);
  }

  @Mutation(() => PaperPayload, { description: 'Creates a paper, or edits the one that it is.' })
  async upsertPaper(
    @Arg('input', () => PaperInput, { description: 'The paper.' }) input: PaperInput,
    @Ctx() context: GraphContext,
  ): Promise<PaperPayload> {
    const report = await apply(context, { type: 'article', article: { ...input, kind: 'paper' }, at: AT });
    return new PaperPayload(await findByReference<Paper>(context, 'input', referenceOf(input), ['Paper']), report);
  }

  @Mutation(() => ResourcePayload, { description: 'Creates a resource, or edits the one that it is.' })
  async upsertResource(
    @Arg('input', () => ResourceInput, { description: 'The resource.' }) input: ResourceInput,
    @Ctx() context: GraphContext,
  ): Promise<ResourcePayload> {
    const report = await apply(context, { type: 'article', article: resourceRecord(input), at: AT });
    return new ResourcePayload(
      await findByReference<Resource>(context, 'input', referenceOf(input), ['Resource']),
      report,
    );
  }

  @Mutation(() => TopicPayload, { description: 'Creates a topic, or edits the one of that slug.' })
  async upsertTopic(
    @Arg('input', () => TopicInput, { description: 'The topic.' }) input: TopicInput,
    @Ctx() context: GraphContext,
  ): Promise<TopicPayload> {
    checkSlug(input.slug, 'input.slug');
    const report = await apply(context, { type: 'topic', topic: input, at: AT });
    return new TopicPayload(await findByReference<Topic>(context, 'input.slug', input.slug, ['Topic']), report);
  }

  @Mutation(() => LinkPayload, { description: 'Says that an article is about a topic.' })
  async linkTopic(
    @Arg('article', () => String, { description: 'Any reference to an article.' }) article: string,
    @Arg('topic', () => String, { description: 'Slug, name or alias of a topic.' }) topic: string,
    @Arg('weight', () => Float, { defaultValue: 1, description: 'How much: above 0, at most 1.' }) weight: number,
    @Ctx() context: GraphContext,
  ): Promise<LinkPayload> {
    requireWriter(context);
    if (!(weight > 0 && weight <= 1))
      throw new GraphError('BAD_INPUT', 'weight is above 0 and at most 1.', { argument: 'weight' });
    const node = await requireNode(context, 'article', article, ARTICLE_KINDS);
    const subject = await requireNode(context, 'topic', topic, ['Topic']);
    if (node.kind === 'Issue' || subject.kind !== 'Topic')
      throw new GraphError('BAD_INPUT', 'The topics of an issue come with the issue: use importIssue.', {
        argument: 'article',
      });
    const record: ArticleRecord = {
      ...recordOf(node),
      topics: [{ name: subject.facts.slug, weight }],
    };
    return new LinkPayload(await apply(context, { type: 'article', article: record, at: AT }));
  }

  @Mutation(() => LinkPayload, { description: 'Says that a paper cites another.' })
  async linkCitation(
    @Arg('from', () => String, { description: 'The citing paper: any reference.' }) from: string,
    @Arg('to', () => String, { description: 'The cited paper: any reference.' }) to: string,
    @Ctx() context: GraphContext,
  ): Promise<LinkPayload> {
    requireWriter(context);
    const [citing, cited] = [
      await requireNode(context, 'from', from, ['Paper']),
      await requireNode(context, 'to', to, ['Paper']),
    ];
    if (citing.id === cited.id)
      throw new GraphError('BAD_INPUT', `Both are ${cited.id}: a paper does not cite itself.`, { argument: 'to' });
    const citation = { from: namingText(citing), to: namingText(cited) };
    return new LinkPayload(await apply(context, { type: 'citation', citation, at: AT }));
  }
}

const AT = { file: 'input' } as const;

/** Runs one record through the pipeline as the caller's word; what the pipeline rejects is the caller's error. */
async function apply(
  context: GraphContext,
  record: ImportRecord,
  { partial = true }: { readonly partial?: boolean } = {},
): Promise<ChangeReport> {
  const { subject } = requireWriter(context);
  // eslint-disable-next-line @typescript-eslint/require-await -- one record, in the form of a stream
  const records = async function* () {
    yield record;
  };
  const report: ImportReport = await importRecords(context.store, records(), {
    source: { name: `Changes by ${subject}`, format: 'graphql' },
    rank: 'CURATED',
    now: new Date().toISOString(),
    strict: true,
    partial,
  });
  const [reject] = report.rejects;
  if (reject) {
    const argument = ['input', reject.at.field].filter((part) => part !== undefined).join('.');
    throw reject.cycle
      ? new GraphError('CYCLE', reject.reason, { argument, cycle: reject.cycle })
      : new GraphError('BAD_INPUT', reject.reason, { argument });
  }
  forgetRead(context);
  return new ChangeReport(report);
}

function checkSlug(slug: string, argument: string): void {
  if (!SLUG.test(slug) || slug.length > 80)
    throw new GraphError('BAD_INPUT', 'A slug is lower-case words joined by hyphens, at most 80 characters.', {
      argument,
    });
}

function checkEntries({ sections }: IssueInput): void {
  for (const [section, { entries }] of sections.entries())
    for (const [entry, { title = '', links = [], papers = [], resources = [] }] of entries.entries())
      if (title.trim() === '' && links.length === 0 && papers.length === 0 && resources.length === 0)
        throw new GraphError('BAD_INPUT', 'An entry has a title, a link, a paper or a resource; this one has none.', {
          argument: `input.sections.${section}.entries.${entry}`,
        });
}

function issueRecord({ sections, ...issue }: IssueInput): IssueRecord {
  return {
    ...issue,
    sections: sections.map(({ heading, entries }) => ({ heading, entries: entries.map(entryRecord) })),
  };
}

function entryRecord({ papers = [], resources = [], links, ...entry }: EntryInput): EntryRecord {
  const articles: ArticleRecord[] = [
    ...papers.map((paper): ArticleRecord => ({ ...paper, kind: 'paper' })),
    ...resources.map(resourceRecord),
  ];
  return {
    ...entry,
    ...(links ? { links: links.map(({ label, url }) => ({ label, url: url ?? null })) } : {}),
    ...(articles.length > 0 ? { articles } : {}),
  };
}

function resourceRecord({ kind, ...resource }: ResourceInput): ArticleRecord {
  return { ...resource, kind: 'resource', resourceKind: kind };
}

/** A text by which the article is found again: its strongest name. */
function referenceOf({ identifiers, url, title }: PaperInput | ResourceInput): string {
  return identifiers?.[0] ?? url ?? title;
}

/** The article in an importer's terms, so that the pipeline finds it and nothing else of it changes. */
function recordOf(node: GraphNode): ArticleRecord {
  if (node.kind !== 'Paper' && node.kind !== 'Resource') throw new Error(`${node.id} is no paper or resource.`);
  const { title, identifiers } = node.facts;
  return {
    kind: node.kind === 'Paper' ? 'paper' : 'resource',
    ...(node.kind === 'Resource' ? { resourceKind: node.facts.resourceKind } : {}),
    title,
    identifiers: identifiers.map(addressOfIdentifier),
  };
}

function namingText(node: GraphNode): string {
  if (node.kind !== 'Paper') throw new Error(`${node.id} is no paper.`);
  const [identifier] = node.facts.identifiers;
  return identifier ? addressOfIdentifier(identifier) : node.facts.title;
}
