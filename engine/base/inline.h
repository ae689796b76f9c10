#ifndef ARAS_BASE_INLINE_H
#define ARAS_BASE_INLINE_H

/**
 * A function that is copied to where it is called, whatever a compiler thinks of its
 * length: for the few in the innermost loop of which measuring has shown that the call
 * costs more than the copy.
 */
#if defined(__GNUC__)
#define ARAS_INLINE static inline __attribute__((__always_inline__))
#else
#define ARAS_INLINE static inline
#endif

#endif
