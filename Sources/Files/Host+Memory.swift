import Foundation

extension Host {
  /// The bytes of memory that processes here may use: the machine's, or what a batch system's limit on
  /// this job leaves of it.
  public static let memory: Int = {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return groupLimits().reduce(machine, min)
  }()

  /// The limits of the control groups that this process is in.
  ///
  /// Source: Linux's manual page cgroups(7).
  private static func groupLimits() -> [Int] {
    let groups = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
    return groups.split(separator: "\n").flatMap { line -> [Int] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let controllers = fields[1].split(separator: ",")
      if controllers.isEmpty {
        return limits("/sys/fs/cgroup", String(fields[2]), "memory.max")
      }
      guard controllers.contains("memory") else { return [] }
      return limits("/sys/fs/cgroup/memory", String(fields[2]), "memory.limit_in_bytes")
    }
  }

  /// The limits that a group and those above it set.
  private static func limits(_ root: String, _ group: String, _ name: String) -> [Int] {
    var path = group
    var limits: [Int] = []
    while true {
      let file = (root + path as NSString).appendingPathComponent(name)
      if let text = try? String(contentsOfFile: file, encoding: .utf8),
        let limit = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), limit > 0
      {
        limits.append(limit)
      }
      if path.isEmpty || path == "/" { return limits }
      path = (path as NSString).deletingLastPathComponent
    }
  }
}
