/* The header has all there is; SwiftPM wants one source file in a C target. */
#include "galley_plugin.h"
