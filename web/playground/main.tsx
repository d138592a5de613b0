/** @jsxImportSource react */
import './workers';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { EXAMPLE_TABS, linkedTab } from './tabs';

const container = document.getElementById('playground');
if (!container) throw new Error('The page has no element with the id "playground".');

const fetcher = createGraphiQLFetcher({ url: '/graphql' });
const linked = linkedTab(location.search);
const tabs = linked ? [linked, ...EXAMPLE_TABS] : EXAMPLE_TABS;
rememberFirstTab();
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

createRoot(container).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={tabs}
    defaultEditorToolsVisibility="variables"
    {...(linked && { initialQuery: linked.query, initialVariables: linked.variables ?? '' })}
  >
    <GraphiQL.Logo>Safety Research Graph</GraphiQL.Logo>
  </GraphiQL>,
);

/**
 * On the first visit, stores the first tab as the one that was worked on last. GraphiQL takes the variables of the tab
 * that it opens with from there and not from its default tabs.
 */
function rememberFirstTab(): void {
  const [first] = tabs;
  if (!first || localStorage.getItem('graphiql:tabState') !== null) return;
  localStorage.setItem('graphiql:query', first.query);
  localStorage.setItem('graphiql:variables', first.variables ?? '');
}
