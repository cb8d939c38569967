import VectorKernels

/// From one order of a map's elements to another, one sample at a time.
extension PooledConvolution {
  /// Whether the input is copied: where its order is another, or a margin is wanted.
  var copiesInput: Bool { inputLayout == .channelsFirst || window.padding != 0 }

  /// The floats of one sample at the input.
  var inputCount: Int {
    window.input.count * (inputLayout == .channelsFirst ? shape.inputChannels : shape.pixelStride)
  }

  /// The floats of one sample at the output.
  var outputCount: Int {
    pooled.count * (outputLayout == .channelsFirst ? shape.outputChannels : shape.outputStride)
  }

  /// Copies a sample into the middle of a map, channels last, whose margin is zero.
  func packMap(_ input: UnsafePointer<Float>, into map: UnsafeMutablePointer<Float>) {
    forEachPixel { pixel, place in
      for channel in 0..<shape.inputChannels {
        map[place + channel] = input[pixel + channel * inputStep]
      }
    }
  }

  /// The way back: the middle of a map, channels last, in the order of the input.
  func unpackMap(_ map: UnsafePointer<Float>, into input: UnsafeMutablePointer<Float>) {
    forEachPixel { pixel, place in
      for channel in 0..<shape.inputChannels {
        input[pixel + channel * inputStep] = map[place + channel]
      }
    }
  }

  /// Copies a pooled map, channels last, to channels first.
  func unpackPooled(_ map: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    for channel in 0..<shape.outputChannels {
      for pixel in 0..<pooled.count {
        output[channel * pooled.count + pixel] = map[pixel * shape.outputStride + channel]
      }
    }
  }

  /// The way back.
  func packPooled(_ output: UnsafePointer<Float>, into map: UnsafeMutablePointer<Float>) {
    for pixel in 0..<pooled.count {
      for channel in 0..<shape.outputChannels {
        map[pixel * shape.outputStride + channel] = output[channel * pooled.count + pixel]
      }
    }
  }

  /// The distance from channel to channel in the input.
  private var inputStep: Int { inputLayout == .channelsFirst ? window.input.count : 1 }

  /// Calls `body` for each pixel with its place in the input and in the map.
  @inline(__always)
  private func forEachPixel(_ body: (_ pixel: Int, _ place: Int) -> Void) {
    let step = inputLayout == .channelsFirst ? 1 : shape.pixelStride
    for row in 0..<window.input.rows {
      var pixel = row * window.input.columns * step
      var place =
        (row + window.padding.rows) * shape.rowStride + window.padding.columns * shape.pixelStride
      for _ in 0..<window.input.columns {
        body(pixel, place)
        pixel += step
        place += shape.pixelStride
      }
    }
  }
}
