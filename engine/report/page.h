#ifndef ARAS_REPORT_PAGE_H
#define ARAS_REPORT_PAGE_H

#include "analysis/worth.h"
#include "report/html.h"

/**
 * What every page of a report carries: it is complete in itself, nothing is fetched,
 * and nothing is missing without its script. Between the two calls stand a header, a
 * main and nothing else; the footer comes with the end.
 */
void aras_page_begin(struct aras_html *html, const char *title);
void aras_page_end(struct aras_html *html);

/** A source as an item of a list: its id, author, title and date. */
void aras_page_source(struct aras_html *html, const struct aras_source *source);

/** The chapters of a world that are worth telling, as a list: when, and what. */
void aras_page_chapters(struct aras_html *html, const struct aras_chronicle *chronicle,
                        const struct aras_chapters *chapters);

#endif
