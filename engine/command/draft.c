#include "command/draft.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "command/arguments.h"
#include "command/convert.h"

static int refuse(const struct aras_draft *draft)
{
    fprintf(stderr, "aras: cannot write %s: %s\n",
            draft->path == NULL ? "to standard output" : draft->path, strerror(errno));
    return ARAS_EXIT_BAD_INPUT;
}

int aras_draft_open(struct aras_draft *draft, const char *path)
{
    *draft = (struct aras_draft){.file = stdout, .path = path};
    if (path == NULL) {
        return ARAS_EXIT_FINE;
    }
    if (!aras_file_is_special(path) &&
        snprintf(draft->beside, sizeof draft->beside, "%s.part", path) >=
            (int) sizeof draft->beside) {
        errno = ENAMETOOLONG;
        return refuse(draft);
    }
    draft->file = fopen(draft->beside[0] == '\0' ? path : draft->beside, "w");
    return draft->file == NULL ? refuse(draft) : ARAS_EXIT_FINE;
}

int aras_draft_keep(struct aras_draft *draft)
{
    bool wrong = fflush(draft->file) != 0 || ferror(draft->file);

    if (draft->file != stdout) {
        wrong = fclose(draft->file) != 0 || wrong;
    }
    if (!wrong && draft->beside[0] != '\0') {
        wrong = rename(draft->beside, draft->path) != 0;
    }
    if (!wrong) {
        return ARAS_EXIT_FINE;
    }
    refuse(draft);
    if (draft->beside[0] != '\0') {
        unlink(draft->beside);
    }
    return ARAS_EXIT_BAD_INPUT;
}

void aras_draft_drop(struct aras_draft *draft)
{
    if (draft->file != stdout) {
        fclose(draft->file);
    }
    if (draft->beside[0] != '\0') {
        unlink(draft->beside);
    }
}
