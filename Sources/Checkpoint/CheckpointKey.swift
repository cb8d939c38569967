/// The keys of a checkpoint's dictionary.
enum CheckpointKey {
  static let architecture = "arch"
  static let epoch = "epoch"
  static let stateDictionary = "state_dict"
  static let optimizer = "optimizer"
  static let monitorBest = "monitor_best"
  static let configuration = "config"
  static let scheduler = "lr_scheduler"
  static let course = "course"
}
