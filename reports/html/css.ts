/**
 * The look of the report: a quiet paper with one accent colour. States are words with a sign, colour
 * only repeats them. Both palettes keep text at 4.5:1 or better on every ground it stands on.
 */
const LIGHT = `--paper:#fff;--ground:#f2f4f3;--ink:#17211f;--soft:#53605c;--line:#dbe1de;--accent:#0b5f59;--tint:#eaf3f1;
--good:#1c6b3a;--bad:#a3261c;--warn:#7d5200;--bad-tint:#fcefed;--warn-tint:#fbf3e1;--good-tint:#e9f4ec;--code:#f6f7f5`;
const DARK = `--paper:#171c1b;--ground:#101413;--ink:#e4e9e7;--soft:#a3aeaa;--line:#303836;--accent:#6cc5ba;--tint:#1b2a28;
--good:#7fcf99;--bad:#f2948a;--warn:#e3b866;--bad-tint:#2e1d1b;--warn-tint:#2b2416;--good-tint:#182a1e;--code:#111615`;

export const css = `
:root{color-scheme:light dark;${LIGHT}}
:root[data-theme=light]{color-scheme:light}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
[hidden]{display:none!important}
*{box-sizing:border-box}
html{scroll-padding-top:7.5rem;background:var(--ground);-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;overflow-wrap:break-word}
code,pre,.mono{overflow-wrap:anywhere;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;font-size:.84em}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}a:has(>code){text-underline-offset:.32em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.sheet{max-width:62rem;margin:0 auto;background:var(--paper);padding:clamp(1.25rem,4.5vw,3.75rem)}
@media (min-width:64rem){.sheet{margin:1.5rem auto 2.5rem;padding-top:2rem;border:1px solid var(--line);border-radius:4px}}
h1,h2,h3,h4{line-height:1.25;font-weight:600;margin:0;text-wrap:balance}
h1{font-size:clamp(1.7rem,4.5vw,2.5rem);letter-spacing:-.015em}
h2{font-size:1.4rem;letter-spacing:-.01em;margin:3.5rem 0 1.25rem;padding-top:1.5rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem}
h4{font-size:1rem}
p{margin:.5rem 0;max-width:44rem;text-wrap:pretty}
.lead,.soft{color:var(--soft)}
.small{font-size:.86rem}
.brand{display:flex;justify-content:space-between;gap:.25rem 1rem;flex-wrap:wrap;font-size:.86rem;color:var(--soft);padding-bottom:.9rem;border-bottom:2px solid var(--accent);margin-bottom:clamp(1.25rem,2.5vw,1.75rem)}
.brand b{color:var(--accent);font-weight:700;font-size:1rem;letter-spacing:.02em}
.target{color:var(--soft);margin:.2rem 0 0;line-height:1.4}
.kicker{color:var(--accent);margin:0 0 .4rem;font-weight:600;font-size:.86rem}
.verdict{margin:1.5rem 0;padding:1.1rem clamp(1.1rem,3vw,1.9rem);border:1px solid var(--line);border-left:5px solid currentColor;border-radius:4px;background:var(--tint)}
.verdict>*{color:var(--ink)}.verdict p{max-width:none}
.verdict .badge-xl{display:flex;gap:.7rem;align-items:center;font-size:clamp(1.2rem,5vw,1.5rem);font-weight:650;line-height:1.25;margin:0;color:inherit}

.seal{display:inline-grid;place-items:center;flex:none;width:2.1rem;height:2.1rem;border-radius:50%;border:2px solid currentColor;font-size:1.15rem;line-height:1}
.verdict ul{margin:.6rem 0;padding-left:1.15rem}
.v-good{color:var(--good);background:var(--good-tint)}.v-bad{color:var(--bad);background:var(--bad-tint)}.v-open{color:var(--warn);background:var(--warn-tint)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.45rem 1.75rem;margin:0}
.facts dt{color:var(--soft)}.facts dd{margin:0;min-width:0}
.tiles{display:flex;flex-wrap:wrap;gap:1px;margin:0 0 2.5rem;background:var(--line);border:1px solid var(--line);border-radius:4px;overflow:hidden}
.tiles>div{flex:1 1 9.5rem;display:flex;flex-direction:column-reverse;justify-content:flex-end;background:var(--paper);padding:1rem 1.1rem}
.tiles dt{color:var(--soft);font-size:.84rem;line-height:1.35}.tiles dd{margin:0;font-size:1.75rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}.tiles .money dd{font-size:1.3rem;line-height:1.61}
.ink{color:var(--ink)}.tiles .none dd{color:var(--soft)}
.steps{margin:1.25rem 0;padding:0;list-style:none;counter-reset:step}
.steps>li{counter-increment:step;position:relative;padding:.85rem 0 .85rem 3.1rem;border-bottom:1px solid var(--line)}
.steps>li:before{content:counter(step);position:absolute;left:0;top:.8rem;width:2rem;height:2rem;border-radius:50%;border:1px solid var(--line);display:grid;place-items:center;color:var(--soft);font-size:.9rem}
.steps .do{font-weight:650;margin-right:.25rem}.steps .title{margin-top:.2rem}
.tools{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line);padding:.6rem max(1rem,calc((100vw - 62rem)/2 + 1rem)) .5rem}
.tools .row{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap}.tools .chips{margin-top:.45rem;gap:.35rem}
.find{flex:1 1 11rem;position:relative;display:block}.find input{width:100%;padding:.45rem 2.2rem .45rem .75rem;font:inherit;font-size:.95rem;color:var(--ink);background:var(--code);border:1px solid var(--line);border-radius:4px}
.find kbd{position:absolute;right:.55rem;top:50%;transform:translateY(-50%)}
.find input::placeholder{color:var(--soft);opacity:1}
kbd{font:inherit;font-size:.8rem;padding:.05rem .4rem;border:1px solid var(--line);border-radius:3px;background:var(--paper);color:var(--soft)}
button{font:inherit;font-size:.86rem;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:.3rem .65rem;cursor:pointer;min-height:2rem}
button:hover{border-color:var(--accent)}button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--paper)}button[aria-pressed=true] span{color:inherit}
button:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.langs{display:flex}.langs button{border-radius:0;margin-left:-1px}.langs button:first-child{border-radius:4px 0 0 4px}.langs button:last-child{border-radius:0 4px 4px 0}
.icon{width:2.2rem;padding:.3rem 0}.chips button{border-radius:1rem;padding:.1rem .7rem;min-height:1.8rem}
.gone{position:absolute;left:-999rem}
dialog{max-width:28rem;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1.5rem 1.75rem}dialog h2{margin:0 0 1rem;padding:0;border:0}dialog form{margin-top:1.25rem;text-align:right}dialog::backdrop{background:#0008}
.sifting .static{display:none}.sifting main>section:first-of-type h2,.sifting main h2{margin-top:1.5rem}
.here{outline:2px solid var(--accent);outline-offset:4px;border-radius:3px}article:focus,tr:focus{outline:2px solid var(--accent);outline-offset:2px}
.tr:has(>span:empty){display:none}.of{display:none}.quiet{color:var(--soft);text-decoration:none}.quiet:hover{text-decoration:underline}
.copied{position:relative}.copy-it{position:absolute;right:.5rem;top:.5rem}.copied pre{padding-right:7rem}
summary h3{display:inline}
@media (max-width:34rem){.tools{position:static;padding:.6rem .75rem}.find{flex-basis:100%}.langs{flex:1}.langs button{flex:1}html{scroll-padding-top:1rem}.find kbd{display:none}.chips{flex-wrap:nowrap!important;overflow-x:auto;padding-bottom:.2rem}.chips button{white-space:nowrap}.tiles>div{flex-basis:40%}.finding h4 .badge{display:flex;margin-bottom:.25rem}.tiles dd{font-size:1.4rem}.copied pre{padding-right:1rem;padding-top:3rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.7rem}}
nav{margin-top:2.5rem;padding-top:1.25rem;border-top:1px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.6rem;list-style:none;padding:0;margin:0}
.badge{display:inline-flex;gap:.4em;align-items:baseline;white-space:nowrap;font-size:.84rem;font-weight:600}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--warn)}.none{color:var(--soft);font-weight:400}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{position:absolute;left:-999rem}
th,td{text-align:left;vertical-align:top;padding:.55rem .9rem .55rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:500;color:var(--soft);font-size:.84rem;vertical-align:bottom}
tbody th{font-weight:500}
td code,th code{overflow-wrap:normal}.long{min-width:7rem}.long code{overflow-wrap:anywhere}tbody th code{white-space:nowrap}.wide{min-width:14rem}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tfoot th,tfoot td{font-weight:600;border-bottom:0}
.zero{color:var(--soft)}
.dense{font-size:.84rem}.dense th,.dense td{padding-right:.6rem}.dense code{font-size:.78rem}.dense thead th{white-space:normal}
.clause{margin:2.75rem 0 0}
.clause>header{display:flex;gap:.9rem;align-items:baseline;flex-wrap:wrap}
blockquote{margin:.75rem 0 1rem;padding:0 0 0 1.1rem;border-left:3px solid var(--accent);max-width:46rem}
blockquote p{margin:.3rem 0}
blockquote q{quotes:"«" "»";font-style:italic}
.finding{margin:1.5rem 0;padding:1.25rem clamp(1rem,2.5vw,1.5rem);border:1px solid var(--line);border-radius:4px}
.finding h4 .badge{margin-right:.5rem}
.finding>.id{margin:.15rem 0 .75rem}
.compare{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.35rem 1.25rem;margin:1rem 0;padding:.8rem 1rem;background:var(--code);border-radius:4px}
.compare dt{color:var(--soft);font-size:.86rem;padding-top:.05rem}.compare dd{margin:0;white-space:pre-wrap}
@media (max-width:34rem){.compare{grid-template-columns:1fr;gap:0}.compare dd{margin-bottom:.5rem}}
mark{background:none;color:inherit;font-weight:700;border-bottom:2px solid currentColor;padding-bottom:1px}
.exp mark{color:var(--good)}.obs mark{color:var(--bad)}
details{border-top:1px solid var(--line);margin-top:1rem}
details details{margin-top:.75rem}
summary{cursor:pointer;padding:.7rem 0;font-weight:500}
summary .soft{font-weight:400}
.evidence h4{font-size:.86rem;font-weight:500;color:var(--soft);margin:1rem 0 .35rem}
pre{margin:0;padding:.8rem 1rem;background:var(--code);border:1px solid var(--line);border-radius:4px;white-space:pre-wrap;line-height:1.5;max-height:32rem;overflow:auto;tab-size:4}
pre.hex{white-space:pre;overflow-x:auto}
pre.copy{user-select:all;-webkit-user-select:all}
.caution{color:var(--warn);font-size:.86rem;margin:.3rem 0}
.phases{list-style:none;margin:0;padding:0;max-width:40rem;font-size:.84rem}
.phases li{display:grid;grid-template-columns:11.5rem 1fr 5.5rem;gap:.9rem;align-items:center}
.phases i{display:block;height:.5rem;border-radius:1px;background:var(--accent);min-width:2px}.phases .rail{background:var(--tint);border-radius:1px}.phases .broken{color:var(--bad)}.phases .broken i{background:var(--bad)}
@media (max-width:34rem){.phases li{grid-template-columns:1fr 5.5rem;gap:0 .9rem}.phases .rail{grid-column:1/-1;grid-row:2;margin-bottom:.4rem}}
.plain{list-style:none;padding:0;margin:0}.plain>li{padding:.55rem 0;border-bottom:1px solid var(--line)}
.title{display:block}
.todo{font-weight:500}
.how{margin:1rem 0;padding:.2rem 1.1rem .9rem;background:var(--tint);border-radius:4px}.how pre{background:var(--paper)}.how p{max-width:none}
.tries>ul>li{padding:.6rem 0}.tries .badge{margin:0 .4rem}.tries summary+ul{margin-top:0}.tries>ul>li:last-child{border:0}
.also>ul>li{padding:.6rem 0}.also details{border:0;margin:0}.also summary+ul{margin-top:0}
footer{margin-top:4rem;padding-top:1.25rem;border-top:1px solid var(--line);font-size:.86rem;color:var(--soft)}
@media (min-width:44rem){.even{table-layout:fixed}.even th:nth-child(1){width:48%}.even th:nth-child(2){width:18%}.even th:nth-child(3){width:22%}}
.sign{display:none}.legend{display:none}
@media (max-width:34rem){.sign,.legend{display:inline}.counts .word{position:absolute;left:-999rem}}
@media (max-width:44rem){.stack thead{position:absolute;left:-999rem}.stack tr{display:block;padding:.7rem 0;border-bottom:1px solid var(--line)}
.stack th,.stack td{display:block;border:0;padding:.1rem 0}.even td:not(.wide){display:inline-block;padding-right:1rem}.stack td.num{text-align:left}.of{display:inline;color:var(--soft)}.stack td:empty{display:none}}
@page{size:A4;margin:18mm 16mm 20mm}
@media print{:root,:root:not([data-theme=light]),:root[data-theme=dark]{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;--line:#c9cdca;--accent:#0b5f59;--good:#1c6b3a;--bad:#a3261c;--warn:#7d5200;--code:#f6f7f5;--tint:#f2f7f6;--bad-tint:#fdf5f4;--warn-tint:#fdf8ec;--good-tint:#f1f8f3}
body{font-size:10pt;line-height:1.45}.sheet{max-width:none;margin:0;padding:0;border:0}.skip{display:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h2{margin-top:2.2rem;break-after:avoid}h3,h4,summary,.lead,.clause>header{break-after:avoid}.tiles>div{flex-basis:6rem;padding:.7rem .8rem}.tiles .money dd{font-size:1.05rem;line-height:2;white-space:nowrap}
.finding{break-inside:auto}.compare,blockquote,tr,.verdict,pre.copy,.phases{break-inside:avoid}
pre{max-height:none;overflow:visible}th,td{padding-top:.3rem;padding-bottom:.3rem}tfoot{display:table-row-group}.how{break-inside:avoid}details.bytes:not([open]),.also .evidence:not([open]){display:none}.counts{break-inside:avoid}thead{break-after:avoid}section{break-inside:auto}pre.hex{font-size:7pt}details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none;padding:.3rem 0}
summary::-webkit-details-marker{display:none}a{color:inherit;text-decoration:none}.screen,.copy-it,dialog{display:none!important}.tiles,.steps>li{break-inside:avoid}.here{outline:0}thead{display:table-header-group}}
`;
