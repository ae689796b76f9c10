#include "result/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum { HOST_SIZE = 128 };

/* The name of this machine: two machines that share a disk may have processes of
 * one number. */
static void get_host(char host[HOST_SIZE])
{
    if (gethostname(host, HOST_SIZE) != 0) {
        host[0] = '\0';
    }
    host[HOST_SIZE - 1] = '\0';
}

static enum aras_status fail(struct aras_error *error, const char *what,
                             const char *path)
{
    return aras_error_set(error, errno == ENOMEM ? ARAS_NO_MEMORY : ARAS_FILE,
                          "cannot %s %s: %s", what, path, strerror(errno));
}

char *aras_folder_join(const char *folder, const char *name, struct aras_error *error)
{
    struct aras_text path = {0};

    aras_text_add(&path, "%s/%s", folder, name);
    if (aras_text_check(&path, error) != ARAS_OK) {
        aras_text_free(&path);
        return NULL;
    }
    return path.data;
}

static enum aras_status make_one(const char *path, struct aras_error *error)
{
    struct stat facts;

    if (mkdir(path, 0777) == 0) {
        return ARAS_OK;
    }

    /* Some systems say EACCES or EROFS of a folder that is already there. */
    int reason = errno;

    if (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        return ARAS_OK;
    }
    errno = reason == EEXIST ? ENOTDIR : reason;
    return fail(error, "make the folder", path);
}

enum aras_status aras_folder_make(const char *path, struct aras_error *error)
{
    struct aras_text part = {0};
    enum aras_status status = ARAS_OK;

    for (size_t i = 1; path[0] != '\0' && path[i] != '\0' && status == ARAS_OK; i++) {
        if (path[i] == '/') {
            part.length = 0;
            aras_text_add_bytes(&part, path, i);
            status = aras_text_check(&part, error);
            if (status == ARAS_OK) {
                status = make_one(part.data, error);
            }
        }
    }
    if (status == ARAS_OK) {
        status = make_one(path, error);
    }
    aras_text_free(&part);
    return status;
}

static enum aras_status write_all(int file, const struct aras_piece *piece,
                                  const char *path, struct aras_error *error)
{
    const unsigned char *bytes = piece->bytes;
    size_t done = 0;

    while (done < piece->length) {
        ssize_t more = write(file, bytes + done, piece->length - done);

        if (more < 0 && errno == EINTR) {
            continue;
        }
        if (more < 0) {
            return fail(error, "write", path);
        }
        done += (size_t) more;
    }
    return ARAS_OK;
}

/* A new name in a folder is on the disk when the folder is. */
static enum aras_status sync_folder(const char *folder, struct aras_error *error)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (file < 0) {
        return fail(error, "open the folder", folder);
    }
    /* EINVAL and EROFS: a file system whose folders cannot be synced. */
    if (fsync(file) != 0 && errno != EINVAL && errno != EROFS) {
        fail(error, "sync the folder", folder);
        close(file);
        return error->status;
    }
    close(file);
    return ARAS_OK;
}

static enum aras_status write_draft(const char *draft, const struct aras_piece *pieces,
                                    size_t count, struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    int file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (file < 0) {
        return fail(error, "write", draft);
    }
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        status = write_all(file, &pieces[i], draft, error);
    }
    if (status == ARAS_OK && fsync(file) != 0) {
        status = fail(error, "sync", draft);
    }
    if (close(file) != 0 && status == ARAS_OK) {
        status = fail(error, "write", draft);
    }
    return status;
}

enum aras_status aras_folder_put(const char *folder, const char *name,
                                 const struct aras_piece *pieces, size_t count,
                                 struct aras_error *error)
{
    struct aras_text draft = {0};
    char host[HOST_SIZE];
    char *path = NULL;
    enum aras_status status;

    get_host(host);
    aras_text_add(&draft, "%s/.%s.%s.%jd.part", folder, name, host,
                  (intmax_t) getpid());
    status = aras_text_check(&draft, error);
    if (status != ARAS_OK) {
        goto done;
    }
    path = aras_folder_join(folder, name, error);
    if (path == NULL) {
        status = error->status;
        goto done;
    }
    status = write_draft(draft.data, pieces, count, error);
    if (status == ARAS_OK && rename(draft.data, path) != 0) {
        status = fail(error, "put in place", path);
    }
    if (status != ARAS_OK) {
        unlink(draft.data);
        goto done;
    }
    status = sync_folder(folder, error);
done:
    aras_text_free(&draft);
    free(path);
    return status;
}

enum aras_status aras_folder_place(const char *folder, const char *draft,
                                   const char *name, struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    char *from = aras_folder_join(folder, draft, error);
    char *to = from == NULL ? NULL : aras_folder_join(folder, name, error);
    int file = -1;

    if (to == NULL) {
        free(from);
        return error->status;
    }
    file = open(from, O_RDWR | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0) {
        status = fail(error, "sync", from);
    } else if (rename(from, to) != 0) {
        status = fail(error, "put in place", to);
    } else {
        status = sync_folder(folder, error);
    }
    if (file >= 0) {
        close(file);
    }
    free(from);
    free(to);
    return status;
}

static unsigned char *read_all(int file, const char *path, size_t *length,
                               struct aras_error *error)
{
    struct stat facts;
    unsigned char *bytes = NULL;
    size_t size, done = 0;

    if (fstat(file, &facts) != 0) {
        fail(error, "read", path);
        return NULL;
    }
    if (!S_ISREG(facts.st_mode)) {
        aras_error_set(error, ARAS_FILE, "cannot read %s: it is no plain file", path);
        return NULL;
    }
    size = (size_t) facts.st_size;
    bytes = malloc(size + 1);
    if (bytes == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to read the %zu bytes of %s",
                       size, path);
        return NULL;
    }
    while (done < size) {
        ssize_t more = read(file, bytes + done, size - done);

        if (more < 0 && errno == EINTR) {
            continue;
        }
        if (more < 0) {
            fail(error, "read", path);
            free(bytes);
            return NULL;
        }
        if (more == 0) {
            break;
        }
        done += (size_t) more;
    }
    bytes[done] = '\0';
    *length = done;
    return bytes;
}

unsigned char *aras_folder_get(const char *folder, const char *name, size_t *length,
                               struct aras_error *error)
{
    unsigned char *bytes = NULL;
    char *path = aras_folder_join(folder, name, error);
    int file;

    if (path == NULL) {
        return NULL;
    }
    /* Without O_NONBLOCK, a pipe of that name would be waited for. */
    file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        aras_error_set(error, ARAS_UNKNOWN, "there is no %s", path);
    } else if (file < 0) {
        fail(error, "read", path);
    } else {
        bytes = read_all(file, path, length, error);
        close(file);
    }
    free(path);
    return bytes;
}

static bool is_leftover(const char *name)
{
    const char ending[] = ".part";
    size_t length = strlen(name);

    return length >= sizeof ending &&
           strcmp(name + length - (sizeof ending - 1), ending) == 0;
}

enum aras_status aras_folder_clean(const char *folder, struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    DIR *list = opendir(folder);

    if (list == NULL) {
        return fail(error, "read the folder", folder);
    }
    for (struct dirent *entry = readdir(list); entry != NULL && status == ARAS_OK;
         entry = readdir(list)) {
        if (is_leftover(entry->d_name) &&
            unlinkat(dirfd(list), entry->d_name, 0) != 0 && errno != ENOENT) {
            aras_error_set(error, ARAS_FILE, "cannot remove the leftover %s/%s: %s",
                           folder, entry->d_name, strerror(errno));
            status = error->status;
        }
    }
    closedir(list);
    return status;
}

/* Says who holds the lock, as far as it has written that down yet. */
static void blame_holder(int file, const char *folder, struct aras_error *error)
{
    char holder[HOST_SIZE + 64];
    ssize_t length = pread(file, holder, sizeof holder - 1, 0);

    holder[length > 0 ? length : 0] = '\0';
    holder[strcspn(holder, "\n")] = '\0';
    aras_error_set(error, ARAS_FILE,
                   "%s is being worked on by %s: wait until it ends, or stop it",
                   folder, holder[0] == '\0' ? "another process" : holder);
}

static void write_holder(int file)
{
    char holder[HOST_SIZE + 64];
    char host[HOST_SIZE];
    int length;

    get_host(host);
    length = snprintf(holder, sizeof holder, "process %jd on %s\n", (intmax_t) getpid(),
                      host);
    /* The text is only told to people; the lock holds without it, so that a full
     * disk does no harm. */
    if (ftruncate(file, 0) != 0 || pwrite(file, holder, (size_t) length, 0) < 0) {
        return;
    }
}

int aras_folder_lock(const char *folder, struct aras_error *error)
{
    char *path = aras_folder_join(folder, "lock", error);
    int file;

    if (path == NULL) {
        return -1;
    }
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
        fail(error, "write", path);
    } else if (flock(file, LOCK_EX | LOCK_NB) == 0) {
        write_holder(file);
    } else {
        if (errno == EWOULDBLOCK) {
            blame_holder(file, folder, error);
        } else {
            fail(error, "lock", path);
        }
        close(file);
        file = -1;
    }
    free(path);
    return file;
}

void aras_folder_unlock(int lock)
{
    /* Closing lets go of the lock. The file stays: removing it would let two
     * processes hold two files of one name. */
    close(lock);
}
