/// eˣ as the same bits on every machine: the C library's `exp` differs between its versions, and
/// between processors in one version.
///
/// x = n ln 2 + r with |r| ≤ ½ ln 2; e^r by its Taylor series up to r⁷, which is exact to the last
/// bit but one in 32 bits.
func exponential(_ x: Float) -> Float {
  if x < -87 { return 0 }
  let x = min(x, 88)
  let n = (x * 1.442_695).rounded()
  let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4
  var sum: Float = 1 / 5040
  sum = sum * r + 1 / 720
  sum = sum * r + 1 / 120
  sum = sum * r + 1 / 24
  sum = sum * r + 1 / 6
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  return sum * Float(bitPattern: UInt32(Int32(n) + 127) << 23)
}
