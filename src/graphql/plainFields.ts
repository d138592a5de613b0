import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/**
 * Takes type-graphql's machinery (arguments, middleware, promises) off the fields that need none of it: those that read
 * a property, a getter or a method without parameters, and the types of interfaces and unions, which are the classes of
 * their objects; graphql-jit takes no promises for types. What is read under the field's own name needs no resolver at
 * all: graphql-jit writes the reading out in place. Together half of the time of a large answer.
 */
export function readPlainFields(schema: GraphQLSchema): void {
  const storage = getMetadataStorage();
  const classes = new Map(storage.objectTypes.map(({ name, target }) => [name, target as Class]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: object) => value.constructor.name;
    const target = classes.get(type.name);
    if (!target || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const metadata = storage.fields.find(
        ({ target: owner, schemaName }) => schemaName === field.name && isSameOrParent(owner as Class, target),
      );
      if (!metadata || field.args.length > 0) continue;
      const resolve = plainResolver(field, target, metadata);
      if (resolve) field.resolve = resolve;
      else delete field.resolve;
    }
  }
}

type Resolver = GraphQLField<unknown, unknown>['resolve'];
type Source<Held> = Readonly<Record<string, Held>>;

function plainResolver(
  { name, type, resolve }: GraphQLField<unknown, unknown>,
  { prototype }: Class,
  { name: property, params = [] }: { readonly name: string; readonly params?: readonly unknown[] },
): Resolver {
  const inherited = descriptorOf(prototype, property);
  if (typeof inherited?.value === 'function')
    return params.length > 0 ? resolve : (source) => (source as Source<() => unknown>)[property]?.();
  // Written out in place, what is not a leaf is read several times: a getter would be called as often.
  if (property !== name || (inherited && !isLeafType(getNullableType(type))))
    return (source) => (source as Source<unknown>)[property];
  if (inherited) Object.defineProperty(prototype, property, { ...inherited, get: givingErrors(inherited) });
  return undefined;
}

/** What is read in place has nothing around it that catches; an error that is a value becomes the field's error. */
function givingErrors(descriptor: PropertyDescriptor): (this: object) => unknown {
  return function (): unknown {
    try {
      return descriptor.get?.call(this) as unknown;
    } catch (error) {
      return error;
    }
  };
}

interface Class {
  readonly prototype: object;
}

function isSameOrParent(owner: Class, target: Class): boolean {
  return owner === target || Object.prototype.isPrototypeOf.call(owner.prototype, target.prototype);
}

/** What the class gives all its objects under the name; `undefined` for what each object holds itself. */
function descriptorOf(prototype: object, property: string): PropertyDescriptor | undefined {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, property);
    if (descriptor) return descriptor;
  }
  return undefined;
}
