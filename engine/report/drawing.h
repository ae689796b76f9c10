#ifndef ARAS_REPORT_DRAWING_H
#define ARAS_REPORT_DRAWING_H

#include "report/html.h"
#include "report/picture.h"

/** How wide a figure of a page is drawn, in pixels: one of two side by side, or one
 *  with long names. */
enum { ARAS_DRAWING_WIDTH = 560, ARAS_DRAWING_WIDE = 660 };

/**
 * A figure as it stands in a page: the picture, its reading in a line, and its numbers
 * as a table that opens.
 *
 *     aras_drawing_begin(&drawing, ++figures);
 *     drawn = aras_picture_fan(&drawing.picture, ..., &drawing.error);
 *     status = aras_drawing_end(&drawing, html, drawn, NULL, "");
 */
struct aras_drawing {
    struct aras_figure figure;
    struct aras_figure_look look;
    struct aras_picture picture;
    char id[32];
    bool timed; /* its table has a row for each moment */
    struct aras_error error;
};

/** Begins the figure of that number: each of a page has another. */
struct aras_picture *aras_drawing_begin(struct aras_drawing *drawing, size_t number);

/**
 * Writes what was drawn: below it `reading` (NULL: what the figure says of itself), and
 * `error` behind that. What could not be drawn (`drawn` is ARAS_INVALID) is left out.
 * Gives any other failure of the drawing, with drawing->error. The drawing is over in
 * any case.
 */
enum aras_status aras_drawing_end(struct aras_drawing *drawing, struct aras_html *html,
                                  enum aras_status drawn, const char *reading,
                                  const char *error);

#endif
