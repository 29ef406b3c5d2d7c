#include "gis/ais_sentence.h"

#include <charconv>

#include "gis/ais_frame.h"
#include "gis/snapshot_bytes.h"

namespace quaywatt::gis {

/// The fields of one sentence: !AIVDM,parts,part,sequence,channel,payload,fill
struct AisAssembler::Sentence {
  int parts = 0;
  int part = 0;
  int fill_bits = 0;
  std::string_view sixbit;
  std::uint64_t key = 0;             ///< what the parts of one message have in common
  std::optional<std::int64_t> at_ms;
};

namespace {

bool small_number(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

bool armoured(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > 'w' || (c > 'W' && c < '`')) return false;
  }
  return !text.empty();
}

std::uint64_t key_of(const AisFrame& frame, std::string_view sequence, std::string_view channel) {
  const std::uint64_t station = checksum_of(frame.station) * 31;
  if (!frame.group.empty()) return station + checksum_of(frame.group);
  return station + checksum_of(sequence) * 7 + checksum_of(channel) * 3;
}

}  // namespace

std::variant<AisPayload, AisIncomplete, AisDefect> AisAssembler::take(std::string_view line) {
  ++lines_;
  if (line.size() > kAisLineMaxBytes) return AisDefect::garbled;
  const auto framed = frame_of(line);
  if (const auto* defect = std::get_if<AisDefect>(&framed)) return *defect;
  const auto& frame = std::get<AisFrame>(framed);

  std::array<std::string_view, 7> fields{};
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= frame.body.size() && count < fields.size(); ++count) {
    const std::size_t end = std::min(frame.body.find(',', begin), frame.body.size());
    fields[count] = frame.body.substr(begin, end - begin);
    begin = end + 1;
  }
  const auto [talker, parts, part, sequence, channel, sixbit, fill] = fields;
  const bool radio = talker.size() == 5 && (talker.ends_with("VDM") || talker.ends_with("VDO"));
  if (count != fields.size() || !radio) return AisDefect::not_ais;
  Sentence sentence{.sixbit = sixbit, .at_ms = frame.at_ms};
  if (!small_number(parts, sentence.parts) || !small_number(part, sentence.part)) return AisDefect::garbled;
  if (!small_number(fill, sentence.fill_bits) || sentence.fill_bits < 0 || sentence.fill_bits > 5) {
    return AisDefect::garbled;
  }
  if (!armoured(sixbit)) return AisDefect::garbled;
  if (sentence.parts < 1 || sentence.parts > kAisPartsMax || sentence.part < 1 || sentence.part > sentence.parts) {
    return AisDefect::bad_part;
  }
  if (sentence.parts == 1) return AisPayload{sixbit, sentence.fill_bits, sentence.at_ms};
  sentence.key = key_of(frame, sequence, channel);
  return join(sentence);
}

bool AisAssembler::is_stale(const Pending& message, const Sentence& sentence) const {
  if (lines_ - message.line > kAisPartsWithinLines) return true;
  return message.at_ms && sentence.at_ms && std::abs(*message.at_ms - *sentence.at_ms) > kAisPartsWithinMs;
}

/// Parts come in any order, and those of several messages mixed.
std::variant<AisPayload, AisIncomplete, AisDefect> AisAssembler::join(const Sentence& sentence) {
  if (pending_.size() >= kAisPendingMax && !pending_.contains(sentence.key)) drop_stale();
  Pending& message = pending_[sentence.key];
  std::string& place = message.sixbit[static_cast<std::size_t>(sentence.part - 1)];
  const bool stale = message.held > 0 && is_stale(message, sentence);
  const bool contradicts = message.held > 0 && (message.parts != sentence.parts || !place.empty());
  if (stale || contradicts) {
    dropped_parts_ += static_cast<std::uint64_t>(message.held);
    message = Pending{};
  }
  place = sentence.sixbit;
  ++message.held;
  message.parts = sentence.parts;
  message.line = lines_;
  if (sentence.part == sentence.parts) message.fill_bits = sentence.fill_bits;
  if (sentence.at_ms && (!message.at_ms || sentence.part == 1)) message.at_ms = sentence.at_ms;
  if (message.held < message.parts) {
    if (contradicts && !stale) return AisDefect::missing_part;
    return AisIncomplete{};
  }
  joined_.clear();
  for (int i = 0; i < message.parts; ++i) joined_ += message.sixbit[static_cast<std::size_t>(i)];
  const AisPayload whole{joined_, message.fill_bits, message.at_ms};
  pending_.erase(sentence.key);
  return whole;
}

void AisAssembler::drop_stale() {
  std::erase_if(pending_, [this](const auto& entry) {
    const bool old = lines_ - entry.second.line > kAisPartsWithinLines;
    if (old) dropped_parts_ += static_cast<std::uint64_t>(entry.second.held);
    return old;
  });
  if (pending_.size() < kAisPendingMax) return;
  for (const auto& [key, message] : pending_) dropped_parts_ += static_cast<std::uint64_t>(message.held);
  pending_.clear();
}

std::uint64_t AisAssembler::dropped_parts() const {
  std::uint64_t dropped = dropped_parts_;
  for (const auto& [key, message] : pending_) dropped += static_cast<std::uint64_t>(message.held);
  return dropped;
}

}  // namespace quaywatt::gis
