import NamedSettings
import NeuralNetwork

/// What the pickle of a checkpoint says, with the tensors it refers to.
struct CheckpointContent {
  let document: PickleDocument
  var decoder: TensorDecoder
  var converter: SettingConverter
  private var omissions: [String] = []

  init(_ file: ByteView) throws(ContentError) {
    let archive = try TorchArchive(file)
    document = try PickleReader.read(archive.pickle())
    decoder = TensorDecoder(archive, fileSize: file.count)
    converter = SettingConverter(document: document)
  }

  mutating func checkpoint() throws(ContentError) -> Checkpoint {
    guard let items = document.items(document.root) else {
      throw ContentError(
        "it holds \(document.root.kind), not a dictionary: save the model's state_dict() instead")
    }
    guard let state = document.value(document.root, CheckpointKey.stateDictionary) else {
      guard !items.isEmpty, items.allSatisfy({ $0.value.isTensor }) else {
        throw ContentError("it has no '\(CheckpointKey.stateDictionary)': give another checkpoint")
      }
      return Checkpoint(
        architecture: nil, epoch: 0, stateDictionary: try stateDictionary(document.root),
        optimizer: nil, monitorBest: nil, configuration: nil, scheduler: nil,
        course: nil)
    }
    var checkpoint = Checkpoint(
      architecture: document.value(document.root, CheckpointKey.architecture)?.string,
      epoch: try epoch(), stateDictionary: try stateDictionary(state),
      optimizer: try optimizer(), monitorBest: try monitorBest(),
      configuration: try setting(CheckpointKey.configuration), scheduler: try scheduler(),
      course: try object(CheckpointKey.course))
    checkpoint.omissions = omissions
    return checkpoint
  }

  /// The number of epochs; 0 when the file does not say.
  private mutating func epoch() throws(ContentError) -> Int {
    let value = document.value(document.root, CheckpointKey.epoch) ?? .none
    if case .none = value { return 0 }
    guard let number = try number(value), let epoch = Int(exactly: number),
      Checkpoint.epochs.contains(epoch)
    else {
      throw ContentError("its epoch is no whole number from 0, but \(value.content)")
    }
    return epoch
  }

  private mutating func monitorBest() throws(ContentError) -> Double? {
    let value = document.value(document.root, CheckpointKey.monitorBest) ?? .none
    if case .none = value { return nil }
    let number = try number(value)
    if number == nil {
      omissions.append("its monitor_best is no number, but \(value.content), and is left out")
    }
    return number
  }

  /// The scheduler's state, without what is not plain data, such as a function of the user's.
  private mutating func scheduler() throws(ContentError) -> [String: SettingValue]? {
    let value = document.value(document.root, CheckpointKey.scheduler) ?? .none
    if case .none = value { return nil }
    guard let items = document.items(value) else {
      omissions.append("its lr_scheduler is no dictionary, but \(value.content), and is left out")
      return nil
    }
    var state: [String: SettingValue] = [:]
    for item in items {
      guard let name = item.key.string else { continue }
      state[name] = try converter.convert(item.value)
    }
    return state
  }

  private mutating func stateDictionary(
    _ value: PickleValue
  ) throws(ContentError) -> [(name: String, tensor: Tensor)] {
    guard let items = document.items(value) else {
      throw ContentError("its state_dict is \(value.kind), not a dictionary")
    }
    var state: [(name: String, tensor: Tensor)] = []
    var names = Set<String>()
    for item in items {
      guard let name = item.key.string, names.insert(name).inserted else {
        throw .damaged("its state_dict has a name twice, or one that is no text")
      }
      guard case .tensor(let index) = item.value else {
        throw ContentError(
          "state_dict['\(name)'] is \(item.value.kind), not a dense tensor of real numbers")
      }
      state.append((name, try decoder.decode(document.tensors[index])))
    }
    return state
  }

  /// A number, also one of NumPy's, or a tensor of one element; nil for other values.
  mutating func number(_ value: PickleValue?) throws(ContentError) -> Double? {
    switch value {
    case .integer(let integer): Double(integer)
    case .real(let real): real
    case .tensor(let index) where document.tensors[index].shape.allSatisfy { $0 == 1 }:
      Double(try decoder.decode(document.tensors[index]).buffer[0])
    default: nil
    }
  }

  /// The value under `key` of the outermost dictionary; nil when it is not there or not plain data.
  private mutating func setting(_ key: String) throws(ContentError) -> SettingValue? {
    guard let value = document.value(document.root, key) else { return nil }
    return try converter.convert(value)
  }

  private mutating func object(_ key: String) throws(ContentError) -> [String: SettingValue]? {
    guard case .object(let members) = try setting(key) else { return nil }
    return members
  }
}
