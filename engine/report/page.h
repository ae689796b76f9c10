#ifndef ARAS_REPORT_PAGE_H
#define ARAS_REPORT_PAGE_H

/** What every page of a report carries: its style sheet, which leaves the colours to
 * aras_theme_style, and its script, without which nothing is missing. Lines, NULL
 * behind the last. */
const char *const *aras_page_style(void);
const char *const *aras_page_script(void);

#endif
