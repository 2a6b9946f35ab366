#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char *temporary_folder(void)
{
    const char *base = getenv("TMPDIR");
    struct wq_buf b = WQ_BUF_INIT;

    wq_buf_addf(&b, "%s/waraq-test-XXXXXX", base && *base ? base : "/tmp");
    assert_non_null(mkdtemp(b.data));
    return wq_buf_detach(&b);
}

static char *inside(const char *folder, const char *name)
{
    struct wq_buf b = WQ_BUF_INIT;

    wq_buf_addf(&b, "%s/%s", folder, name);
    return wq_buf_detach(&b);
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static void test_files(void **state)
{
    char *folder = temporary_folder();
    char *path = inside(folder, "file");
    struct wq_buf big = WQ_BUF_INIT;
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 40000; i++)
        wq_buf_addf(&big, "%d\n", i);
    static const size_t sizes[] = {0, 1, 63, 64, 65535, 65536, 65537, 131072, 200000};
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        write_file(path, big.data, sizes[i]);
        for (size_t k = 0; k < WQ_COUNT(sizes); k++) {
            size_t most = sizes[k];
            size_t want = most && most < sizes[i] ? most : sizes[i];
            wq_buf_clear(&b);
            wq_buf_adds(&b, "kept");
            assert_int_equal(wq_read_path(path, most, &b, NULL), WQ_OK);
            assert_int_equal(b.len, 4 + want);
            assert_memory_equal(b.data, "kept", 4);
            assert_memory_equal(b.data + 4, big.data, want);
            assert_int_equal(b.data[b.len], 0);
        }
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    wq_buf_release(&b);
    wq_buf_release(&big);
    free(path);
    free(folder);
}

/* Says it is empty and is not. */
static void test_file_of_unknown_size(void **state)
{
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    if (access("/proc/self/status", R_OK) != 0)
        skip();
    assert_int_equal(wq_read_path("/proc/self/status", 0, &b, NULL), WQ_OK);
    assert_true(b.len > 0);
    wq_buf_release(&b);
}

static void assert_refused(const char *path, enum wq_status want)
{
    struct wq_error err = {.what = ""};
    struct wq_buf b = WQ_BUF_INIT;

    wq_buf_adds(&b, "kept");
    assert_int_equal(wq_read_path(path, 0, &b, &err), want);
    assert_int_equal(err.status, want);
    assert_string_equal(err.what, path);
    assert_string_equal(b.data, "kept");
    wq_buf_release(&b);
}

/* None of these blocks: nobody writes to the FIFO or answers on the socket. */
static void test_what_is_no_file(void **state)
{
    char *folder = temporary_folder();
    char *fifo = inside(folder, "fifo");
    char *sock = inside(folder, "socket");
    char *to_fifo = inside(folder, "link");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    (void)state;
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(symlink("fifo", to_fifo), 0);
    assert_refused(folder, WQ_ETYPE);
    assert_refused(fifo, WQ_ETYPE);
    assert_refused(to_fifo, WQ_ETYPE);
    assert_refused("/dev/zero", WQ_ETYPE);
    assert_refused("/dev/tty", WQ_ETYPE);
    if (strlen(sock) < sizeof address.sun_path) {
        strcpy(address.sun_path, sock);
        assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
        assert_refused(sock, WQ_ETYPE);
        assert_int_equal(unlink(sock), 0);
    }
    close(fd);
    assert_int_equal(unlink(fifo), 0);
    assert_int_equal(unlink(to_fifo), 0);
    assert_int_equal(rmdir(folder), 0);
    free(to_fifo);
    free(sock);
    free(fifo);
    free(folder);
}

static void test_missing(void **state)
{
    char *folder = temporary_folder();
    char *path = inside(folder, "nothing");
    char *below = inside(path, "at all");
    struct wq_error err;
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    assert_refused(path, WQ_ESYS);
    assert_int_equal(wq_read_path(path, 0, &b, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOENT);
    assert_int_equal(wq_read_path("", 0, &b, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOENT);
    write_file(path, "x", 1);
    assert_int_equal(wq_read_path(below, 0, &b, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOTDIR);
    assert_int_equal(chmod(path, 0), 0);
    if (geteuid() != 0) {
        assert_int_equal(wq_read_path(path, 0, &b, &err), WQ_ESYS);
        assert_int_equal(err.sys, EACCES);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    wq_buf_release(&b);
    free(below);
    free(path);
    free(folder);
}

/* With fd as standard input, which is closed after. */
static enum wq_status read_input(int fd, size_t most, struct wq_buf *b)
{
    int kept = dup(STDIN_FILENO);

    assert_true(dup2(fd, STDIN_FILENO) >= 0);
    close(fd);
    enum wq_status st = wq_read_path("-", most, b, NULL);
    if (kept >= 0) {
        dup2(kept, STDIN_FILENO);
        close(kept);
    } else {
        close(STDIN_FILENO);
    }
    return st;
}

static void do_nothing(int sig)
{
    (void)sig;
}

/* The writer signals the reader between its writes; the pipe is blocking, or not. */
static void test_pipe(void **state)
{
    struct sigaction act = {.sa_handler = do_nothing};
    struct sigaction before;

    (void)state;
    assert_int_equal(sigaction(SIGUSR1, &act, &before), 0);
    for (int flags = 0; flags < 2; flags++) {
        struct wq_buf b = WQ_BUF_INIT;
        int ends[2];
        int status;
        assert_int_equal(pipe2(ends, O_CLOEXEC | (flags ? O_NONBLOCK : 0)), 0);
        if (flags) /* of the reader's end only */
            assert_int_equal(fcntl(ends[1], F_SETFL, 0), 0);
        pid_t reader = getpid();
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            for (int i = 0; i < 3000; i++) {
                kill(reader, SIGUSR1);
                if (write(ends[1], "0123456789012345678901234567890123456789\n", 41) != 41)
                    _exit(1);
            }
            _exit(0);
        }
        close(ends[1]);
        assert_int_equal(read_input(ends[0], 0, &b), WQ_OK);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        assert_int_equal(b.len, 3000 * 41);
        wq_buf_release(&b);
    }
    assert_int_equal(sigaction(SIGUSR1, &before, NULL), 0);
}

static void test_input(void **state)
{
    char *folder = temporary_folder();
    char *path = inside(folder, "file");
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    write_file(path, "0123456789", 10);
    assert_int_equal(read_input(open(path, O_RDONLY), 4, &b), WQ_OK);
    assert_string_equal(b.data, "0123");
    assert_int_equal(read_input(open("/dev/null", O_RDONLY), 0, &b), WQ_OK);
    assert_string_equal(b.data, "0123");
    assert_int_equal(read_input(open(folder, O_RDONLY), 0, &b), WQ_ETYPE);
    assert_string_equal(b.data, "0123");
    assert_int_equal(read_input(open(path, O_WRONLY), 0, &b), WQ_ESYS);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    wq_buf_release(&b);
    free(path);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),   cmocka_unit_test(test_file_of_unknown_size),
        cmocka_unit_test(test_missing), cmocka_unit_test(test_what_is_no_file),
        cmocka_unit_test(test_pipe),    cmocka_unit_test(test_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
