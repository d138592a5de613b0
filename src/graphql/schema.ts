import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { leaveOutNullArguments } from './nullArguments';
import { readPlainFields } from './plainFields';
import { ConnectResolver } from './resolvers/ConnectResolver';
import { CurationResolver } from './resolvers/CurationResolver';
import { ExploreResolver } from './resolvers/ExploreResolver';
import { ImportResolver } from './resolvers/ImportResolver';
import { ListResolver } from './resolvers/ListResolver';
import { LookUpResolver } from './resolvers/LookUpResolver';
import { PathResolver } from './resolvers/PathResolver';
import { SearchResolver } from './resolvers/SearchResolver';
import { TopicResolver } from './resolvers/TopicResolver';
import { Author } from './types/Author';
import { Decision } from './types/Decision';
import { ImportRun } from './types/ImportRun';
import { Issue } from './types/Issue';
import { MissingWork } from './types/MissingWork';
import { NearMiss } from './types/NearMiss';
import { Newsletter } from './types/Newsletter';
import { Paper } from './types/Paper';
import { Resource } from './types/Resource';
import { Topic } from './types/Topic';
import { Venue } from './types/Venue';

let built: GraphQLSchema | undefined;

/** The GraphQL schema, made once from the decorated classes. */
export function buildGraphqlSchema(): GraphQLSchema {
  return (built ??= build());
}

function build(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      LookUpResolver,
      ListResolver,
      SearchResolver,
      ConnectResolver,
      ExploreResolver,
      PathResolver,
      TopicResolver,
      ImportResolver,
      CurationResolver,
    ],
    // Types that are reached through an interface only.
    orphanedTypes: [
      Paper,
      Issue,
      Resource,
      Topic,
      Author,
      Newsletter,
      Venue,
      ImportRun,
      NearMiss,
      Decision,
      MissingWork,
    ],
    validate: false,
  });
  readPlainFields(schema);
  leaveOutNullArguments(schema);
  return schema;
}
