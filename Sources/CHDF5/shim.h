#pragma once
#include <hdf5.h>
#include <string.h>

// Macros that Swift cannot import, as functions.
static inline hid_t hdf5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t hdf5_ieee_f32le(void) { return H5T_IEEE_F32LE; }
static inline hid_t hdf5_ieee_f64le(void) { return H5T_IEEE_F64LE; }
static inline hid_t hdf5_c_s1(void) { return H5T_C_S1; }
static inline hid_t hdf5_std(int is_signed, size_t size) {
  switch (size) {
  case 1: return is_signed ? H5T_STD_I8LE : H5T_STD_U8LE;
  case 2: return is_signed ? H5T_STD_I16LE : H5T_STD_U16LE;
  case 4: return is_signed ? H5T_STD_I32LE : H5T_STD_U32LE;
  default: return is_signed ? H5T_STD_I64LE : H5T_STD_U64LE;
  }
}
static inline hid_t hdf5_properties_of_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t hdf5_properties_of_file_creation(void) { return H5P_FILE_CREATE; }
static inline hid_t hdf5_properties_of_group_creation(void) { return H5P_GROUP_CREATE; }
static inline hid_t hdf5_properties_of_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t hdf5_properties_of_dataset_access(void) { return H5P_DATASET_ACCESS; }
static inline double hdf5_chunk_cache_default_preemption(void) { return H5D_CHUNK_CACHE_W0_DEFAULT; }
static inline unsigned hdf5_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned hdf5_truncate(void) { return H5F_ACC_TRUNC; }
static inline H5F_libver_t hdf5_version_1_10(void) { return H5F_LIBVER_V110; }
static inline haddr_t hdf5_no_address(void) { return HADDR_UNDEF; }

// The library's first word on what went wrong: the innermost entry of its error stack.
static inline herr_t hdf5_keep_message(unsigned n, const H5E_error2_t *entry, void *message) {
  if (n == 0 && entry->desc) {
    strncpy((char *)message, entry->desc, 8191);
    ((char *)message)[8191] = 0;
  }
  return 0;
}
static inline void hdf5_last_message(char message[8192]) {
  message[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, hdf5_keep_message, message);
  H5Eclear2(H5E_DEFAULT);
}

// Before all else: nothing is done when the program ends, where a damaged file that could not be closed would
// make the library complain. Negative on failure.
static inline herr_t hdf5_prepare(void) { return H5dont_atexit(); }

// Errors are returned, not printed. The library keeps this for each thread. Negative on failure.
static inline herr_t hdf5_be_quiet(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

// 16-bit floats, which the library has no name for; the bits as h5py lays them out.
static inline hid_t hdf5_float16(void) {
  hid_t type = H5Tcopy(H5T_IEEE_F32LE);
  if (type >= 0 && (H5Tset_fields(type, 15, 10, 5, 0, 10) < 0 || H5Tset_size(type, 2) < 0 ||
                    H5Tset_ebias(type, 15) < 0)) {
    H5Tclose(type);
    return -1;
  }
  return type;
}
