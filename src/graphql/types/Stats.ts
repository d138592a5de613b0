import { Field, Int, ObjectType } from 'type-graphql';
import type { GraphStats } from '../../store/port';

@ObjectType({ description: 'How large the graph is.' })
export class Stats {
  constructor(private readonly stats: GraphStats) {}

  @Field(() => Int, { description: 'Papers.' })
  get papers(): number {
    return this.stats.nodes.Paper;
  }

  @Field(() => Int, { description: 'Issues of newsletters.' })
  get issues(): number {
    return this.stats.nodes.Issue;
  }

  @Field(() => Int, { description: 'Resources.' })
  get resources(): number {
    return this.stats.nodes.Resource;
  }

  @Field(() => Int, { description: 'Newsletters.' })
  get newsletters(): number {
    return this.stats.nodes.Newsletter;
  }

  @Field(() => Int, { description: 'Topics.' })
  get topics(): number {
    return this.stats.nodes.Topic;
  }

  @Field(() => Int, { description: 'Authors.' })
  get authors(): number {
    return this.stats.nodes.Author;
  }

  @Field(() => Int, { description: 'Venues.' })
  get venues(): number {
    return this.stats.nodes.Venue;
  }

  @Field(() => Int, { description: 'Relationships of all types.' })
  get relationships(): number {
    return Object.values(this.stats.relationships).reduce((sum, count) => sum + count, 0);
  }

  @Field(() => Int, { description: 'Grows by one with every change of the graph.' })
  get revision(): number {
    return this.stats.revision;
  }
}
