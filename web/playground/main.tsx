import './workers';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { EXAMPLE_TABS } from './tabs';

const container = document.getElementById('playground');
if (!container) throw new Error('The page has no element with the id "playground".');

const fetcher = createGraphiQLFetcher({ url: '/graphql' });
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

createRoot(container).render(
  <GraphiQL fetcher={fetcher} plugins={plugins} defaultTabs={EXAMPLE_TABS} defaultEditorToolsVisibility="variables">
    <GraphiQL.Logo>Safety Research Graph</GraphiQL.Logo>
  </GraphiQL>,
);
