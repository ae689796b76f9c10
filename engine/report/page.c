#include "report/page.h"

#include <stddef.h>

#include "figure/theme.h"
#include "report/words.h"

/* Its style sheet, which leaves the colours to aras_theme_style. Lines, NULL behind the
 * last. */
static const char *const *page_style(void)
{
    /* clang-format off */
    static const char *const lines[] = {
        "*{box-sizing:border-box}",
        "html{color-scheme:light dark;scroll-behavior:smooth;-webkit-text-size-adjust:100%}",
        "@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}",
        "body{margin:0;background:var(--aras-paper);color:var(--aras-ink);font:17px/1.55 system-ui,\"Segoe UI\",\"Helvetica Neue\",Arial,\"DejaVu Sans\",sans-serif;overflow-wrap:break-word}",
        "body>header,main,body>footer{max-width:78rem;margin:0 auto;padding:0 1.25rem}",
        "body>header{padding-top:2.5rem}",
        "p,ul,ol,dl,.box{max-width:46rem}",
        "h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em;max-width:46rem}",
        "h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 .6rem;padding-top:1rem;border-top:2px solid var(--aras-ink)}",
        "h3{font-size:1.12rem;margin:2rem 0 .4rem}",
        "a{color:var(--aras-series-1)}",
        "a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--aras-series-1);outline-offset:2px}",
        ".lead{font-size:1.12rem}",
        ".quiet,caption,figcaption,.read{color:var(--aras-quiet)}",
        ".box{border-left:.35rem solid var(--aras-series-2);background:var(--aras-fill);padding:.7rem 1rem;margin:1.2rem 0}",
        ".box p{margin:.3rem 0}",
        "nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;margin:1rem 0}",
        "ul.says{padding-left:1.1rem}",
        "ul.says li{margin:.3rem 0}",
        ".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1.5rem;margin:1rem 0;align-items:start}",
        "figure{margin:0;min-width:0}",
        "figure svg{display:block;width:100%;max-width:40rem;height:auto}",
        "figcaption{font-size:.92rem;margin:.4rem 0;max-width:40rem}",
        "details{margin:.4rem 0}",
        "summary{cursor:pointer;font-size:.92rem}",
        ".scroll{overflow-x:auto;max-width:100%}",
        "table{border-collapse:collapse;max-width:64rem;font-size:.92rem;line-height:1.35;font-variant-numeric:tabular-nums;margin:.4rem 0}",
        "caption{text-align:left;padding:.2rem 0;font-size:.92rem}",
        "th,td{padding:.28rem 0 .28rem .9rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--aras-grid)}",
        "thead th{border-bottom:1px solid var(--aras-axis);vertical-align:bottom;font-weight:600}",
        "tr>:first-child{text-align:left;padding-left:0}th.t,td.t{text-align:left}tbody th{font-weight:400;min-width:9rem}",
        "td{white-space:nowrap}td.t{white-space:normal}",
        ".story{border:1px solid var(--aras-grid);border-radius:.3rem;padding:.4rem .9rem;margin:.5rem 0;max-width:52rem}",
        ".story[open]>summary{font-weight:600;margin-bottom:.4rem}",
        ".story ol{list-style:none;padding:0;margin:.4rem 0;max-width:none}",
        ".story li{display:grid;grid-template-columns:6.5rem 1fr;gap:.6rem;margin:.25rem 0}",
        ".story li>span:first-child{color:var(--aras-quiet);font-variant-numeric:tabular-nums}",
        "pre{overflow-x:auto;background:var(--aras-fill);padding:.7rem 1rem;font-size:.85rem;line-height:1.45}",
        "code{font-size:.9em;overflow-wrap:anywhere}",
        ".tools{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;margin:.3rem 0;font-size:.88rem}",
        "button{font:inherit;color:inherit;background:var(--aras-fill);border:1px solid var(--aras-axis);border-radius:.25rem;padding:.15rem .6rem;cursor:pointer;min-height:1.75rem}",
        "input{font:inherit;color:inherit;background:var(--aras-paper);border:1px solid var(--aras-axis);border-radius:.25rem;padding:.2rem .5rem;max-width:100%;accent-color:var(--aras-series-1)}",
        "output{font-variant-numeric:tabular-nums}",
        "body>footer{margin-top:3rem;padding-bottom:3rem;font-size:.92rem}",
        "@media (max-width:32rem){.picture{overflow-x:auto}.picture svg{min-width:29rem}.picture::before{content:\"goes on to the right \\2192\";display:block;position:sticky;left:0;text-align:right;font-size:.8rem;color:var(--aras-quiet)}body{font-size:16px}body>header,main,body>footer{padding-left:.8rem;padding-right:.8rem}h1{font-size:1.6rem}.story li{grid-template-columns:1fr;gap:0}td{white-space:normal}tbody th{min-width:6rem}}",
        "@media print{",
        ":root{color-scheme:light}",
        "body{font-size:10pt;line-height:1.4}",
        "@page{size:A4;margin:18mm 16mm}",
        "body>header,main,body>footer{max-width:none;padding:0}",
        "nav,.tools{display:none}",
        ".story::details-content,section>details::details-content{content-visibility:visible;block-size:auto}",
        "h2{break-after:avoid;margin-top:1.5rem}h3,h2+p,h3+p{break-after:avoid}",
        "figure,tr,.box{break-inside:avoid}",
        ".figures{display:block}figure{margin-bottom:6mm}figure svg{max-width:130mm}",
        ".scroll{overflow:visible}",
        "pre{white-space:pre-wrap}",
        "a{color:inherit;text-decoration:none}",
        "}",
        NULL};
    /* clang-format on */

    return lines;
}

static const char *const *page_script(void)
{
    /* clang-format off */
    static const char *const lines[] = {
        "(function(){",
        "\"use strict\";",
        "var doc=document;",
        "function add(parent,tag,text){var e=doc.createElement(tag);if(text)e.textContent=text;parent.appendChild(e);return e;}",
        "/* The numbers at one row of a figure's table, chosen by a slider or by pointing. */",
        "function readOut(figure,tools,table){",
        "var rows=table.tBodies[0].rows,heads=table.tHead.rows[0].cells;",
        "if(!figure.dataset.right||rows.length<3)return;",
        "var label=add(tools,\"label\",\"Read out at \"),slider=add(label,\"input\"),out=add(tools,\"output\");",
        "slider.type=\"range\";slider.min=0;slider.max=rows.length-1;slider.value=rows.length-1;",
        "function show(){",
        "var cells=rows[slider.value].cells,parts=[];",
        "for(var i=1;i<cells.length&&i<9;i++)parts.push(heads[i].textContent+\" \"+cells[i].textContent);",
        "out.textContent=cells[0].textContent+\": \"+parts.join(\"; \");",
        "slider.setAttribute(\"aria-valuetext\",cells[0].textContent);",
        "}",
        "slider.addEventListener(\"input\",show);",
        "figure.querySelector(\"svg\").addEventListener(\"pointermove\",function(event){",
        "var box=this.getBoundingClientRect(),part=(event.clientX-box.left)/box.width,left=+figure.dataset.left,right=+figure.dataset.right;",
        "slider.value=Math.round(Math.min(1,Math.max(0,(part-left)/(right-left)))*(rows.length-1));show();",
        "});",
        "show();",
        "}",
        "function switchView(figure,tools,details){",
        "var picture=figure.querySelector(\".picture\"),button=add(tools,\"button\",\"Table\");",
        "button.type=\"button\";button.setAttribute(\"aria-pressed\",\"false\");",
        "button.addEventListener(\"click\",function(){",
        "var table=button.getAttribute(\"aria-pressed\")!==\"true\";",
        "button.setAttribute(\"aria-pressed\",String(table));",
        "details.open=table;picture.style.display=table?\"none\":\"\";",
        "});",
        "}",
        "function copyFigure(figure,tools){",
        "var button=add(tools,\"button\",\"Copy figure\");",
        "button.type=\"button\";",
        "button.addEventListener(\"click\",function(){",
        "var copy=figure.querySelector(\"svg\").cloneNode(true),style=getComputedStyle(doc.documentElement);",
        "var text=new XMLSerializer().serializeToString(copy).replace(/var\\((--[a-z0-9-]+)\\)/g,function(all,name){return style.getPropertyValue(name).trim();});",
        "function done(ok){button.textContent=ok?\"Copied as SVG\":\"Could not copy\";setTimeout(function(){button.textContent=\"Copy figure\";},2000);}",
        "function old(){var area=add(doc.body,\"textarea\");area.value=text;area.select();var ok=false;try{ok=doc.execCommand(\"copy\");}catch(e){ok=false;}area.remove();button.focus();done(ok);}",
        "if(navigator.clipboard&&navigator.clipboard.writeText)navigator.clipboard.writeText(text).then(function(){done(true);},old);else old();",
        "});",
        "}",
        "function filter(table){",
        "var rows=table.tBodies[0].rows;",
        "if(rows.length<8)return;",
        "var tools=doc.createElement(\"div\");tools.className=\"tools\";",
        "var label=add(tools,\"label\",\"Only rows with \"),field=add(label,\"input\"),count=add(tools,\"output\");",
        "field.type=\"search\";count.setAttribute(\"role\",\"status\");",
        "field.addEventListener(\"input\",function(){",
        "var words=field.value.toLowerCase(),shown=0,last=\"\";",
        "for(var i=0;i<rows.length;i++){",
        "last=rows[i].getAttribute(\"data-of\")||last;",
        "var hit=(last+\" \"+rows[i].textContent).toLowerCase().indexOf(words)>=0;",
        "rows[i].hidden=!hit;shown+=hit?1:0;",
        "}",
        "count.textContent=words?shown+\" of \"+rows.length+\" rows\":\"\";",
        "});",
        "table.parentNode.insertBefore(tools,table);",
        "}",
        "doc.querySelectorAll(\"figure\").forEach(function(figure){",
        "var details=figure.querySelector(\"details\"),table=figure.querySelector(\"table\");",
        "if(!details||!table)return;",
        "var tools=doc.createElement(\"div\");tools.className=\"tools\";",
        "figure.insertBefore(tools,details);",
        "var picture=figure.querySelector(\".picture\");if(picture.scrollWidth>picture.clientWidth){picture.tabIndex=0;picture.setAttribute(\"role\",\"group\");picture.setAttribute(\"aria-label\",\"The picture, wider than the window\");}",
        "switchView(figure,tools,details);copyFigure(figure,tools);readOut(figure,tools,table);",
        "});",
        "doc.querySelectorAll(\"table.filter\").forEach(filter);",
        "function openTarget(){",
        "var id=location.hash.slice(1),at=id&&doc.getElementById(id);",
        "if(at&&at.tagName===\"DETAILS\"){at.open=true;at.scrollIntoView();}",
        "}",
        "window.addEventListener(\"hashchange\",openTarget);openTarget();",
        "})();",
        NULL};
    /* clang-format on */

    return lines;
}

static void write_styles(struct aras_html *html)
{
    struct aras_text css = {0};
    const char *colours[2] = {NULL, NULL};

    aras_theme_style(&css);
    colours[0] = css.data;
    if (css.data == NULL || css.out_of_memory) {
        html->text.out_of_memory = 1;
    } else {
        aras_html_own(html, "style", colours);
    }
    aras_text_free(&css);
    aras_html_own(html, "style", page_style());
}

void aras_page_begin(struct aras_html *html, const char *title)
{
    aras_text_add(&html->text, "<!DOCTYPE html>\n");
    aras_html_open(html, "html", "lang", "en", NULL);
    aras_html_open(html, "head", NULL);
    aras_text_add(
        &html->text,
        "<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>\n");
    aras_html_line(html, "title", "%s", title);
    write_styles(html);
    aras_html_close(html, "head");
    aras_html_open(html, "body", NULL);
}

void aras_page_end(struct aras_html *html)
{
    aras_html_open(html, "footer", NULL);
    aras_html_line(
        html, "p",
        "Made by aras. A share of worlds is a share of model runs under stated "
        "assumptions.");
    aras_html_close(html, "footer");
    aras_html_own(html, "script", page_script());
    aras_html_close(html, "body");
    aras_html_close(html, "html");
}

void aras_page_chapters(struct aras_html *html, const struct aras_chronicle *chronicle,
                        const struct aras_chapters *chapters)
{
    struct aras_text text = {0};
    char moment[32];

    aras_html_open(html, "ol", NULL);
    for (size_t i = 0; i < chapters->count; i++) {
        const struct aras_chapter *chapter = &chapters->chapter[i];

        if (!chapter->worth) {
            continue;
        }
        text.length = 0;
        aras_words_chapter(&text, chronicle, chapter);
        aras_model_write_moment(chronicle->model,
                                chronicle->happenings[chapter->first].time, moment);
        aras_html_open(html, "li", NULL);
        aras_html_line(html, "span", "%s", moment);
        aras_html_line(html, "span", "%s", text.data == NULL ? "" : text.data);
        aras_html_close(html, "li");
    }
    aras_html_close(html, "ol");
    html->text.out_of_memory |= text.out_of_memory;
    aras_text_free(&text);
}

void aras_page_source(struct aras_html *html, const struct aras_source *source)
{
    aras_html_line(html, "li", "%s: %s%s%s%s%s", source->id,
                   source->author == NULL ? "" : source->author,
                   source->author == NULL ? "" : ", ", source->title,
                   source->published == NULL ? "" : ", ",
                   source->published == NULL ? "" : source->published);
}
