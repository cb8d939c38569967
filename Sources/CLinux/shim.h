#pragma once
#include <malloc.h>
#include <sys/socket.h>
#include <sys/types.h>

// Calls of Linux that the C library hides from programs that did not ask for them (_GNU_SOURCE).

// See memfd_create(2).
extern int memfd_create(const char *name, unsigned int flags);

// Anonymous memory whose descriptor no child process inherits; negative, with errno, on failure.
static inline int linux_anonymous_memory(const char *name) { return memfd_create(name, 1U); }

typedef struct {
  pid_t process;
  uid_t user;
  gid_t group;
} linux_credentials;

// Who listens at the other end of a connected socket; see SO_PEERCRED in unix(7). Negative, with errno, on
// failure.
static inline int linux_peer(int socket, linux_credentials *peer) {
  socklen_t size = sizeof *peer;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, peer, &size);
}

// Has all threads take memory from one place; see M_ARENA_MAX in mallopt(3). Not 0 on success.
static inline int linux_use_one_arena(void) {
#ifdef M_ARENA_MAX
  return mallopt(M_ARENA_MAX, 1);
#else
  return 0;
#endif
}
