import Foundation
import Testing

@testable import GalleyLearning

struct ExponentialTests {
  @Test func `is the exponential function`() {
    for step in -8600...8800 {
      let x = Float(step) / 100
      let right = exp(Double(x))
      let found = Double(exponential(x))
      #expect(abs(found - right) <= right * 1e-6, "\(x)")
    }
  }

  @Test func `stays finite far away`() {
    #expect(exponential(-1000) == 0)
    #expect(exponential(1000).isFinite)
  }
}
