#include "tests/support/ledger_writer.h"

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::test {

void LedgerWriter::open(std::uint32_t epoch, domain::EpochOpened opening) {
  epoch_ = epoch;
  lines_.clear();
  heads_ = {wire::epoch_start_head(agent_, epoch)};
  add(std::move(opening));
}

std::uint64_t LedgerWriter::add(domain::LineBody body) {
  domain::LedgerLine line;
  line.position = {epoch_, last_seq() + 1};
  line.at = *domain::parse_instant("2025-07-01T08:00:00+08:00") + domain::Millis(1000 * last_seq());
  line.boot = "00000000000000b1";
  line.mono = domain::Millis(1000 * last_seq());
  line.sync = domain::ClockSync::synced;
  line.actor = {domain::ActorRole::device, agent_};
  line.body = std::move(body);
  return add_text(wire::encode_line(line));
}

std::uint64_t LedgerWriter::add_text(std::string line) {
  heads_.push_back(wire::head_after(heads_.back(), line));
  lines_.push_back(std::move(line));
  return last_seq();
}

void LedgerWriter::fill(std::size_t count) {
  for (std::size_t index = 0; index < count; ++index) {
    add(domain::MeterSilent{"M1", "P1", "line " + std::to_string(last_seq())});
  }
}

wire::Batch LedgerWriter::batch(std::uint64_t first, std::uint64_t last, const wire::SigningKey& key) const {
  const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(first) - 1;
  const auto end = lines_.begin() + static_cast<std::ptrdiff_t>(last);
  return wire::make_batch(agent_, epoch_, first, heads_.at(first - 1), {begin, end}, key);
}

LedgerWriter LedgerWriter::clone() const {
  LedgerWriter copy(agent_);
  copy.key_ = wire::SigningKey::from_pem(key_.pem());
  copy.epoch_ = epoch_;
  copy.lines_ = lines_;
  copy.heads_ = heads_;
  return copy;
}

std::string body_of(const wire::Batch& batch) { return wire::gzip(wire::encode_batch(batch)); }

}  // namespace quaywatt::test
