/**
 * Brings a raw value into 0…1: x / (x + k). The same evidence gives the same value in every query, unlike scaling by the
 * best candidate; `k` is the raw value that counts as half.
 */
export function saturate(x: number, k: number): number {
  return x <= 0 ? 0 : x / (x + k);
}
