import { Field, ObjectType } from 'type-graphql';
import type { PathAnswer } from '../../explore/path';
import { ArticleLinkEdge } from './ArticleLink';
import { CUT, TRUNCATED } from './connections';
import { Path } from './Path';

@ObjectType({ description: 'Whether and why two articles are connected.' })
export class WhyConnected {
  constructor(link: ArticleLinkEdge | null, { path, cut }: PathAnswer) {
    this.link = link;
    this.path = path ? new Path(path) : null;
    this.cut = cut;
  }

  @Field(() => ArticleLinkEdge, {
    nullable: true,
    description: 'The link with its reasons, as seen from the first article; null when no signal joins the two.',
  })
  link: ArticleLinkEdge | null;

  @Field(() => Path, {
    nullable: true,
    description: 'A shortest way from one to the other; null when there is none within six relationships.',
  })
  path: Path | null;

  @Field(() => Boolean, { description: TRUNCATED })
  get truncated(): boolean {
    return this.cut.length > 0;
  }

  @Field(() => [String], { description: CUT })
  cut: readonly string[];
}
