#include "command/varied.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "montecarlo/design_form.h"
#include "montecarlo/design_list.h"

struct varying {
    struct aras_session *session;
    const char *const *axes;
    size_t count;
    const char *stored; /* a design as text, instead of the two above */
    const char *list;   /* the text of a list of points; NULL: none */
    const char *name;   /* of the list */
    size_t length;
    struct aras_design_form form;
    struct aras_error error;
    struct aras_text wrong; /* settings of the model that could not be compiled; what is
                               wrong with them stands in the session's problems */
};

/* --- the form ----------------------------------------------------------------------
 */

static enum aras_status read_axes(struct varying *varying)
{
    struct aras_session *session = varying->session;
    struct aras_axis *axes =
        aras_arena_array(session->arena, varying->count, sizeof *axes);

    for (size_t i = 0; i < varying->count; i++) {
        if (aras_axis_read(&axes[i], varying->axes[i], session->scenario->model,
                           session->arena, &varying->error) != ARAS_OK) {
            return varying->error.status;
        }
    }
    varying->form.axis = axes;
    varying->form.axes = varying->count;
    return ARAS_OK;
}

static enum aras_status read_list(struct varying *varying)
{
    return aras_design_list_read(&varying->form, varying->name, varying->list,
                                 varying->length, varying->session->scenario->model,
                                 varying->session->arena, &varying->error);
}

static void read_form(void *opaque)
{
    struct varying *varying = opaque;
    struct aras_session *session = varying->session;
    enum aras_status status = ARAS_OK;

    if (varying->list != NULL) {
        status = read_list(varying);
    } else if (varying->stored == NULL) {
        status = read_axes(varying);
    }
    if (status == ARAS_OK && varying->stored != NULL) {
        status = aras_design_form_read(&varying->form, varying->stored,
                                       session->scenario->model, session->arena,
                                       &varying->error);
    }
    varying->error.status = status;
}

static void write_form(void *opaque)
{
    struct varying *varying = opaque;
    struct aras_text text = {0};

    aras_design_form_write(&varying->form, &text);
    if (aras_text_check(&text, &varying->error) == ARAS_OK) {
        varying->session->design_text =
            aras_arena_copy(varying->session->arena, text.data);
    }
    aras_text_free(&text);
    varying->session->labels =
        aras_labels_of_design(varying->session->scenario->model,
                              varying->session->design, varying->session->arena);
}

/* --- models of settings -------------------------------------------------------------
 */

/* The settings of combination `number`, the last fastest, as aras_design_model has it.
 */
static size_t settings_of(const struct aras_design_form *form, size_t number,
                          const char **keys, const char **values)
{
    size_t count = 0;

    for (size_t i = form->axes; i-- > 0;) {
        if (form->axis[i].setting) {
            keys[count] = form->axis[i].key;
            values[count++] = form->axis[i].name[number % form->axis[i].names];
            number /= form->axis[i].names;
        }
    }
    return count;
}

static void compile_models(void *opaque)
{
    struct varying *varying = opaque;
    struct aras_session *session = varying->session;
    const struct aras_design_form *form = &varying->form;
    size_t count = aras_design_models(session->design);
    struct aras_model **models =
        aras_arena_array(session->arena, count, sizeof *models);
    const char **keys = aras_arena_array(session->arena, form->axes, sizeof *keys);
    const char **values = aras_arena_array(session->arena, form->axes, sizeof *values);

    session->models = models;
    for (size_t i = 0; i < count; i++) {
        size_t settings = settings_of(form, i, keys, values);

        models[i] = aras_scenario_vary(session->scenario, keys, values, settings,
                                       &session->problems);
        session->model_count = i + 1;
        if (models[i] == NULL) {
            for (size_t k = settings; k-- > 0;) {
                aras_text_add(&varying->wrong, " %s=%s", keys[k], values[k]);
            }
            return;
        }
    }
}

/* --- all of it
 * ------------------------------------------------------------------------
 */

static bool has_settings(const struct aras_design_form *form)
{
    for (size_t i = 0; i < form->axes; i++) {
        if (form->axis[i].setting) {
            return true;
        }
    }
    return false;
}

static int try(struct varying *varying, void (*work)(void *))
{
    struct aras_error error = {0};

    if (aras_arena_try(varying->session->arena, work, varying, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    return varying->error.status == ARAS_OK ? ARAS_EXIT_FINE
                                            : aras_complain(&varying->error);
}

/* Once the form is there. */
static int make_of_form(struct varying *varying)
{
    struct aras_session *session = varying->session;
    struct aras_error error = {0};
    int code;

    varying->form.seed = session->settings.seed;
    session->settings.group = varying->form.group;
    session->design = aras_design_new(&varying->form, &error);
    if (session->design == NULL) {
        return aras_complain(&error);
    }
    code = try(varying, write_form);
    if (code == ARAS_EXIT_FINE && has_settings(&varying->form)) {
        code = try(varying, compile_models);
        if (varying->wrong.data != NULL) {
            aras_print_problems(&session->problems, true);
            fprintf(stderr, "aras: this is wrong where%s\n", varying->wrong.data);
            code = ARAS_EXIT_BAD_INPUT;
        }
        aras_text_free(&varying->wrong);
    }
    return code;
}

static int make(struct varying *varying)
{
    int code = try(varying, read_form);

    return code == ARAS_EXIT_FINE ? make_of_form(varying) : code;
}

int aras_session_vary_by(struct aras_session *session,
                         const struct aras_design_form *form)
{
    struct varying varying = {.session = session, .form = *form};

    return make_of_form(&varying);
}

static char *read_file(const char *path, size_t *length, struct aras_error *error)
{
    struct aras_text text = {0};
    char part[4096];
    size_t count;
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        aras_error_set(error, ARAS_FILE, "cannot read the list %s: %s", path,
                       strerror(errno));
        return NULL;
    }
    while ((count = fread(part, 1, sizeof part, file)) > 0) {
        aras_text_add_bytes(&text, part, count);
    }
    aras_text_add_bytes(&text, "", 0);
    if (ferror(file)) {
        aras_error_set(error, ARAS_FILE, "cannot read the list %s: %s", path,
                       strerror(errno));
        aras_text_free(&text);
    } else if (text.data == NULL && !text.out_of_memory) {
        aras_error_set(error, ARAS_INVALID, "the list %s is empty", path);
    } else if (aras_text_check(&text, error) != ARAS_OK) {
        aras_text_free(&text);
    }
    fclose(file);
    *length = text.length;
    return text.data;
}

int aras_session_vary(struct aras_session *session, const char *const *axes,
                      size_t count, const char *kind, uint64_t group)
{
    struct varying varying = {.session = session, .axes = axes, .count = count};
    struct aras_error error = {0};
    const char *path;
    char *list = NULL;
    int code;

    varying.form.luck = varying.form.parameters = ARAS_NO_FACTOR;
    if (aras_design_form_kind(&varying.form, kind, &path, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    varying.form.group = group;
    if (path != NULL && count > 0) {
        fprintf(stderr,
                "aras: a list says itself what varies, in its first line: '%s' cannot "
                "vary beside it\n",
                axes[0]);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (path != NULL) {
        list = read_file(path, &varying.length, &error);
        if (list == NULL) {
            return aras_complain(&error);
        }
        varying.list = list;
        varying.name = path;
    }
    code = make(&varying);
    free(list);
    return code;
}

int aras_session_vary_again(struct aras_session *session)
{
    struct varying varying = {.session = session};
    struct aras_error error = {0};
    char *stored = aras_run_read_design(session->facts.path, &error);
    char *list = NULL;
    int code;

    if (stored == NULL) {
        return aras_complain(&error);
    }
    if (strncmp(stored, "list:", 5) == 0) {
        list = aras_run_read_points(session->facts.path, &error);
        if (list == NULL) {
            free(stored);
            return aras_complain(&error);
        }
        varying.list = list;
        varying.name = "the run's design.csv";
        varying.length = strlen(list);
    }
    varying.stored = stored;
    code = make(&varying);
    free(list);
    free(stored);
    return code;
}
