import { Field, ObjectType } from 'type-graphql';
import {
  addressOfIdentifier,
  type Identifier as ModelIdentifier,
  type IdentifierScheme,
} from '../../model/identifiers';
import { IdentifierSchemeEnum } from '../enums';

@ObjectType({ description: 'What names an article or author uniquely.' })
export class Identifier {
  constructor(private readonly identifier: ModelIdentifier) {}

  @Field(() => IdentifierSchemeEnum, { description: 'Who gives it.' })
  get scheme(): IdentifierScheme {
    return this.identifier.scheme;
  }

  @Field(() => String, { description: 'In one spelling: an arXiv id without version, a DOI in lower case.' })
  get value(): string {
    return this.identifier.value;
  }

  @Field(() => String, { description: 'The page that it stands for.' })
  get url(): string {
    return addressOfIdentifier(this.identifier);
  }
}
