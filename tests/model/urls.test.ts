import fc from 'fast-check';
import { canonicalUrl, parseHttpUrl, withoutLogin } from '../../src/model/urls';

it.each([
  ['http://www.Example.org:80/', 'https://example.org'],
  ['https://example.org/a/index.html', 'https://example.org/a'],
  ['https://example.org/a/?b=2&a=1', 'https://example.org/a?a=1&b=2'],
  ['https://example.org/a?utm_source=x&utm_medium=y&fbclid=1&id=7', 'https://example.org/a?id=7'],
  ['https://example.org/a#section-2', 'https://example.org/a'],
  ['https://example.org/#/route', 'https://example.org#/route'],
  ['https://example.org:8443/a', 'https://example.org:8443/a'],
  ['https://user:secret@example.org/a', 'https://example.org/a'],
  [
    'https://newsletter.mlsafety.org/p/ml-safety-newsletter-7?s=r',
    'https://newsletter.mlsafety.org/p/ml-safety-newsletter-7',
  ],
  ['https://example.org/?s=word', 'https://example.org?s=word'],
  ['https://news.google.com/rss/articles/CBMiX?oc=5&hl=en', 'https://news.google.com/rss/articles/CBMiX'],
])('writes %s as %s', (text, canonical) => {
  expect(canonicalUrl(text)).toBe(canonical);
});

it('knows a forum post by its id on every mirror', () => {
  const post = 'https://lesswrong.com/posts/3kzFPA5uuaGZWg4PS';
  expect(canonicalUrl('https://www.alignmentforum.org/posts/3kzFPA5uuaGZWg4PS/an-81-universality')).toBe(post);
  expect(canonicalUrl('https://www.lesswrong.com/posts/3kzFPA5uuaGZWg4PS')).toBe(post);
  expect(canonicalUrl('https://www.greaterwrong.com/posts/3kzFPA5uuaGZWg4PS/retitled')).toBe(post);
  expect(canonicalUrl('https://www.lesswrong.com/s/SBfqYgHf2zvxyKDtB/p/3kzFPA5uuaGZWg4PS')).toBe(post);
});

it('keeps posts, comments and sequences of a forum apart', () => {
  const addresses = [
    'https://www.alignmentforum.org/posts/3kzFPA5uuaGZWg4PS/a',
    'https://www.alignmentforum.org/posts/3kzFPA5uuaGZWg4PS/a?commentId=xyz',
    'https://www.alignmentforum.org/posts/EoY6P6mpz7ZozhAxm/b',
    'https://www.alignmentforum.org/s/7CdoznhJaLEKHwvJW',
    'https://forum.effectivealtruism.org/posts/3kzFPA5uuaGZWg4PS/a',
  ];
  expect(new Set(addresses.map(canonicalUrl)).size).toBe(addresses.length);
});

it('knows a video by its id', () => {
  const video = 'https://youtube.com/watch?v=dQw4w9WgXcQ';
  expect(canonicalUrl('https://youtu.be/dQw4w9WgXcQ?si=abc')).toBe(video);
  expect(canonicalUrl('https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&t=10')).toBe(video);
  expect(canonicalUrl('https://m.youtube.com/watch?v=dQw4w9WgXcQ')).toBe(video);
});

it.each([
  ['https://youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
  ['https://youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube.com/live/dQw4w9WgXcQ?feature=share'],
  ['https://youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube.com/shorts/dQw4w9WgXcQ'],
  ['https://x.com/i/status/20', 'https://twitter.com/Jack/status/20?s=20&t=abc'],
  ['https://x.com/i/status/20', 'https://x.com/jack/status/20/photo/1'],
  ['https://x.com/i/status/20', 'https://mobile.twitter.com/i/web/status/20'],
  ['https://x.com/jack', 'https://twitter.com/jack'],
  ['https://github.com/openai/gym', 'https://github.com/OpenAI/Gym.git'],
  ['https://github.com/openai/gym/tree/master/Docs', 'https://github.com/OpenAI/gym/tree/master/Docs'],
  ['https://example.org/~ann/a%2Fb', 'http://example.org/%7eann/%61%2fb'],
  [
    'https://proceedings.neurips.cc/paper/2020/hash/b607ba543ad05417b8507ee86c54fcb7-Abstract.html',
    'https://papers.nips.cc/paper/2020/hash/b607ba543ad05417b8507ee86c54fcb7-Abstract.html',
  ],
  [
    'https://proceedings.neurips.cc/paper/2020/hash/b607ba543ad05417b8507ee86c54fcb7-Abstract.html',
    'https://proceedings.neurips.cc/paper/2020/file/b607ba543ad05417b8507ee86c54fcb7-Paper.pdf',
  ],
  [
    'https://proceedings.neurips.cc/paper/2022/hash/b607ba543ad05417b8507ee86c54fcb7-Abstract-Conference.html',
    'https://papers.neurips.cc/paper_files/paper/2022/file/b607ba543ad05417b8507ee86c54fcb7-Paper-Conference.pdf',
  ],
  [
    'https://proceedings.neurips.cc/paper/2020/file/b607ba543ad05417b8507ee86c54fcb7-Supplemental.pdf',
    'https://proceedings.neurips.cc/paper/2020/file/b607ba543ad05417b8507ee86c54fcb7-Supplemental.pdf',
  ],
  ['https://papers.nips.cc/paper/7669-meta-learning', 'http://papers.nips.cc/paper/7669-meta-learning.pdf'],
  ['https://proceedings.mlr.press/v139/kim21c.html', 'http://proceedings.mlr.press/v139/kim21c/kim21c.pdf'],
  ['https://proceedings.mlr.press/v139/kim21c.html', 'https://proceedings.mlr.press/v139/kim21c.html'],
  [
    'https://openaccess.thecvf.com/content/CVPR2021/html/Roe_Seeing_CVPR_2021_paper.html',
    'https://openaccess.thecvf.com/content/CVPR2021/papers/Roe_Seeing_CVPR_2021_paper.pdf',
  ],
  [
    'https://openaccess.thecvf.com/content_CVPR_2019/html/Roe_Seeing_CVPR_2019_paper.html',
    'http://openaccess.thecvf.com/content_CVPR_2019/html/Roe_Seeing_CVPR_2019_paper.html',
  ],
  ['https://jmlr.org/papers/v21/20-001.html', 'https://www.jmlr.org/papers/volume21/20-001/20-001.pdf'],
  ['https://ieeexplore.ieee.org/document/9000001', 'https://ieeexplore.ieee.org/abstract/document/9000001/authors'],
  [
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC7000001',
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7000001/pdf/main.pdf',
  ],
  ['https://example.org/a?b=1', 'https://web.archive.org/web/20200101000000/http://example.org/a?b=1'],
  ['https://example.org#/a', 'https://web.archive.org/web/2020/https://example.org/#/a'],
  ['https://example.org/a', 'https://www.google.com/url?q=https://example.org/a&sa=D&ust=1'],
  ['https://example.org/a', 'https://www.lesswrong.com/out?url=https%3A%2F%2Fexample.org%2Fa'],
])('knows %s on %s', (canonical, text) => {
  expect(canonicalUrl(text)).toBe(canonical);
  expect(canonicalUrl(canonical)).toBe(canonical);
});

it('takes an address that wraps itself without end for an address', () => {
  expect(canonicalUrl('https://web.archive.org/web/2020/'.repeat(10_000))).toContain('web.archive.org');
});

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'ftp://example.org',
  'example.org',
  'http://',
  '',
])('takes no address from %s', (text) => {
  expect(parseHttpUrl(text)).toBeNull();
  expect(canonicalUrl(text)).toBeNull();
});

it('gives one spelling: writing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
      const once = canonicalUrl(text);
      expect(once === null ? null : canonicalUrl(once)).toBe(once);
    }),
  );
});

it('leaves the user name and password out of an address, and every other address as it is', () => {
  expect(withoutLogin('https://ann:secret@Example.org/A?b=1#c')).toBe('https://example.org/A?b=1#c');
  expect(withoutLogin('HTTP://Example.org/A')).toBe('HTTP://Example.org/A');
  expect(withoutLogin('no address')).toBe('no address');
});
