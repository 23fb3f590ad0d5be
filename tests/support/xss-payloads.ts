/** What a payload calls if it runs; `__ran` is looked for on the page afterwards. */
const CALL = 'window.__ran=(window.__ran||0)+1';

const HANDLERS =
  'onload onerror onclick onmouseover onfocus onblur ontoggle onpointerenter onanimationstart onbegin onstart oncanplay ' +
  'onwheel onscroll onpageshow onhashchange onbeforeinput onauxclick ontransitionend';
const TAGS =
  'img svg video audio iframe body details marquee input select textarea button object embed math style link base form ' +
  'table isindex keygen a div';

/** A tag with a handler, in each of some dozen tags and handlers. */
const withHandlers = HANDLERS.split(' ').flatMap((handler) =>
  ['img src=x', 'svg', 'input autofocus', 'details open'].map(
    (tag) => `<${tag} ${handler}="${CALL}">`,
  ),
);

const withTags = TAGS.split(' ').map(
  (tag) =>
    `<${tag} src=x href="javascript:${CALL}" onload=${CALL} onerror=${CALL} onfocus=${CALL} autofocus>x</${tag}>`,
);

/** Ways of writing the scheme that a filter by its letters lets through. */
const SCHEMES = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'java\nscript:',
  ' javascript:',
  '\u0001javascript:',
  'javascript&colon;',
  '&#106;avascript:',
  '&#x6A;avascript:',
  '&#0000106avascript:',
  'javascript&#58;',
  'java&Tab;script:',
  'java&NewLine;script:',
  'vbscript:',
  'data:text/html,',
  'data:text/html;base64,',
  'feed:javascript:',
  'view-source:javascript:',
  'blob:',
  'file:',
  'jar:',
  'mhtml:',
  'livescript:',
  'javascript://%0a',
  '//evil.example/',
  '/\\evil.example/',
  '\\\\evil.example\\',
];

const inLinks = SCHEMES.flatMap((scheme) => [
  `[link](${scheme}${CALL})`,
  `[link](<${scheme}${CALL}>)`,
  `![picture](${scheme}${CALL})`,
  `[link][ref]\n\n[ref]: ${scheme}${CALL}`,
  `<${scheme}${CALL}>`,
]);

const BY_HAND = [
  `<script>${CALL}</script>`,
  `<SCRIPT SRC=/x.js></SCRIPT>`,
  `<scr<script>ipt>${CALL}</scr</script>ipt>`,
  `<script/x>${CALL}</script\t>`,
  `"><script>${CALL}</script>`,
  `'><img src=x onerror=${CALL}>`,
  `</textarea><script>${CALL}</script>`,
  `</p></div></article><script>${CALL}</script>`,
  `<!--><script>${CALL}</script-->`,
  `<![CDATA[<script>${CALL}</script>]]>`,
  `<?xml version="1.0"?><script>${CALL}</script>`,
  `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${CALL}>#x">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${CALL}>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<object data="javascript:${CALL}"></object>`,
  `<embed src="data:text/html,<script>${CALL}</script>">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${CALL}">`,
  `<base href="javascript:${CALL}//">`,
  `<link rel=stylesheet href="javascript:${CALL}">`,
  `<style>@import "javascript:${CALL}";</style>`,
  `<div style="background:url(javascript:${CALL})">`,
  `<a href="javascript:${CALL}">click</a>`,
  `<a href="&#x6A;avascript:${CALL}" target=_self>click</a>`,
  `<form action="javascript:${CALL}"><button>go</button></form>`,
  `<button formaction="javascript:${CALL}">go</button>`,
  `<template><script>${CALL}</script></template>`,
  `<portal src="javascript:${CALL}">`,
  '```html\n<script>' + CALL + '</script>\n```',
  '`<img src=x onerror=' + CALL + '>`',
  '```"><img src=x onerror=' + CALL + '>\ncode\n```',
  `> <img src=x onerror=${CALL}>`,
  `- <img src=x onerror=${CALL}>`,
  `| a |\n| - |\n| <img src=x onerror=${CALL}> |`,
  `# <img src=x onerror=${CALL}>`,
  `**<img src=x onerror=${CALL}>**`,
  `[<img src=x onerror=${CALL}>](https://example.org)`,
  `[x](https://example.org "title\\" onmouseover=${CALL} x=\\"")`,
  `[x](https://example.org"onmouseover="${CALL})`,
  `![x" onerror="${CALL}](https://example.org/x.png)`,
  `![x](https://example.org/x.png"onerror="${CALL})`,
  `https://example.org/"onmouseover="${CALL}"`,
  `www.example.org/"><script>${CALL}</script>`,
  `mail@example.org"onmouseover="${CALL}`,
  `[^1]\n\n[^1]: <img src=x onerror=${CALL}>`,
  `- [x] <img src=x onerror=${CALL}>`,
  `@<script>${CALL}</script>`,
  `@channel<img src=x onerror=${CALL}>`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `&#60;script&#62;${CALL}&#60;/script&#62;`,
  `\\u003cscript\\u003e${CALL}\\u003c/script\\u003e`,
  `\u202e<script>${CALL}</script>`,
  `<\u0000script>${CALL}</script>`,
  `＜script＞${CALL}＜/script＞`,
  `{{constructor.constructor('${CALL}')()}}`,
  `\${${CALL}}`,
  `[__proto__](x)[constructor](y)[toString](z)`,
  `<img id="__ran" name="__ran" src=x>`,
];

/** Ways to make a page run what somebody wrote, none of which may. */
export const XSS_PAYLOADS = [...withHandlers, ...withTags, ...inLinks, ...BY_HAND].map((payload) =>
  payload.replaceAll('\u0000', '\uFFFD'),
);
