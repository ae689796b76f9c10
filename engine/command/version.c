#include "command/version.h"

const char *aras_version(void)
{
    return ARAS_VERSION;
}

const char *aras_compiler(void)
{
#if defined(__clang__)
    return "clang " __clang_version__;
#elif defined(__GNUC__)
    return "gcc " __VERSION__;
#else
    return "unknown";
#endif
}
