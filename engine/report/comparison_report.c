#include "report/style.h"
