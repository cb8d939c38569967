extension Array {
  /// The first index whose element meets the condition, as all after it do; `count` where none does.
  func partitioningIndex(where meets: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if meets(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
