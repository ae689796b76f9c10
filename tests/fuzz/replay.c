/* Gives a fuzz target every file of a folder: what once was found stays mended. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/target.h"

enum { LARGEST = 1 << 20 };

static int replay(const char *folder, const char *name)
{
    char path[4096];
    int bad = 1;
    FILE *file = NULL;
    uint8_t *bytes = malloc(LARGEST);

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (bytes == NULL || file == NULL) {
        perror(path);
        goto done;
    }

    size_t size = fread(bytes, 1, LARGEST, file);
    /* A block of just this size, so that a sanitizer sees a step beyond its end. */
    uint8_t *exact = realloc(bytes, size > 0 ? size : 1);

    if (exact == NULL) {
        perror(path);
        goto done;
    }
    bytes = exact;
    printf("%s, %zu bytes\n", path, size);
    fflush(stdout);
    bad = LLVMFuzzerTestOneInput(bytes, size) != 0;
done:
    if (file != NULL) {
        fclose(file);
    }
    free(bytes);
    return bad;
}

int main(int count, char **words)
{
    int bad = 0;
    int files = 0;
    DIR *folder = count == 2 ? opendir(words[1]) : NULL;

    if (folder == NULL) {
        fprintf(stderr, "usage: %s FOLDER, which must exist\n", words[0]);
        return 2;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.') {
            bad |= replay(words[1], entry->d_name);
            files++;
        }
    }
    closedir(folder);
    if (files == 0) {
        fprintf(stderr, "%s holds no inputs\n", words[1]);
        return 2;
    }
    return bad;
}
