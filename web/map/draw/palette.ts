import { NO_AREA, type NodeKind } from '../model/filters';

/** Colours that stay apart for the colour-blind (M. Okabe, K. Ito, "Color Universal Design", 2008), tuned to two grounds. */
const AREA_COLORS = {
  light: ['#0072b2', '#c9510c', '#00805b', '#a8498a', '#7a6400', '#2b8fbf', '#8b4b2b', '#4f55b5'],
  dark: ['#56b4e9', '#f0883e', '#2fc18c', '#e08bc4', '#d9c027', '#8fd3f4', '#d79a6f', '#9aa2ff'],
} as const;

export interface Palette {
  readonly ground: string;
  readonly text: string;
  readonly muted: string;
  readonly edge: string;
  readonly link: string;
  readonly chosen: string;
}

const PALETTES = {
  light: {
    ground: '#ffffff',
    text: '#161b26',
    muted: '#d5d9e2',
    edge: '#d9dde6',
    link: '#9aa6bd',
    chosen: '#d0342c',
  },
  dark: {
    ground: '#12151c',
    text: '#eef1f7',
    muted: '#333a48',
    edge: '#2a303c',
    link: '#56617a',
    chosen: '#ff7b6b',
  },
} as const satisfies Record<string, Palette>;

export type Theme = keyof typeof PALETTES;

export function paletteOf(theme: Theme): Palette {
  return PALETTES[theme];
}

/** The colour of an area: by its place among all areas, grey without one. */
export function colorOfArea(theme: Theme, areas: readonly string[], area: string | null): string {
  const place = areas.indexOf(area ?? NO_AREA);
  const colors = AREA_COLORS[theme];
  return (place < 0 ? undefined : colors[place % colors.length]) ?? (theme === 'light' ? '#667085' : '#98a2b3');
}

/** How kinds are told apart where colour is not: the name of sigma's node program. */
export const SHAPES: Readonly<Record<NodeKind, 'circle' | 'square' | 'ring' | 'target'>> = {
  Paper: 'circle',
  Resource: 'square',
  Issue: 'target',
  Newsletter: 'target',
  Topic: 'ring',
  Author: 'ring',
  Venue: 'square',
};
