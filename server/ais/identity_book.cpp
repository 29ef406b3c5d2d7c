#include "server/ais/identity_book.h"

namespace quaywatt::server {

namespace {

template <typename Value>
bool contradicts(const std::optional<Value>& known, const std::optional<Value>& heard) {
  return known && heard && *known != *heard;
}

/// Another vessel's word, or the same vessel's under another name. Draught and destination change with every voyage.
bool another(const gis::AisIdentity& known, const gis::AisIdentity& heard) {
  return contradicts(known.name, heard.name) || contradicts(known.imo, heard.imo) ||
         contradicts(known.call_sign, heard.call_sign) || contradicts(known.eni, heard.eni);
}

}  // namespace

void IdentityBook::load(std::vector<AisIdentityEntry> newest) {
  known_.clear();
  for (auto& entry : newest) {
    const auto mmsi = entry.said.mmsi;
    const auto kept_at = entry.last_at;
    known_.insert_or_assign(mmsi, Known{std::move(entry), kept_at});
  }
}

void IdentityBook::take(const gis::AisIdentity& heard, domain::Instant at, std::vector<AisIdentityEntry>& changed) {
  const auto found = known_.find(heard.mmsi);
  if (found == known_.end()) {
    known_.emplace(heard.mmsi, Known{{heard, at, at}, at});
    changed.push_back({heard, at, at});
    return;
  }
  Known& known = found->second;
  if (at < known.entry.last_at) return;  // late: the later word stands
  bool keep = at - known.kept_at >= kIdentityLagMax;
  if (another(known.entry.said, heard)) {
    if (at - known.entry.first_at < kIdentityChangeMin) return;
    known.entry = {heard, at, at};
    keep = true;
  } else {
    gis::AisIdentity more = known.entry.said;
    gis::learn(more, heard);
    keep = keep || more != known.entry.said;
    known.entry.said = std::move(more);
    known.entry.last_at = at;
  }
  if (!keep) return;
  known.kept_at = at;
  changed.push_back(known.entry);
}

}  // namespace quaywatt::server
