#pragma once

/* The number of blocks of memory that this thread has asked for since it started. */
long allocation_count(void);
