#include <math.h>
#include <string.h>

#include "model/document.h"
#include "scenario/claims.h"

static bool is_kind(const char *kind)
{
    static const char *const kinds[] = {"causal",   "forecast",  "trend",
                                        "state",    "stance",    "event",
                                        "red_line", "precedent", "uncertainty"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kind, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What would be set in the scenario that the test is held against. */
static void read_set(struct aras_claim_test *test, const struct aras_setting *list,
                     struct aras_arena *arena)
{
    const char **texts = aras_arena_array(arena, list->count, sizeof *texts);

    for (size_t i = 0; i < list->count; i++) {
        texts[i] = list->parts[i]->text;
    }
    test->set = texts;
    test->set_count = list->count;
}

static void read_test(struct aras_claim *claim, struct aras_setting *entry,
                      const char *path, struct aras_problems *problems)
{
    struct aras_setting *setting = aras_setting_group(entry, "test", problems);
    struct aras_claim_test *test = &claim->test;

    if (setting == NULL) {
        return;
    }

    const char *scenario = aras_setting_text(setting, "scenario", problems);
    struct aras_setting *set = aras_setting_texts(setting, "set", problems);
    const char *against = aras_setting_text(setting, "against", problems);
    const char *sign = aras_setting_text(setting, "sign", problems);

    test->outcome = aras_setting_text(setting, "outcome", problems);
    test->margin = aras_setting_number(setting, "margin", NAN, problems);
    if ((scenario == NULL) == (set == NULL) || against == NULL ||
        test->outcome == NULL || sign == NULL ||
        (strcmp(sign, "+") != 0 && strcmp(sign, "-") != 0)) {
        aras_problems_add(
            problems, setting->place,
            "the test of claim '%s' needs a `scenario` or what it would "
            "`set`, a scenario that it is held `against`, an outcome, and "
            "a sign: \"+\" or \"-\"",
            claim->id);
        return;
    }
    if (test->margin < 0.0) {
        aras_problems_add(problems, aras_setting_place(setting, "margin"),
                          "a margin is 0 or more, got %g", test->margin);
    }
    claim->has_test = true;
    test->sign = sign[0];
    test->against = aras_document_relative(path, against, problems->arena);
    test->scenario = scenario == NULL
                         ? test->against
                         : aras_document_relative(path, scenario, problems->arena);
    if (set != NULL) {
        read_set(test, set, problems->arena);
    }
}

/* The id, the text and the kind, which no claim goes without; false with a problem. */
static bool check_claim(struct aras_claim *claim, struct aras_setting *entry,
                        struct aras_problems *problems)
{
    if (claim->id == NULL || claim->text == NULL || claim->kind == NULL) {
        aras_problems_add(problems, entry->place,
                          "a claim needs an id, its text and its kind");
        claim->id = claim->id == NULL ? "?" : claim->id;
        return false;
    }
    if (!is_kind(claim->kind)) {
        aras_problems_add(problems, aras_setting_place(entry, "kind"),
                          "the kind of a claim is causal, forecast, trend, state, "
                          "stance, event, red_line, precedent or uncertainty; got '%s'",
                          claim->kind);
    }
    return true;
}

/* Something in the model stands for a claim, or there is a reason why nothing does. */
static void read_by(struct aras_claim *claim, struct aras_setting *entry,
                    struct aras_problems *problems)
{
    if (claim->by != NULL && strcmp(claim->by, "not modelled") == 0) {
        claim->by = NULL;
    } else if (claim->by == NULL) {
        aras_problems_add(problems, entry->place,
                          "say of claim '%s' what represents it, or by = \"not "
                          "modelled\" and the reason",
                          claim->id);
    }
    if (claim->by == NULL && (claim->reason == NULL || claim->reason[0] == '\0')) {
        aras_problems_add(problems, entry->place,
                          "the claim '%s' is not modelled: say why (reason)",
                          claim->id);
    }
}

static void read_claim(struct aras_claim *claim, struct aras_setting *entry,
                       const char *path, struct aras_problems *problems)
{
    claim->place = entry->place;
    claim->id = aras_setting_line(entry, "id", problems);
    claim->text = aras_setting_text(entry, "text", problems);
    claim->kind = aras_setting_text(entry, "kind", problems);
    claim->by = aras_setting_text(entry, "by", problems);
    claim->reason = aras_setting_text(entry, "reason", problems);
    claim->typed = aras_setting_text(entry, "typed", problems);
    claim->typed_place = aras_setting_place(entry, "typed");
    if (claim->typed != NULL) {
        claim->links = aras_links_read(claim->typed, claim->typed_place, problems);
    }
    if (!check_claim(claim, entry, problems)) {
        return;
    }
    read_by(claim, entry, problems);
    read_test(claim, entry, path, problems);
    if (aras_links_have(&claim->links, ARAS_LINK_SCENARIO) &&
        (!claim->has_test || claim->test.set_count > 0)) {
        aras_problems_add(problems, claim->typed_place,
                          "typed: 'scenario' is the scenario of a test, and claim '%s' "
                          "has none",
                          claim->id);
    }
}

/* The path to which the paths of tests are relative: a file in the folder of the
 * scenarios, or the register itself. */
static const char *base_of_tests(const char *path, struct aras_setting *file,
                                 struct aras_problems *problems)
{
    const char *folder = aras_setting_text(file, "scenarios", problems);

    return folder == NULL
               ? path
               : aras_document_relative(
                     path, aras_arena_print(problems->arena, "%s/claims", folder),
                     problems->arena);
}

static void check_ids(const struct aras_claims *claims, struct aras_problems *problems)
{
    for (size_t i = 0; i < claims->count; i++) {
        const struct aras_claim *claim = &claims->claims[i];

        for (size_t k = 0; k < i; k++) {
            if (strcmp(claims->claims[k].id, claim->id) == 0) {
                aras_problems_add(problems, claim->place,
                                  "there is another claim '%s', in line %d", claim->id,
                                  claims->claims[k].place.line);
            }
        }
    }
}

/* Where something is typed, the register says into which model. */
static void check_model(const struct aras_claims *claims,
                        struct aras_problems *problems)
{
    for (size_t i = 0; i < claims->count && claims->model == NULL; i++) {
        if (claims->claims[i].typed != NULL) {
            aras_problems_add(problems, claims->claims[i].typed_place,
                              "typed: say at the head of the register which `model` "
                              "that is about");
            return;
        }
    }
}

static void read_claims(struct aras_claims *claims, struct aras_setting *file,
                        const char *path, struct aras_problems *problems)
{
    struct aras_setting *list = aras_setting_groups(file, "claims", problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_claim *items = aras_arena_array(problems->arena, count, sizeof *items);
    const char *base = base_of_tests(path, file, problems);

    for (size_t i = 0; i < count; i++) {
        read_claim(&items[i], list->parts[i], base, problems);
    }
    if (count == 0) {
        aras_problems_add(problems, file->place,
                          "a register of claims has a list `claims`");
    }
    claims->claims = items;
    claims->count = count;
}

const struct aras_claims *aras_claims_read(const char *path,
                                           struct aras_problems *problems)
{
    size_t before = problems->mistakes;
    struct aras_setting *file = aras_document_read(path, problems);

    if (file == NULL) {
        return NULL;
    }

    struct aras_claims *claims = aras_arena_get(problems->arena, sizeof *claims);
    const char *model = aras_setting_text(file, "model", problems);

    claims->title = aras_setting_line(file, "title", problems);
    claims->model =
        model == NULL ? NULL : aras_document_relative(path, model, problems->arena);
    (void) aras_setting_text(file, "note", problems);
    read_claims(claims, file, path, problems);
    check_ids(claims, problems);
    check_model(claims, problems);
    aras_setting_report_unread(file, problems);
    return problems->mistakes > before ? NULL : claims;
}
