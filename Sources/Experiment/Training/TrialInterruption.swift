/// What a running trial is told from outside.
public enum TrialInterruption: Sendable {
  /// It is not needed: it stops at once and leaves nothing.
  case stop
  /// It falls behind: it ends as pruned after the current epoch.
  case prune
}
