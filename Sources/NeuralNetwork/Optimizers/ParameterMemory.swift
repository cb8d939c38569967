import Kernels

/// What a rule remembers of one parameter. Empty before the first step.
public final class ParameterMemory {
  /// The quantities by name, in the order in which they are saved.
  private(set) var entries: [(name: String, tensor: Tensor)]
  /// Whether a quantity still has its initial value: this is the first step that uses it.
  public private(set) var isNew = false

  init(_ entries: [(name: String, tensor: Tensor)] = []) { self.entries = entries }

  /// Adds the quantities that are not there yet.
  func prepare(_ quantities: [RememberedQuantity], for parameter: Parameter) {
    isNew = false
    for quantity in quantities where !entries.contains(where: { $0.name == quantity.name }) {
      let tensor = Tensor(shape: quantity.shape(for: parameter))
      tensor.buffer.fill(quantity.initial)
      entries.append((quantity.name, tensor))
      isNew = true
    }
  }

  /// The elements of a quantity that the rule declares.
  public func tensor(_ name: String) -> FloatBuffer {
    guard let entry = entries.first(where: { $0.name == name }) else {
      preconditionFailure("the rule does not declare \(name)")
    }
    return entry.tensor.buffer
  }

  /// A scalar quantity that the rule declares.
  public subscript(_ name: String) -> Float {
    get { tensor(name)[0] }
    set { tensor(name)[0] = newValue }
  }

  /// Counts a step in the scalar `step` and returns the count, from 1.
  public func countStep() -> Double {
    self["step"] += 1
    return Double(self["step"])
  }
}
