import Kernels
import NamedSettings

extension Network {
  /// Copies of parameters and buffers by name, in PyTorch's order.
  public var stateDictionary: [(name: String, tensor: Tensor)] {
    state.map { ($0.name, $0.tensor.copy) }
  }

  /// Takes over parameters and buffers by name; what PyTorch's wrappers of a model put before
  /// them, such as `module.`, is ignored.
  ///
  /// Throws, without having changed anything, an error that names the first tensor that is missing,
  /// left over, or of another shape, with both shapes.
  public func load(_ state: [(name: String, tensor: Tensor)]) throws(SettingError) {
    let given = state.map { (name: $0.name.withoutWrappers, tensor: $0.tensor) }
    let tensors = Dictionary(given.map { ($0.name, $0.tensor) }) { _, last in last }
    let wanted = self.state
    var sources: [Tensor] = []
    for (name, target) in wanted {
      guard let source = tensors[name] else {
        throw SettingError(name, "is missing; the model expects the shape \(target.shape)")
      }
      guard source.shape == target.shape else {
        throw SettingError(
          name, "has the shape \(source.shape), but the model expects \(target.shape)")
      }
      sources.append(source)
    }
    let names = Set(wanted.map(\.name))
    if let extra = given.first(where: { !names.contains($0.name) }) {
      throw SettingError(
        extra.name, "is not in the model; its shape is \(extra.tensor.shape)")
    }
    for (source, target) in zip(sources, wanted) { target.tensor.copy(from: source) }
  }

  /// Parameters and buffers, sharing the layers' memory.
  private var state: [(name: String, tensor: Tensor)] {
    layers.flatMap { named in
      named.layer.parameters.map { ($0.name, Tensor(shape: $0.shape, buffer: $0.value)) }
        + named.layer.buffers
    }
  }
}

extension Tensor {
  /// Copies the elements of `other`, which has the same shape.
  fileprivate func copy(from other: Tensor) {
    precondition(shape == other.shape, "cannot copy \(other.shape) into \(shape)")
    for index in 0..<count { buffer[index] = other.buffer[index] }
  }
}
