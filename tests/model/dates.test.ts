import { parsePartialDate, yearOf } from '../../src/model/dates';

it.each(['2023', '2023-01', '2023-01-09', '2024-02-29', ' 1999-12-31 '])('reads %s', (text) => {
  expect(parsePartialDate(text)).toBe(text.trim());
});

it.each([
  'Fall 2019',
  '2023-13',
  '2023-00',
  '2023-02-29',
  '2023-1-9',
  '2023-01-32',
  '23-01-09',
  '0000',
  '0001-01-01',
  '2023-01-09T00:00:00Z',
  '09.01.2023',
  '',
])('guesses nothing from %p', (text) => {
  expect(parsePartialDate(text)).toBeNull();
});

it('sorts as text, from the year to the day', () => {
  const dates = ['2022-12-31', '2023', '2023-01', '2023-01-09', '2023-02'];
  expect([...dates].sort()).toEqual(dates);
});

it('tells the year at every precision', () => {
  const years = ['2022', '2022-03', '2022-03-04'].map(parsePartialDate).map((date) => (date ? yearOf(date) : null));
  expect(years).toEqual([2022, 2022, 2022]);
});
