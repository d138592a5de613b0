import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { parseIdentifier } from '../../../src/model/identifiers';
import { ask } from '../api/ask';
import { SUGGEST } from '../api/documents';
import type { SuggestQuery } from '../api/operations';
import { isOnMaps, type OnMaps } from '../model/filters';
import type { MapSession } from '../session';
import { KIND_NAMES } from './words';

type Suggestion = OnMaps<SuggestQuery['suggest'][number]>;

const WAIT_MS = 120;

/**
 * Completes names as they are typed; Enter without a choice searches, or opens what an identifier or address names. A
 * combobox of the ARIA Authoring Practices.
 */
export function SearchBox({ session }: { readonly session: MapSession }) {
  const [text, setText] = useState('');
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  // By its id, so that it stays chosen when a later answer brings another list.
  const [chosenId, setChosenId] = useState<string | null>(null);
  const active = suggestions.findIndex(({ id }) => id === chosenId);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const prefix = text.trim();
    setChosenId(null);
    if (prefix.length < 2) {
      setSuggestions([]);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(SUGGEST, { prefix }, abort.signal).then(
        ({ suggest }) => {
          setSuggestions(suggest.filter(isOnMaps));
        },
        // Suggestions are a help: without them Enter still searches, and says what is wrong.
        () => undefined,
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);

  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => {
      removeEventListener('keydown', focus);
    };
  }, []);

  const close = (): void => {
    setSuggestions([]);
    setText('');
  };
  const choose = ({ __typename, id }: Suggestion): void => {
    close();
    const { path } = session.state;
    if (path?.[1] === null) session.select(id);
    else if (__typename === 'Topic') session.go({ from: 'topic', value: id.slice('topic:'.length) }, id);
    else session.go({ from: 'center', value: id }, id);
  };
  const submit = (): void => {
    const chosen = suggestions[active];
    const typed = text.trim();
    if (chosen) choose(chosen);
    else if (typed !== '') {
      session.go({ from: parseIdentifier(typed) ? 'center' : 'query', value: typed });
      close();
    }
  };
  const steer = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const count = suggestions.length;
      const next = (active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + count) % count;
      setChosenId(suggestions[next]?.id ?? null);
    }
  };

  return (
    <form
      role="search"
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search papers, topics, issues and authors"
        aria-expanded={suggestions.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${String(active)}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder="Search papers, topics, issues, authors ( / )"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
        onKeyDown={steer}
      />
      <button type="submit">Search</button>
      <ul id={listId} role="listbox" aria-label="Suggestions" hidden={suggestions.length === 0}>
        {suggestions.map((suggestion, index) => (
          <li
            key={suggestion.id}
            id={`${listId}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(suggestion);
            }}
          >
            <bdi>{'title' in suggestion ? suggestion.title : suggestion.name}</bdi>
            <small>
              {KIND_NAMES[suggestion.__typename][0]}
              {'year' in suggestion && suggestion.year !== null ? ` · ${String(suggestion.year)}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </form>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
