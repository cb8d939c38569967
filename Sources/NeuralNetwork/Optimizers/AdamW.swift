import NamedSettings

extension Adam {
  /// AdamW, `torch.optim.AdamW`: Adam whose weight decay, 0.01 by default, acts on the parameters and not through
  /// the gradient. Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", arXiv:1711.05101.
  public static func decoupled(_ settings: inout Settings) throws(SettingError) -> Adam {
    try Adam(&settings, name: "AdamW", weightDecay: 1e-2, decoupled: true)
  }
}
