import { Field, ObjectType } from 'type-graphql';
import { ArticleLinkEdge } from './ArticleLink';
import { Path } from './Path';

@ObjectType({ description: 'Whether and why two articles are connected.' })
export class WhyConnected {
  constructor(link: ArticleLinkEdge | null, path: Path | null) {
    this.link = link;
    this.path = path;
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
}
