extension String {
  /// A parameter's name without what PyTorch's wrappers of a model put before it: `module.` when it
  /// was trained on several GPUs, `_orig_mod.` when it was compiled.
  var withoutWrappers: String {
    var name = self[...]
    while let prefix = ["module.", "_orig_mod."].first(where: { name.hasPrefix($0) }) {
      name = name.dropFirst(prefix.count)
    }
    return String(name)
  }
}
