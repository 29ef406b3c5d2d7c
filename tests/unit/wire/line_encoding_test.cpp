#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "schema/wire/line_codec.h"
#include "schema/wire/words.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

/// A good line to spoil: the stay of the golden ledger.
domain::LedgerLine stay_line() { return golden_lines().at(3); }

template <typename Spoil>
std::string defect_after(Spoil spoil) {
  domain::LedgerLine line = stay_line();
  spoil(line, std::get<domain::StayRegistered>(line.body));
  const auto defect = defect_of(line);
  if (!defect) return "good";
  EXPECT_THROW(encode_line(line), std::invalid_argument);
  return defect->reason + " " + defect->pointer;
}

TEST(LineEncoding, WritesNothingThatCannotBeReadBack) {
  using Line = domain::LedgerLine;
  using Stay = domain::StayRegistered;
  EXPECT_EQ(defect_after([](Line&, Stay&) {}), "good");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.berth.clear(); }), "bad_value /berth");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.berth = "A\xFF"; }), "bad_value /berth");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.berth = std::string("A\0B", 3); }), "bad_value /berth");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.vessel.name.assign(201, 'x'); }), "bad_value /vessel/name");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.vessel.mmsi = 0; }), "bad_value /vessel/mmsi");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.raft_position = 0; }), "bad_value /raft_position");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.arrived_at = domain::Instant{domain::Millis{-1}}; }),
            "bad_value /arrived_at");
  EXPECT_EQ(defect_after([](Line&, Stay& stay) { stay.source = static_cast<Stay::Source>(9); }),
            "unknown_word /source");
  EXPECT_EQ(defect_after([](Line& line, Stay&) { line.boot = "5F0C9A1E44D27B83"; }), "bad_value /boot");
  EXPECT_EQ(defect_after([](Line& line, Stay&) { line.mono = domain::Millis{-1}; }), "bad_value /mono_ms");
  EXPECT_EQ(defect_after([](Line& line, Stay&) { line.position.seq = 0; }), "bad_value /seq");
  EXPECT_EQ(defect_after([](Line& line, Stay&) { line.position.seq = std::numeric_limits<std::uint64_t>::max(); }),
            "bad_value /seq");
  EXPECT_EQ(defect_after([](Line& line, Stay&) { line.actor.id.clear(); }), "bad_value /actor/id");
}

TEST(LineEncoding, WholeLineHasALimit) {
  domain::LedgerLine line = golden_lines().at(4);
  auto& checklist = std::get<domain::ChecklistCompleted>(line.body);
  checklist.items.assign(kLineMaxBytes / 260, {std::string(200, 'x'), true});
  EXPECT_FALSE(defect_of(line));
  checklist.items.assign(40, {std::string(200, 'x'), true});
  ASSERT_TRUE(defect_of(line));
  EXPECT_EQ(defect_of(line)->reason, "too_long");
  checklist.items.assign(41, {"x", true});
  EXPECT_EQ(defect_of(line)->pointer, "/items");
}

TEST(LineEncoding, ReferencesMustLieBefore) {
  domain::LedgerLine line = golden_lines().at(13);
  auto& ended = std::get<domain::StayEnded>(line.body);
  ended.stay = line.position;
  EXPECT_EQ(defect_of(line)->reason, "forward_reference");
  ended.stay = {1, 0};
  EXPECT_EQ(defect_of(line)->reason, "bad_value");
}

TEST(LineRef, IsWrittenAndReadInOneSpelling) {
  EXPECT_EQ(format_ref({3, 17}), "3.17");
  EXPECT_EQ(parse_ref("3.17"), (domain::LineRef{3, 17}));
  EXPECT_EQ(parse_ref("4294967295.9007199254740991"), (domain::LineRef{4294967295U, 9007199254740991ULL}));
  for (const char* bad : {"", ".", "3", "3.", ".17", "3.017", "03.17", "3.-1", "3.1x", "3..1"}) {
    EXPECT_FALSE(parse_ref(bad)) << bad;
  }
}

TEST(Words, AreOneToOne) {
  EXPECT_EQ(word_of(domain::Reading::Cause::by_hand), "by_hand");
  EXPECT_EQ(from_word<domain::Reading::Cause>("fault_test"), domain::Reading::Cause::fault_test);
  EXPECT_EQ(word_of(domain::Declared::Consent::absent), "absent");
  EXPECT_EQ(word_of(domain::SupplyStopped::Reason::other), "other");
  EXPECT_EQ(word_of(domain::ActorRole::officer), "officer");
  EXPECT_FALSE(from_word<domain::ActorRole>("Officer"));
  EXPECT_TRUE(word_of(static_cast<domain::ActorRole>(99)).empty());
}

}  // namespace
}  // namespace quaywatt::wire
