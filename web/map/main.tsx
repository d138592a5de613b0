import './style.css';
import { render } from 'preact';
import { MapSession } from './session';
import { App } from './ui/App';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no element with the id "app".');

// What the page shows before this script runs makes room for what it draws.
root.replaceChildren();
const session = new MapSession(() => {
  render(<App session={session} />, root);
});
render(<App session={session} />, root);
session.begin();
