#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// libpng reports errors by longjmp, which must not cross Swift: each call below sets its own target.

typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t position;
  // What went wrong; empty if nothing did.
  char message[128];
} pulsar_png_source;

typedef struct {
  uint32_t rows;
  uint32_t columns;
  // 8 or 16.
  int32_t bits;
} pulsar_png_shape;

static void pulsar_png_fail(png_structp png, png_const_charp message) {
  pulsar_png_source *source = (pulsar_png_source *)png_get_error_ptr(png);
  strncpy(source->message, message, sizeof source->message - 1);
  png_longjmp(png, 1);
}

static void pulsar_png_pass_over(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void pulsar_png_give(png_structp png, png_bytep target, size_t count) {
  pulsar_png_source *source = (pulsar_png_source *)png_get_io_ptr(png);
  if (count > source->count - source->position) png_error(png, "is cut short");
  memcpy(target, source->bytes + source->position, count);
  source->position += count;
}

// Reads an image's shape and, where `values` is not null, its first channel as it is stored (a
// palette's as its colours' first channel; fewer than 8 bits become 8): rows * columns numbers. Of a shape
// other than the one in `shape`, no values are read. 0, or -1 with a message in `source`.
static inline __attribute__((noinline)) int pulsar_png_read(
    pulsar_png_source *source, pulsar_png_shape *shape, uint16_t *values) {
  uint8_t *volatile pixels = NULL;
  source->position = 0;
  memset(source->message, 0, sizeof source->message);
  png_structp png =
      png_create_read_struct(PNG_LIBPNG_VER_STRING, source, pulsar_png_fail, pulsar_png_pass_over);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    strcpy(source->message, "there is no memory to read it");
    return -1;
  }
  if (setjmp(png_jmpbuf(png))) {
    free(pixels);
    png_destroy_read_struct(&png, &info, NULL);
    return -1;
  }
  png_set_read_fn(png, source, pulsar_png_give);
  png_read_info(png, info);
  pulsar_png_shape found = {
      png_get_image_height(png, info), png_get_image_width(png, info),
      png_get_bit_depth(png, info) == 16 ? 16 : 8};
  if (values && found.rows == shape->rows && found.columns == shape->columns) {
    png_colorp palette = NULL;
    int colors = 0;
    if (png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE) {
      // Indices stay indices, so that one beyond the palette can be told.
      png_get_PLTE(png, info, &palette, &colors);
      png_set_packing(png);
    } else if (png_get_bit_depth(png, info) < 8) {
      png_set_expand_gray_1_2_4_to_8(png);
    }
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    size_t row_bytes = png_get_rowbytes(png, info);
    size_t channels = png_get_channels(png, info);
    if (found.rows > (SIZE_MAX >> 1) / row_bytes) png_error(png, "is too large");
    pixels = (uint8_t *)malloc(found.rows * row_bytes);
    if (!pixels) png_error(png, "is too large: there is no memory for it");
    for (int pass = 0; pass < passes; pass++)
      for (size_t row = 0; row < found.rows; row++)
        png_read_row(png, pixels + row * row_bytes, NULL);
    png_read_end(png, NULL);
    for (size_t row = 0; row < found.rows; row++) {
      const uint8_t *from = pixels + row * row_bytes;
      uint16_t *to = values + row * found.columns;
      for (size_t column = 0; column < found.columns; column++) {
        const uint8_t *pixel = from + column * channels * (found.bits / 8);
        if (palette && pixel[0] >= colors) png_error(png, "has a color that its palette lacks");
        to[column] = palette            ? palette[pixel[0]].red
                     : found.bits == 16 ? (uint16_t)(pixel[0] << 8 | pixel[1])
                                        : pixel[0];
      }
    }
    free(pixels);
  }
  png_destroy_read_struct(&png, &info, NULL);
  *shape = found;
  return 0;
}

// Writes 8-bit grey values as an image into `target`, or asks for the number of bytes when it is null.
// 0, or -1 with a message.
static inline __attribute__((noinline)) int pulsar_png_write(
    const uint8_t *values, uint32_t rows, uint32_t columns, void *target, size_t *count,
    char message[64]) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = columns;
  image.height = rows;
  image.format = PNG_FORMAT_GRAY;
  if (png_image_write_to_memory(&image, target, count, 0, values, 0, NULL)) return 0;
  memcpy(message, image.message, 64);
  png_image_free(&image);
  return -1;
}
