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

static void read_test(struct aras_claim *claim, struct aras_setting *entry,
                      const char *path, struct aras_problems *problems)
{
    struct aras_setting *test = aras_setting_group(entry, "test", problems);

    if (test == NULL) {
        return;
    }

    const char *scenario = aras_setting_text(test, "scenario", problems);
    struct aras_setting *set = aras_setting_texts(test, "set", problems);
    const char *against = aras_setting_text(test, "against", problems);
    const char *sign = aras_setting_text(test, "sign", problems);

    claim->test.outcome = aras_setting_text(test, "outcome", problems);
    claim->test.margin = aras_setting_number(test, "margin", NAN, problems);
    if ((scenario == NULL) == (set == NULL) || against == NULL ||
        claim->test.outcome == NULL || sign == NULL ||
        (strcmp(sign, "+") != 0 && strcmp(sign, "-") != 0)) {
        aras_problems_add(
            problems, test->place,
            "the test of claim '%s' needs a `scenario` or what it would `set`, a "
            "scenario that it is held `against`, an outcome, and a sign: "
            "\"+\" or \"-\"",
            claim->id);
        return;
    }
    if (claim->test.margin < 0.0) {
        aras_problems_add(problems, aras_setting_place(test, "margin"),
                          "a margin is 0 or more, got %g", claim->test.margin);
    }
    claim->has_test = true;
    claim->test.sign = sign[0];
    claim->test.against = aras_document_relative(path, against, problems->arena);
    claim->test.scenario =
        scenario == NULL ? claim->test.against
                         : aras_document_relative(path, scenario, problems->arena);
    if (set != NULL) {
        const char **texts =
            aras_arena_array(problems->arena, set->count, sizeof *texts);

        for (size_t i = 0; i < set->count; i++) {
            texts[i] = set->parts[i]->text;
        }
        claim->test.set = texts;
        claim->test.set_count = set->count;
    }
}

static void read_claim(struct aras_claim *claim, struct aras_setting *entry,
                       const char *path, struct aras_problems *problems)
{
    claim->place = entry->place;
    claim->id = aras_setting_text(entry, "id", problems);
    claim->text = aras_setting_text(entry, "text", problems);
    claim->kind = aras_setting_text(entry, "kind", problems);
    claim->by = aras_setting_text(entry, "by", problems);
    claim->reason = aras_setting_text(entry, "reason", problems);
    claim->typed = aras_setting_text(entry, "typed", problems);
    claim->typed_place = aras_setting_place(entry, "typed");
    if (claim->typed != NULL) {
        claim->links = aras_links_read(claim->typed, claim->typed_place, problems);
    }
    if (claim->id == NULL || claim->text == NULL || claim->kind == NULL) {
        aras_problems_add(problems, entry->place,
                          "a claim needs an id, its text and its kind");
        claim->id = claim->id == NULL ? "?" : claim->id;
        return;
    }
    if (!is_kind(claim->kind)) {
        aras_problems_add(
            problems, aras_setting_place(entry, "kind"),
            "the kind of a claim is causal, forecast, trend, state, stance, "
            "event, red_line, precedent or uncertainty; got '%s'",
            claim->kind);
    }
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
    read_test(claim, entry, path, problems);
    if (aras_links_have(&claim->links, ARAS_LINK_SCENARIO) &&
        (!claim->has_test || claim->test.set_count > 0)) {
        aras_problems_add(problems, claim->typed_place,
                          "typed: 'scenario' is the scenario of a test, and claim '%s' "
                          "has none",
                          claim->id);
    }
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
    struct aras_setting *list = aras_setting_groups(file, "claims", problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_claim *items = aras_arena_array(problems->arena, count, sizeof *items);

    const char *folder = aras_setting_text(file, "scenarios", problems);
    const char *model = aras_setting_text(file, "model", problems);

    claims->title = aras_setting_text(file, "title", problems);
    claims->model =
        model == NULL ? NULL : aras_document_relative(path, model, problems->arena);
    if (folder != NULL) {
        /* A file in that folder, to which its scenarios are relative. */
        path = aras_document_relative(
            path, aras_arena_print(problems->arena, "%s/claims", folder),
            problems->arena);
    }
    (void) aras_setting_text(file, "note", problems);
    for (size_t i = 0; i < count; i++) {
        read_claim(&items[i], list->parts[i], path, problems);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(items[k].id, items[i].id) == 0) {
                aras_problems_add(problems, items[i].place,
                                  "there is another claim '%s', in line %d",
                                  items[i].id, items[k].place.line);
            }
        }
    }
    for (size_t i = 0; i < count && claims->model == NULL; i++) {
        if (items[i].typed != NULL) {
            aras_problems_add(problems, items[i].typed_place,
                              "typed: say at the head of the register which `model` "
                              "that is about");
            break;
        }
    }
    if (count == 0) {
        aras_problems_add(problems, file->place,
                          "a register of claims has a list `claims`");
    }
    aras_setting_report_unread(file, problems);
    claims->claims = items;
    claims->count = count;
    return problems->mistakes > before ? NULL : claims;
}
