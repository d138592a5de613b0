/** Accent macros and the combining character that each stands for: `\"o`, `\v{s}`. */
export const LATEX_ACCENTS: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['"', '\u0308'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['u', '\u0306'],
  ['v', '\u030c'],
  ['H', '\u030b'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['r', '\u030a'],
  ['d', '\u0323'],
  ['b', '\u0331'],
  ['hat', '\u0302'],
  ['tilde', '\u0303'],
  ['bar', '\u0304'],
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['breve', '\u0306'],
  ['check', '\u030c'],
  ['ddot', '\u0308'],
  ['dot', '\u0307'],
]);

function table(text: string): [string, string][] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [name = '', symbol = ''] = pair.split('=');
      return [name, symbol];
    });
}

/** Macros without argument that stand for a character or a word. */
export const LATEX_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...table(`
    ss=ß o=ø O=Ø l=ł L=Ł ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å i=i j=j dh=ð DH=Ð th=þ TH=Þ dj=đ DJ=Đ ng=ŋ NG=Ŋ
    alpha=α beta=β gamma=γ delta=δ epsilon=ϵ varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ lambda=λ
    mu=μ nu=ν xi=ξ pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=ϕ varphi=φ chi=χ psi=ψ omega=ω
    Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω
    times=× cdot=· div=÷ pm=± mp=∓ ast=∗ star=⋆ circ=∘ bullet=• oplus=⊕ otimes=⊗ dagger=† ddagger=‡
    leq=≤ le=≤ geq=≥ ge=≥ ll=≪ gg=≫ neq=≠ ne=≠ approx=≈ sim=∼ simeq=≃ equiv=≡ propto=∝ lesssim=≲ gtrsim=≳
    subset=⊂ supset=⊃ subseteq=⊆ supseteq=⊇ in=∈ notin=∉ ni=∋ cup=∪ cap=∩ emptyset=∅ varnothing=∅ setminus=∖
    forall=∀ exists=∃ neg=¬ lnot=¬ land=∧ wedge=∧ lor=∨ vee=∨ top=⊤ bot=⊥ vdash=⊢ models=⊨
    to=→ rightarrow=→ longrightarrow=→ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ Leftarrow=⇐ Leftrightarrow=⇔
    implies=⇒ iff=⇔ mapsto=↦ uparrow=↑ downarrow=↓ nearrow=↗ searrow=↘
    infty=∞ partial=∂ nabla=∇ sum=∑ prod=∏ int=∫ sqrt=√ prime=′ degree=° ell=ℓ hbar=ℏ Re=ℜ Im=ℑ aleph=ℵ
    ldots=… dots=… cdots=⋯ vdots=⋮ textellipsis=… langle=⟨ rangle=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉ lVert=‖ rVert=‖
    textendash=– textemdash=— textquoteleft=‘ textquoteright=’ textquotedblleft=“ textquotedblright=” textasciitilde=~
    textasciicircum=^ textbackslash=\\ textbar=| textless=< textgreater=> textunderscore=_ textdollar=$ textdegree=°
    textregistered=® texttrademark=™ copyright=© pounds=£ euro=€ texteuro=€ S=§ P=¶ dag=† ddag=‡ lbrace={ rbrace={
    slash=/ backslash=\\ Dash=— hyphen=- hyp=- textmu=µ textohm=Ω textquotesingle=' textquotedbl=" texttildelow=~ textperthousand=‰
    quotesinglbase=‚ quotedblbase=„ guillemotleft=« guillemotright=» guilsinglleft=‹ guilsinglright=› glqq=„ grqq=“ flqq=« frqq=»
    textexclamdown=¡ textquestiondown=¿ textsterling=£ textcent=¢ textyen=¥ textsection=§ textparagraph=¶ textbullet=•
    textperiodcentered=· textordmasculine=º textordfeminine=ª texttimes=× textpm=± textonehalf=½ textrightarrow=→
    hookrightarrow=↪ lozenge=◊ square=□ triangle=△
    LaTeX=LaTeX TeX=TeX BibTeX=BibTeX LaTeXe=LaTeX2e
  `),
  ['textequals', '='],
  ['rbrace', '}'],
]);

/** Macros that change how text looks or where it breaks, and leave nothing when removed. */
export const LATEX_SILENT: ReadonlySet<string> = new Set(
  `rm it bf sc sf tt em sl cal bfseries itshape scshape upshape mdseries rmfamily sffamily ttfamily normalfont tiny
  scriptsize footnotesize small normalsize large Large LARGE huge Huge left right big Big bigg Bigg bigl bigr Bigl Bigr
  displaystyle textstyle limits nolimits noindent centering protect relax ignorespaces xspace mathstrut boldmath
  unboldmath allowbreak newblock`.split(/\s+/),
);

/** Macros that leave nothing, their argument included. */
export const LATEX_DROPPED: ReadonlySet<string> = new Set(
  'cite citep citet citealp citeauthor citeyear ref eqref label footnote footnotemark vspace hspace thanks index'.split(
    ' ',
  ),
);
