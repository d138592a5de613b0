import { CONFIG_TABLE, ConfigError, readConfig } from '../src/config';

describe('the environment', () => {
  it('may be empty: everything has a default', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      dataDir: './data',
      neo4j: null,
      auth: { jwtSecret: null, jwksUrl: null },
      seed: 'auto',
      logLevel: 'info',
      limits: { depth: 15, cost: 50_000, tokens: 2000, aliases: 30, directives: 8, pageSize: 100 },
    });
  });

  it('names Neo4j when NEO4J_URI does', () => {
    const env = { NEO4J_URI: 'neo4j+s://db.example:7687', NEO4J_USER: 'ada', NEO4J_PASSWORD: 'p', NEO4J_DATABASE: 'g' };
    expect(readConfig(env).neo4j).toEqual({ uri: env.NEO4J_URI, user: 'ada', password: 'p', database: 'g' });
  });

  it('names the feeds to watch, and how often', () => {
    const env = { WATCH_FEEDS: 'https://a.example/feed?x=1,2\n https://b.example/', WATCH_EVERY: '90s' };
    expect(readConfig(env).watch).toEqual({
      feeds: ['https://a.example/feed?x=1,2', 'https://b.example/'],
      everyMs: 90_000,
    });
  });

  it('names private addresses and networks that may be loaded all the same', () => {
    const { privateAllowed } = readConfig({ FETCH_PRIVATE: '10.0.0.0/8, ::1' }).fetch;
    expect([privateAllowed.check('10.9.8.7'), privateAllowed.check('::1', 'ipv6')]).toEqual([true, true]);
    expect(privateAllowed.check('127.0.0.1')).toBe(false);
  });

  it('counts an empty variable as not set, as compose files pass them', () => {
    expect(readConfig({ PORT: '', NEO4J_URI: '', AUTH_JWT_SECRET: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', 'http', 'a whole number from 0 to 65535'],
    ['PORT', '70000', 'a whole number from 0 to 65535'],
    ['PORT', '4e3', 'a whole number from 0 to 65535'],
    ['SEED', 'yes', '`auto`, `none`'],
    ['LOG_LEVEL', 'loud', '`trace`, `debug`, `info`'],
    ['NEO4J_URI', 'http://db', 'neo4j, neo4j+s'],
    ['FETCH_PRIVATE', '10.0.0.0/33', 'IP addresses and networks'],
    ['FETCH_PRIVATE', '127.0.0.1, localhost', 'IP addresses and networks'],
    ['WATCH_FEEDS', 'https://a.example/feed ./feed.xml', 'http and https addresses'],
    ['WATCH_EVERY', 'often', 'a span from 1s to 7d'],
    ['WATCH_EVERY', '0s', 'a span from 1s to 7d'],
    ['WATCH_EVERY', '8d', 'a span from 1s to 7d'],
    ['AUTH_JWT_SECRET', 'too short', 'at least 32 bytes'],
    ['AUTH_JWKS_URL', 'file:///keys', 'http or https'],
    ['LIMIT_DEPTH', '0', 'a whole number from 1 to 100'],
    ['LIMIT_DEEPNESS', '3', 'LIMIT_DEPTH, LIMIT_LIST_DEPTH'],
  ])('is refused with %s=%s, in one line that names it and what is allowed', (name, value, allowed) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}`, 'u'));
    expect(read).toThrow(allowed);
    expect(read).not.toThrow('\n');
  });

  it('never repeats a value that may be a secret', () => {
    expect(() => readConfig({ AUTH_JWT_SECRET: 'hunter2' })).not.toThrow('hunter2');
    expect(() => readConfig({ NEO4J_URI: 'http://u:hunter2@db' })).not.toThrow('hunter2');
  });

  it('has a row in the table for every variable, with its default', () => {
    const row = (name: string) => CONFIG_TABLE.find((each) => each.name === name);
    expect(row('PORT')).toMatchObject({ fallback: '4000', allowed: 'a whole number from 0 to 65535' });
    expect(row('NEO4J_URI')).toMatchObject({ fallback: '' });
    expect(new Set(CONFIG_TABLE.map(({ name }) => name)).size).toBe(CONFIG_TABLE.length);
  });
});
