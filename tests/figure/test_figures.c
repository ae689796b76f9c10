/*
 * Each kind of figure is drawn as it was when somebody last looked at it: golden/ holds
 * the texts. After a change,
 *
 *     build/dev/tests/figure_figures --refresh
 *
 * writes them anew; look at the pictures before you keep them. `--draw FOLDER` puts all
 * of them, in each theme and two widths, where a browser can show them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figure/samples.h"
#include "support/check.h"
#include "support/scarce_memory.h"

#define GOLDEN ARAS_PROJECT_FOLDER "/tests/figure/golden"

static const struct aras_figure_look usual = {.theme = ARAS_THEME_PLAIN};

static void draw(const struct sample *sample, const struct aras_figure_look *look,
                 struct aras_figure *figure)
{
    struct aras_error error = {0};

    *figure = (struct aras_figure){.width = 0.0};
    assert_ok(sample->draw(figure, look, &error), error);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
        fprintf(stderr, "cannot write %s\n", path);
        exit(2);
    }
}

/* The whole file; owned by the caller. */
static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);

    assert_non_null(text);
    if (file != NULL) {
        size_t length = fread(text, 1, (1 << 20) - 1, file);

        text[length] = '\0';
        fclose(file);
    }
    return text;
}

static void figures_are_those_that_somebody_looked_at(void **state)
{
    (void) state;
    for (int i = 0; i < SAMPLES; i++) {
        struct aras_figure figure;
        char path[512];
        char *expected;

        draw(&samples[i], &usual, &figure);
        snprintf(path, sizeof path, GOLDEN "/%s.svg", samples[i].name);
        expected = read_text(path);
        if (strcmp(expected, figure.text.data) != 0) {
            print_error("%s is drawn in another way than %s\n", samples[i].name, path);
            fail();
        }
        free(expected);
        aras_figure_free(&figure);
    }
}

static const double widths[] = {320.0, 480.0, 640.0, 1000.0};

static void no_label_covers_another_or_is_cut_off(void **state)
{
    (void) state;
    for (int i = 0; i < SAMPLES; i++) {
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            const struct aras_figure_look look = {.theme = ARAS_THEME_SCREEN,
                                                  .width = widths[w]};
            struct aras_figure figure;

            draw(&samples[i], &look, &figure);
            if (aras_places_faults(&figure.places) > 0) {
                print_error("%s, %g wide: %zu labels cover each other or are cut off\n",
                            samples[i].name, widths[w],
                            aras_places_faults(&figure.places));
                fail();
            }
            assert_true(figure.places.count > 5);
            aras_figure_free(&figure);
        }
    }
}

/* A parser of XML has the last word; python's where xmllint is not installed. */
static void figures_are_well_formed(void **state)
{
    char folder[] = "/tmp/aras-figures-XXXXXX";
    char command[1024];

    (void) state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < SAMPLES; i++) {
        const struct aras_figure_look look = {.theme = ARAS_THEME_SCREEN,
                                              .styled = true};
        struct aras_figure figure;
        char path[512];

        draw(&samples[i], &look, &figure);
        snprintf(path, sizeof path, "%s/%s.svg", folder, samples[i].name);
        write_text(path, figure.text.data);
        aras_figure_free(&figure);
    }
    snprintf(command, sizeof command,
             "cd %s && if command -v xmllint >/dev/null; then xmllint --noout *.svg; "
             "else python3 -c 'import glob, xml.dom.minidom\n"
             "for name in glob.glob(\"*.svg\"): xml.dom.minidom.parse(name)'; fi",
             folder);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

static void figures_say_in_words_and_numbers_what_they_show(void **state)
{
    (void) state;
    for (int i = 0; i < SAMPLES; i++) {
        struct aras_figure figure;

        draw(&samples[i], &usual, &figure);
        assert_true(figure.title[0] != '\0');
        assert_true(figure.summary.length > 40);
        assert_non_null(strstr(figure.text.data, "<desc id=\"figure-desc\">"));
        assert_non_null(strstr(figure.text.data, "role=\"img\""));
        assert_true(figure.table.columns >= 2);
        assert_int_equal(figure.table.cells % figure.table.columns, 0);
        assert_true(figure.table.cells > figure.table.columns);
        aras_figure_free(&figure);
    }
}

/* Worked out by hand from the samples. */
static void summaries_say_what_the_numbers_say(void **state)
{
    static const struct {
        const char *sample, *says;
    } expected[] = {
        {"alluvial", "same luck 31 % of worlds end otherwise"}, /* 3126 of 10000 */
        {"but_for_bars", "3 of 6 events change it by more than luck"},
        {"quantile_shift", "5 of 7 quantiles differ"},
        {"sobol_bars", "rate of drafts of a treaty\" explains 0 %"}, /* -0.004 */
        {"leverage_network", "Russia over Armenia: 0.48. T"},
        {"leverage_both", "Iran over Russia: 0.21"},
        {"calibration", "152 predictions in 7 steps; 2 beyond"},
        {"timeline", "18 events, in their order"},
        {"twin_timeline", "9 events differ, 7 are the same"},
        {"chronicle_strip", "seized: 1."},
    };

    (void) state;
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        bool found = false;

        for (int i = 0; i < SAMPLES; i++) {
            struct aras_figure figure;

            if (strcmp(samples[i].name, expected[k].sample) == 0) {
                draw(&samples[i], &usual, &figure);
                found = strstr(figure.summary.data, expected[k].says) != NULL;
                aras_figure_free(&figure);
            }
        }
        if (!found) {
            print_error("%s does not say: %s\n", expected[k].sample, expected[k].says);
            fail();
        }
    }
}

static void two_figures_of_a_page_share_no_id(void **state)
{
    const struct aras_figure_look look = {.theme = ARAS_THEME_SCREEN, .id = "second"};
    struct aras_figure figure;

    (void) state;
    draw(&samples[0], &look, &figure);
    assert_non_null(strstr(figure.text.data, "id=\"second-title\""));
    assert_null(strstr(figure.text.data, "figure-title"));
    aras_figure_free(&figure);
}

/* Names come from files that anybody may have written. */
static void names_stay_text(void **state)
{
    struct aras_figure figure;

    (void) state;
    draw(&samples[3], &usual, &figure);
    assert_string_equal(samples[3].name, "icon_array");
    assert_non_null(strstr(figure.text.data, "crossroads &amp; &lt;trade&gt;"));
    assert_null(strstr(figure.text.data, "<trade>"));
    aras_figure_free(&figure);
}

static void only_the_screen_needs_style_sheets(void **state)
{
    static const enum aras_theme plain[] = {ARAS_THEME_PLAIN, ARAS_THEME_PLAIN_DARK,
                                            ARAS_THEME_PRINT};
    struct aras_figure figure;

    (void) state;
    for (int i = 0; i < SAMPLES; i++) {
        for (size_t t = 0; t < sizeof plain / sizeof *plain; t++) {
            const struct aras_figure_look look = {.theme = plain[t], .styled = true};

            draw(&samples[i], &look, &figure);
            assert_null(strstr(figure.text.data, "var("));
            assert_null(strstr(figure.text.data, "<style"));
            aras_figure_free(&figure);
        }
    }
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    (void) state;
    for (int i = 0; i < SAMPLES; i++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_figure figure = {0};
            struct aras_error error = {0};

            allow_allocations(refused++);
            status = samples[i].draw(&figure, &usual, &error);
            allow_all_allocations();
            aras_figure_free(&figure);
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 20);
    }
}

/* --- for those who look ----------------------------------------------------------- */

static int refresh(void)
{
    for (int i = 0; i < SAMPLES; i++) {
        struct aras_figure figure;
        char path[512];

        draw(&samples[i], &usual, &figure);
        snprintf(path, sizeof path, GOLDEN "/%s.svg", samples[i].name);
        write_text(path, figure.text.data);
        aras_figure_free(&figure);
    }
    return 0;
}

static int draw_into(const char *folder)
{
    static const struct {
        const char *name;
        struct aras_figure_look look;
    } looks[] = {
        {"screen", {.theme = ARAS_THEME_SCREEN, .styled = true}},
        {"narrow", {.theme = ARAS_THEME_SCREEN, .styled = true, .width = 320.0}},
        {"plain", {.theme = ARAS_THEME_PLAIN}},
        {"dark", {.theme = ARAS_THEME_PLAIN_DARK}},
        {"print", {.theme = ARAS_THEME_PRINT}},
    };

    for (int i = 0; i < SAMPLES; i++) {
        for (size_t k = 0; k < sizeof looks / sizeof *looks; k++) {
            struct aras_figure figure;
            char path[512];

            draw(&samples[i], &looks[k].look, &figure);
            snprintf(path, sizeof path, "%s/%s-%s.svg", folder, samples[i].name,
                     looks[k].name);
            write_text(path, figure.text.data);
            aras_figure_free(&figure);
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_those_that_somebody_looked_at),
        cmocka_unit_test(no_label_covers_another_or_is_cut_off),
        cmocka_unit_test(figures_are_well_formed),
        cmocka_unit_test(figures_say_in_words_and_numbers_what_they_show),
        cmocka_unit_test(summaries_say_what_the_numbers_say),
        cmocka_unit_test(two_figures_of_a_page_share_no_id),
        cmocka_unit_test(names_stay_text),
        cmocka_unit_test(only_the_screen_needs_style_sheets),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    if (argc == 2 && strcmp(argv[1], "--refresh") == 0) {
        return refresh();
    }
    if (argc == 3 && strcmp(argv[1], "--draw") == 0) {
        return draw_into(argv[2]);
    }
    return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
