#include "waraq/app/commands.h"

int main(int argc, char **argv)
{
    return wq_main(argc, argv);
}
