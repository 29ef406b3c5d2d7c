#include "berth-agent/uplink/signing_keys.h"

#include <algorithm>

namespace quaywatt::agent {

SigningReign reign_at(const domain::LedgerPosition& first, const wire::SigningKey& newest,
                      const std::vector<ReplacedKey>& replaced, std::size_t max_lines) {
  const ReplacedKey* in_force = nullptr;
  for (const ReplacedKey& key : replaced) {
    if (key.until < first) continue;
    if (in_force == nullptr || key.until < in_force->until) in_force = &key;
  }
  if (in_force == nullptr) return {newest, max_lines};
  if (in_force->until.epoch != first.epoch) return {in_force->key, max_lines};
  const std::uint64_t left = in_force->until.seq - first.seq + 1;
  return {in_force->key, static_cast<std::size_t>(std::min<std::uint64_t>(max_lines, left))};
}

}  // namespace quaywatt::agent
