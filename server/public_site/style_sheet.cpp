// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/pages.h"

namespace astreinte::public_site {

// Contrast at least 4.5:1 in both schemes (WCAG 2.2 AA); sizes follow the reader's own, up to 200 % without loss.
QByteArray styleSheet()
{
    return R"(:root { --paper: #ffffff; --ink: #1b1b22; --soft: #55555f; --line: #c9c9d2; --link: #1f4f9e;
  --alert: #a3160f; --alert-ink: #ffffff; --calm: #17603a; --calm-ink: #ffffff; --note: #2c4a7c; --note-ink: #ffffff;
  --exercise: #ffe08a; --exercise-ink: #2b2000; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #15151b; --ink: #f0f0f4; --soft: #b4b4c0; --line: #44444f; --link: #9dbdf5;
    --alert: #ff9d94; --alert-ink: #2a0300; --calm: #8fd8ae; --calm-ink: #00210f; --note: #a9c3f0; --note-ink: #06162f;
    --exercise: #6b5300; --exercise-ink: #fff3cf; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 0 1rem 2rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.5rem; }
header { border-bottom: 1px solid var(--line); padding: 1rem 0 0.5rem; }
header a { font-weight: 700; font-size: 1.25rem; text-decoration: none; color: var(--ink); }
header p { margin: 0; color: var(--soft); }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.35rem; line-height: 1.3; }
h1 [lang], header p [lang] { color: var(--soft); font-weight: 400; }
article { border-bottom: 1px solid var(--line); padding: 1.25rem 0; }
.status { display: inline-block; margin: 0; padding: 0.1rem 0.6rem; border-radius: 0.3rem; font-weight: 700;
  background: var(--note); color: var(--note-ink); }
.status.alerte { background: var(--alert); color: var(--alert-ink); }
.status.fin { background: var(--calm); color: var(--calm-ink); }
.status [lang] { font-weight: 400; }
.when { color: var(--soft); }
.replaced, .exercise { border-left: 0.3rem solid var(--alert); padding: 0.6rem 0.8rem; }
.exercise, header .exercise { margin: 0 0 1rem; background: var(--exercise); color: var(--exercise-ink);
  font-weight: 700; }
.exercise [lang] { color: inherit; font-weight: 700; }
section[lang] { border-left: 0.2rem solid var(--line); padding-left: 1rem; }
figure { margin: 1rem 0; }
figure img { max-width: 100%; height: auto; border-radius: 0.3rem; }
figcaption { color: var(--soft); font-size: 0.95rem; }
footer { padding-top: 1rem; color: var(--soft); }
.widget { max-width: none; padding-top: 0.5rem; font-size: 1rem; }
.widget h1 { font-size: 1.1rem; margin: 0.25rem 0; }
.widget ul { padding-left: 0; list-style: none; }
.widget li { border-top: 1px solid var(--line); padding: 0.5rem 0; }
.board { max-width: none; font-size: 2rem; }
.board h1 { font-size: 2.2rem; }
.board h2 { font-size: 2.6rem; }
@media print { .skip, footer { display: none; } }
)";
}

} // namespace astreinte::public_site
