import fc from 'fast-check';
import {
  addressOfIdentifier,
  identifierOf,
  IDENTIFIER_SCHEMES,
  parseArxivId,
  parseDoi,
  parseIdentifier,
  type Identifier,
} from '../../src/model/identifiers';

describe('arXiv ids', () => {
  it.each([
    ['2212.03827', '2212.03827'],
    ['2212.03827v2', '2212.03827'],
    ['arXiv:2212.03827v12', '2212.03827'],
    ['arXiv: 2212.03827 [cs.CL]', '2212.03827'],
    ['0704.0001', '0704.0001'],
    ['1412.9999', '1412.9999'],
    ['cs.AI/0301001v2', 'cs/0301001'],
    ['math.GT/0309136', 'math/0309136'],
    ['hep-th/9901001', 'hep-th/9901001'],
    ['HEP-TH/9901001', 'hep-th/9901001'],
    ['q-bio/0309001', 'q-bio/0309001'],
    ['cond-mat.dis-nn/0703470', 'cond-mat/0703470'],
  ])('reads %s as %s', (text, id) => {
    expect(parseArxivId(text)).toBe(id);
  });

  it.each([
    ['a thirteenth month', '2213.03827'],
    ['month zero', '2200.03827'],
    ['four digits after 2014', '2212.0382'],
    ['five digits before 2015', '1412.12345'],
    ['a month before the form began', '0703.0001'],
    ['version zero', '2212.03827v0'],
    ['an archive that never was', 'foo/0301001'],
    ['an old id after its form ended', 'hep-th/0704001'],
    ['an old id before arXiv began', 'hep-th/9106001'],
    ['a decimal number', '3.14159'],
    ['a page range', '1234-5678'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(parseArxivId(text)).toBeNull();
  });
});

describe('DOIs', () => {
  it.each([
    ['10.1073/pnas.2106028118', '10.1073/pnas.2106028118'],
    ['doi:10.1073/PNAS.2106028118.', '10.1073/pnas.2106028118'],
    ['DOI 10.1073/pnas.2106028118', '10.1073/pnas.2106028118'],
    ['10.1016/0004-3702(94)90041-8', '10.1016/0004-3702(94)90041-8'],
    ['10.1016/0004-3702(94)90041-8),', '10.1016/0004-3702(94)90041-8'],
    [
      '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
      '10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o',
    ],
    ['10.1145/3292500.3330701”', '10.1145/3292500.3330701'],
  ])('reads %s', (text, doi) => {
    expect(parseDoi(text)).toBe(doi);
  });

  it.each(['10.1/x', '11.1073/pnas', '10.1073', '10.1073/', 'pnas.2106028118', '10.1073/a b'])('refuses %s', (text) => {
    expect(parseDoi(text)).toBeNull();
  });

  it('end in bounded time, however hostile the text', () => {
    expect(parseDoi(`10.1000/${')'.repeat(200)}`)).toBeNull();
    expect(parseIdentifier(`10.1000/${')'.repeat(100_000)}`)).toBeNull();
  });
});

describe('any spelling of an identifier', () => {
  it.each<[string, Identifier['scheme'], string]>([
    ['https://arxiv.org/abs/2212.03827', 'ARXIV', '2212.03827'],
    ['http://www.arxiv.org/pdf/2212.03827v3.pdf', 'ARXIV', '2212.03827'],
    ['https://export.arxiv.org/abs/hep-th/9901001v1', 'ARXIV', 'hep-th/9901001'],
    ['https://arxiv.org/html/2212.03827v1/', 'ARXIV', '2212.03827'],
    ['https://ar5iv.labs.arxiv.org/html/2212.03827', 'ARXIV', '2212.03827'],
    ['https://www.alphaxiv.org/abs/2212.03827', 'ARXIV', '2212.03827'],
    ['https://huggingface.co/papers/2212.03827', 'ARXIV', '2212.03827'],
    ['https://arxiv.org/abs/2212.03827?utm_source=x#S1', 'ARXIV', '2212.03827'],
    ['arxiv.org/abs/2212.03827', 'ARXIV', '2212.03827'],
    ['https://doi.org/10.48550/arXiv.2212.03827', 'ARXIV', '2212.03827'],
    ['10.48550/arXiv.2212.03827', 'ARXIV', '2212.03827'],
    ['https://doi.org/10.1073%2Fpnas.2106028118', 'DOI', '10.1073/pnas.2106028118'],
    ['https://dx.doi.org/10.1073/pnas.2106028118/', 'DOI', '10.1073/pnas.2106028118'],
    ['doi.org/10.1073/pnas.2106028118', 'DOI', '10.1073/pnas.2106028118'],
    ['https://dl.acm.org/doi/pdf/10.1145/3292500.3330701', 'DOI', '10.1145/3292500.3330701'],
    ['https://link.springer.com/article/10.1007/s11238-018-9679-3', 'DOI', '10.1007/s11238-018-9679-3'],
    ['https://openreview.net/forum?id=B1gabhRcYX', 'OPENREVIEW', 'B1gabhRcYX'],
    ['https://openreview.net/pdf?id=B1gabhRcYX', 'OPENREVIEW', 'B1gabhRcYX'],
    ['openreview:B1gabhRcYX', 'OPENREVIEW', 'B1gabhRcYX'],
    ['https://aclanthology.org/2020.acl-main.1/', 'ACL', '2020.acl-main.1'],
    ['https://www.aclweb.org/anthology/P19-1234.pdf', 'ACL', 'P19-1234'],
    ['10.18653/v1/P19-1234', 'ACL', 'P19-1234'],
    ['acl:p19-1234', 'ACL', 'P19-1234'],
    ['https://pubmed.ncbi.nlm.nih.gov/12345678/', 'PUBMED', '12345678'],
    ['https://www.ncbi.nlm.nih.gov/pubmed/12345678', 'PUBMED', '12345678'],
    ['PMID: 12345678', 'PUBMED', '12345678'],
    ['https://openalex.org/w2741809807', 'OPENALEX', 'W2741809807'],
    [
      'https://www.semanticscholar.org/paper/A-Title/649def34f8be52c8b66281af98ae884c09aef38b',
      'SEMANTIC_SCHOLAR',
      '649def34f8be52c8b66281af98ae884c09aef38b',
    ],
    ['https://cn.arxiv.org/abs/2212.03827', 'ARXIV', '2212.03827'],
    ['https://www.alphaxiv.org/overview/2212.03827v1', 'ARXIV', '2212.03827'],
    ['https://web.archive.org/web/20230101000000/https://arxiv.org/abs/2212.03827', 'ARXIV', '2212.03827'],
    ['https://arxiv.org/abs/2212.03827).', 'ARXIV', '2212.03827'],
    ['arXiv:2212.03827\u200b', 'ARXIV', '2212.03827'],
    ['\u202a10.1145/3292500.3330701\u202c', 'DOI', '10.1145/3292500.3330701'],
    ['https://dl-acm-org.proxy.example.edu/doi/fullHtml/10.1145/3292500.3330701', 'DOI', '10.1145/3292500.3330701'],
    ['https://www.science.org/doi/full/10.1126/science.aar6404', 'DOI', '10.1126/science.aar6404'],
    ['https://onlinelibrary.wiley.com/doi/10.1111/rego.12512/abstract', 'DOI', '10.1111/rego.12512'],
    ['https://www.nature.com/articles/s41586-021-03819-2.pdf', 'DOI', '10.1038/s41586-021-03819-2'],
    ['https://www.nature.com/articles/s41586-021-03819-2_reference.pdf', 'DOI', '10.1038/s41586-021-03819-2'],
    ['https://www.nature.com/articles/s41599-020-0501-9.epdf', 'DOI', '10.1057/s41599-020-0501-9'],
    ['https://www.science.org/doi/10.1126/science.aar6404/tables', 'DOI', '10.1126/science.aar6404'],
    ['https://www.pnas.org/doi/pdf/10.1073/pnas.1.pdf', 'DOI', '10.1073/pnas.1'],
    [
      'https://dl.acm.org/doi/suppl/10.1145/1/suppl_file/x.zip',
      'URL',
      'https://dl.acm.org/doi/suppl/10.1145/1/suppl_file/x.zip',
    ],
    ['https://www.biorxiv.org/content/10.1101/2020.10.01.319038v2.full.pdf', 'DOI', '10.1101/2020.10.01.319038'],
    ['https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3763483', 'DOI', '10.2139/ssrn.3763483'],
    ['https://zenodo.org/records/5297715', 'DOI', '10.5281/zenodo.5297715'],
    ['https://doi.org/10.3115/v1/D14-1162', 'ACL', 'D14-1162'],
    ['https://aclanthology.org/P19-1355v2.pdf', 'ACL', 'P19-1355'],
    ['http://aclweb.org/anthology/P/P19/P19-1355.pdf', 'ACL', 'P19-1355'],
    ['https://europepmc.org/article/MED/12345678', 'PUBMED', '12345678'],
    ['https://www.nature.com/natmachintell/', 'URL', 'https://nature.com/natmachintell'],
    ['https://orcid.org/0000-0002-1825-0097', 'ORCID', '0000-0002-1825-0097'],
    ['https://www.lesswrong.com/', 'URL', 'https://lesswrong.com'],
  ])('reads %s as %s %s', (text, scheme, value) => {
    expect(parseIdentifier(text)).toEqual({ scheme, value });
  });

  it.each([
    ['an ORCID whose check digit is wrong', 'orcid:0000-0002-1825-0098'],
    ['an unknown prefix', 'isbn:9780262046824'],
    ['a host without a scheme that stands for nothing', 'example.org/page'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['prose', 'Toy models of superposition'],
    ['over-long text', `https://example.org/${'a'.repeat(3000)}`],
  ])('refuses %s', (_what, text) => {
    expect(parseIdentifier(text)).toBeNull();
  });

  it('takes a profile or a group of OpenReview for a page, not for a paper', () => {
    expect(parseIdentifier('https://openreview.net/group?id=NeurIPS2022')).toMatchObject({ scheme: 'URL' });
    expect(parseIdentifier('https://openreview.net/profile?id=~Jane_Doe1')).toMatchObject({ scheme: 'URL' });
  });

  it('reads the address of an identifier back as that identifier', () => {
    const identifiers: Identifier[] = [
      { scheme: 'ARXIV', value: 'hep-th/9901001' },
      { scheme: 'DOI', value: '10.1016/0004-3702(94)90041-8' },
      { scheme: 'OPENREVIEW', value: 'B1gabhRcYX' },
      { scheme: 'SEMANTIC_SCHOLAR', value: '649def34f8be52c8b66281af98ae884c09aef38b' },
      { scheme: 'OPENALEX', value: 'W2741809807' },
      { scheme: 'PUBMED', value: '12345678' },
      { scheme: 'ACL', value: '2020.acl-main.1' },
      { scheme: 'ORCID', value: '0000-0002-1825-0097' },
      { scheme: 'URL', value: 'https://example.org/page' },
    ];
    expect(identifiers.map(({ scheme }) => scheme).sort()).toEqual([...IDENTIFIER_SCHEMES].sort());
    for (const identifier of identifiers) expect(parseIdentifier(addressOfIdentifier(identifier))).toEqual(identifier);
  });

  it('gives a value that reads as itself again, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })), (text) => {
        const identifier = parseIdentifier(text);
        if (identifier) expect(identifierOf(identifier.scheme, identifier.value)).toEqual(identifier);
      }),
    );
  });
});
