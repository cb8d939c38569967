import Foundation
import Testing

@testable import Cluster

/// The queue between two threads.
struct MailboxTests {
  @Test func messagesAreTakenInTheOrderTheyWerePut() {
    let mailbox = Mailbox<Int>()
    #expect(mailbox.poll().isEmpty)
    for message in 1...3 { mailbox.put(message) }
    mailbox.put([4, 5])
    #expect(mailbox.poll() == [1, 2, 3, 4, 5])
    mailbox.put(6)
    #expect(mailbox.take() == [6])
    #expect(mailbox.poll().isEmpty)
  }

  @Test func whoeverTakesWaitsForTheOtherThread() {
    let requests = Mailbox<Int>()
    let answers = Mailbox<Int>()
    let thread = Thread {
      while true {
        for request in requests.take() {
          if request == 0 { return }
          answers.put(request * request)
        }
      }
    }
    thread.start()
    for number in 1...1000 {
      requests.put(number)
      #expect(answers.take() == [number * number])
    }
    requests.put(0)
  }

  @Test func waitingEndsWithAMessageOrWithoutOne() {
    let mailbox = Mailbox<String>()
    mailbox.wait(seconds: 0.001)
    #expect(mailbox.poll().isEmpty)
    mailbox.put("here")
    // A message that is there already ends the wait at once; it would else take a day.
    mailbox.wait(seconds: 86_400)
    #expect(mailbox.poll() == ["here"])
    Thread { mailbox.put("later") }.start()
    mailbox.wait(seconds: 86_400)
    #expect(mailbox.poll() == ["later"])
  }
}
