import Kernels
import NeuralNetwork

extension Checkpoint {
  /// The file's bytes: `torch.load(file, weights_only=True)` opens them.
  ///
  /// The layout is that of PyTorch 2.13. The same content gives the same bytes.
  public func encoded() -> [UInt8] {
    let pickle = pickled()
    let overhead = 1024 + 512 * pickle.tensors.count + pickle.bytes.count
    let data = pickle.tensors.reduce(0) { $0 + $1.tensor.count * $1.elementType.size }
    var archive = ZipArchiveWriter(capacity: overhead + data)
    let root = "archive"
    func add(_ name: String, _ text: String) {
      archive.add("\(root)/\(name)", Array(text.utf8).span.bytes)
    }

    archive.add("\(root)/data.pkl", pickle.bytes.span.bytes)
    add(".format_version", "1")
    add(".storage_alignment", String(ZipArchiveWriter.alignment))
    add("byteorder", "little")
    for (index, (tensor, elementType)) in pickle.tensors.enumerated() {
      let name = "\(root)/data/\(index)"
      if elementType == .int64 {
        let integers = tensor.array.map { Int64(exactly: $0.rounded()) ?? 0 }
        archive.add(name, integers.span.bytes)
      } else {
        tensor.buffer.withMutableSpan(0..<tensor.count) { elements in
          archive.add(name, elements.span.bytes)
        }
      }
    }
    add("version", "3\n")
    return archive.finish()
  }

  /// Whether the buffer `name` is an integer in PyTorch: batch normalisation's number of batches.
  private static func isCount(_ name: String) -> Bool {
    name.split(separator: ".").last == "num_batches_tracked"
  }

  private func pickled() -> PickleWriter {
    var pickle = PickleWriter()
    pickle.dictionary { pickle in
      if let architecture {
        pickle.write(CheckpointKey.architecture)
        pickle.write(architecture)
      }
      pickle.write(CheckpointKey.epoch)
      pickle.write(epoch)
      pickle.write(CheckpointKey.stateDictionary)
      pickle.orderedDictionary { pickle in
        for (name, tensor) in stateDictionary {
          pickle.write(name)
          pickle.write(tensor, as: Self.isCount(name) ? .int64 : .float32)
        }
      }
      if let optimizer {
        pickle.write(CheckpointKey.optimizer)
        pickle.write(optimizer)
      }
      if let monitorBest {
        pickle.write(CheckpointKey.monitorBest)
        pickle.write(monitorBest)
      }
      if let configuration {
        pickle.write(CheckpointKey.configuration)
        pickle.write(configuration)
      }
      if let scheduler {
        pickle.write(CheckpointKey.scheduler)
        pickle.write(.object(scheduler))
      }
      if let course {
        pickle.write(CheckpointKey.course)
        pickle.write(.object(course))
      }
    }
    pickle.stop()
    return pickle
  }
}

extension PickleWriter {
  /// An optimizer's `state_dict()`.
  fileprivate mutating func write(_ optimizer: OptimizerState) {
    dictionary { pickle in
      pickle.write("state")
      pickle.dictionary { pickle in
        for (position, entries) in optimizer.entries.sorted(by: { $0.key < $1.key }) {
          pickle.write(position)
          pickle.dictionary { pickle in
            for (name, entry) in entries {
              pickle.write(name)
              switch entry {
              case .tensor(let tensor): pickle.write(tensor)
              case .value(let value): pickle.write(value)
              }
            }
          }
        }
      }
      pickle.write("param_groups")
      pickle.list { pickle in
        pickle.dictionary { pickle in
          for (name, value) in optimizer.settings {
            pickle.write(name)
            // What PyTorch has there, such as `betas`, are tuples.
            pickle.write(value, arraysAsTuples: true)
          }
          pickle.write("params")
          pickle.write(.array((0..<optimizer.parameterCount).map { .integer($0) }))
        }
      }
    }
  }
}
