#include "waraq/base/nameless.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

int wq_nameless_open(void)
{
#ifdef MFD_CLOEXEC
    int in_memory = memfd_create("waraq", MFD_CLOEXEC);
    if (in_memory >= 0)
        return in_memory;
#endif
    FILE *f = tmpfile();
    int fd = f ? fcntl(fileno(f), F_DUPFD_CLOEXEC, 0) : -1;
    if (f)
        fclose(f);
    return fd;
}
