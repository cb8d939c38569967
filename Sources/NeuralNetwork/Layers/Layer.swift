import Kernels
import RandomStreams

/// One step of a network: a function of its input and of its parameters, with its derivative.
///
/// Batches are tensors `[samples] + shape`. A layer owns the memory of its output and of its
/// input's gradient, grows it to the largest batch it has seen, and allocates nothing after that.
public protocol Layer: AnyObject {
  /// The shape of one sample at the input, without the batch dimension.
  var inputShape: [Int] { get }
  /// The shape of one sample at the output, without the batch dimension.
  var outputShape: [Int] { get }
  /// The parameters, in PyTorch's order; empty for layers without.
  var parameters: [Parameter] { get }
  /// What training changes without a gradient, such as running statistics, by the name in a state
  /// dictionary.
  ///
  /// The tensors share the layer's memory. Empty unless a layer says otherwise.
  var buffers: [(name: String, tensor: Tensor)] { get }

  /// Whether a training pass gives the output that an evaluation gives, and changes nothing else than what
  /// `backward` needs.
  ///
  /// False unless a layer says otherwise; where it is true of all, a batch that is evaluated and then trained on
  /// is computed once.
  var trainsAsItEvaluates: Bool { get }

  /// The output for `input`, `[samples] + inputShape`: valid until the next call.
  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor

  /// Given the loss's gradient by the latest output, sets the parameters' gradients and returns the
  /// gradient by the latest input; nil when `needsInputGradient` is false.
  ///
  /// `input` is what the latest `forward` got. It and the output are unchanged since.
  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor?

  /// Sets the parameters to PyTorch's default initial values, and the buffers to theirs.
  func resetParameters(_ random: inout RandomStream)
}

extension Layer {
  /// Empty, as in most layers.
  public var buffers: [(name: String, tensor: Tensor)] { [] }

  /// False.
  public var trainsAsItEvaluates: Bool { false }
}
