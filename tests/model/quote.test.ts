import { quote } from '../../src/model/quote';

it.each([
  ['Concrete Problems in AI Safety', '“Concrete Problems in AI Safety”'],
  ['Reinterpreting “AI and Compute”', '“Reinterpreting ‘AI and Compute’”'],
  ['"Other-Play" for Zero-Shot Coordination', '“‘Other-Play’ for Zero-Shot Coordination”'],
  ['A 5" disk', '“A 5" disk”'],
  ['Goodhart’s Curse', '“Goodhart’s Curse”'],
])('puts %s in quotation marks that nest', (title, quoted) => {
  expect(quote(title)).toBe(quoted);
});
