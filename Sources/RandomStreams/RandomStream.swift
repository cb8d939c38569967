/// Random numbers from Philox 4x64-10, a counter-based generator.
///
/// The cipher's key is (seed, variant), its counter (batch and block, epoch, trial, purpose and index), so that
/// every `RandomKey` has 2^34 numbers of its own. Source: Salmon et al., "Parallel random numbers: as easy as
/// 1, 2, 3", SC'11; the words agree with NumPy's `Philox`.
public struct RandomStream: RandomNumberGenerator {
  private let key: (UInt64, UInt64)
  private var counter: (UInt64, UInt64, UInt64, UInt64)
  private var block: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var used = 4

  /// The stream of `key`, from its start.
  public init(_ key: RandomKey) {
    self.key = (key.seed, key.variant)
    counter = (
      UInt64(key.batch) << 32, key.epoch, key.trial,
      UInt64(key.purpose.rawValue) << 32 | UInt64(key.index)
    )
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if used == 4 {
      block = Self.encrypt(counter, key)
      counter.0 &+= 1
      used = 0
    }
    defer { used += 1 }
    return switch used {
    case 0: block.0
    case 1: block.1
    case 2: block.2
    default: block.3
    }
  }

  /// A number uniform in [0, 1), of 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Ten rounds of Philox over four words.
  private static func encrypt(
    _ counter: (UInt64, UInt64, UInt64, UInt64), _ key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let a = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let b = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (c0, c1, c2, c3) = (b.high ^ c1 ^ k0, b.low, a.high ^ c3 ^ k1, a.low)
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return (c0, c1, c2, c3)
  }
}
