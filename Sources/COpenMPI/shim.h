#pragma once
#include <mpi.h>

// Macros that Swift cannot import, as functions.
static inline MPI_Comm openmpi_comm_world(void) { return MPI_COMM_WORLD; }
static inline MPI_Datatype openmpi_byte(void) { return MPI_BYTE; }
static inline MPI_Datatype openmpi_int32(void) { return MPI_INT32_T; }
static inline MPI_Datatype openmpi_int64(void) { return MPI_INT64_T; }
static inline MPI_Errhandler openmpi_errors_return(void) { return MPI_ERRORS_RETURN; }
