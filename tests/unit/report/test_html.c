#include "report/html.h"

#include "support/scarce_memory.h"
#include "unit/report/said.h"

static void texts_and_attributes_stay_texts(void **state)
{
    struct aras_html html = {.depth = 0};

    (void) state;
    aras_html_open(&html, "p", "class", "a\"b<c>", NULL);
    aras_html_text(&html, "%s & %d", "<script>alert('x')</script>", 7);
    aras_html_close(&html, "p");
    assert_string_equal(
        html.text.data,
        "<p class=\"a&quot;b&lt;c&gt;\">&lt;script&gt;alert(&#39;x&#39;)"
        "&lt;/script&gt; &amp; 7</p>\n");
    aras_text_free(&html.text);
}

static void a_text_may_be_long(void **state)
{
    struct aras_html html = {.depth = 0};
    char text[2000];

    (void) state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    aras_html_line(&html, "td", "%s<", text);
    assert_int_equal(html.text.length, 4 + 1999 + 4 + 5);
    assert_says(html.text.data, "x&lt;</td>");
    aras_text_free(&html.text);
}

static void a_link_leads_to_a_place_in_the_page(void **state)
{
    struct aras_html html = {.depth = 0};

    (void) state;
    aras_html_link(&html, "world-7", "world %d", 7);
    assert_string_equal(html.text.data, "<a href=\"#world-7\">world 7</a>");
    aras_text_free(&html.text);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    char text[2000];
    int refused = 0;

    (void) state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    while (status == ARAS_NO_MEMORY) {
        struct aras_html html = {.depth = 0};
        struct aras_error error = {0};

        allow_allocations(refused++);
        aras_html_line(&html, "p", "%s", text);
        allow_all_allocations();
        status = aras_text_check(&html.text, &error);
        aras_text_free(&html.text);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_attributes_stay_texts),
        cmocka_unit_test(a_text_may_be_long),
        cmocka_unit_test(a_link_leads_to_a_place_in_the_page),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
