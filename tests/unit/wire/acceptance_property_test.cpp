// Properties of the acceptance over true ledgers. Method: drawn ledgers of one to four epochs, cut into drawn batches,
// sent in drawn order with repetitions to a server in memory; D11: nothing but (agent, epoch, seq) orders lines.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "schema/wire/chain.h"
#include "tests/unit/wire/golden.h"
#include "tests/unit/wire/true_ledger.h"

namespace quaywatt::wire {
namespace {

using domain::BatchVerdict;

struct Cut {
  std::size_t epoch_index;
  std::uint64_t first;
  std::uint64_t last;
};

/// Evenly from [low, high), however early in the run: rapidcheck would start with tiny ranges.
template <typename Number>
Number drawn(Number low, Number high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

TrueLedger any_ledger() {
  std::vector<std::size_t> sizes(drawn<std::size_t>(1, 5));
  for (auto& size : sizes) size = drawn<std::size_t>(1, 12);
  return TrueLedger(sizes);
}

Cut any_cut(const TrueLedger& ledger) {
  const auto epoch = drawn<std::size_t>(0, ledger.epochs.size());
  const auto size = ledger.epochs[epoch].lines.size();
  const auto first = drawn<std::uint64_t>(1, size + 1);
  return {epoch, first, drawn<std::uint64_t>(first, size + 1)};
}

/// What is held is the true ledger up to some line, nothing left out.
void held_is_a_true_beginning(const MemoryServer& server, const TrueLedger& ledger) {
  for (const auto& epoch : ledger.epochs) {
    const auto held = server.lines().find(epoch.number);
    if (held == server.lines().end()) {
      RC_ASSERT(server.held().epoch < epoch.number);
      continue;
    }
    RC_ASSERT(std::equal(held->second.begin(), held->second.end(), epoch.lines.begin()));
    if (epoch.number < server.held().epoch) RC_ASSERT(held->second.size() == epoch.lines.size());
  }
}

/// The agent goes on after what the server holds, as it always does.
void send_the_rest(MemoryServer& server, const TrueLedger& ledger) {
  while (true) {
    const auto held = server.held();
    std::size_t epoch = held.epoch == 0 ? 0 : held.epoch - 1;
    std::uint64_t first = held.seq + 1;
    if (held.epoch > 0 && held.seq == ledger.epochs[epoch].lines.size()) {
      ++epoch;
      first = 1;
    }
    if (epoch == ledger.epochs.size()) return;
    const std::uint64_t last = std::min<std::uint64_t>(first + 4, ledger.epochs[epoch].lines.size());
    RC_ASSERT(server.receive(ledger.batch(epoch, first, last, golden_agent_key())).verdict == BatchVerdict::accepted);
  }
}

void holds_everything(const MemoryServer& server, const TrueLedger& ledger) {
  for (const auto& epoch : ledger.epochs) RC_ASSERT(server.lines().at(epoch.number) == epoch.lines);
}

TEST(AcceptanceProperty, N2_OrderAndRepetitionOfTrueBatchesNeverChangeTheHeldLedger) {
  EXPECT_TRUE(rc::check([] {
    const TrueLedger ledger = any_ledger();
    MemoryServer server(golden_agent_key().public_key());
    const int batches = drawn(0, 25);
    for (int i = 0; i < batches; ++i) {
      const Cut cut = any_cut(ledger);
      const Batch batch = ledger.batch(cut.epoch_index, cut.first, cut.last, golden_agent_key());
      const auto verdict = server.receive(batch).verdict;
      RC_ASSERT(verdict == BatchVerdict::accepted || verdict == BatchVerdict::already_held ||
                verdict == BatchVerdict::gap_before);
      held_is_a_true_beginning(server, ledger);
    }
    send_the_rest(server, ledger);
    holds_everything(server, ledger);
  }));
}

TEST(AcceptanceProperty, D8_D9_ServerThatLostItsLastLinesIsHealed) {
  EXPECT_TRUE(rc::check([] {
    const TrueLedger ledger = any_ledger();
    MemoryServer server(golden_agent_key().public_key());
    send_the_rest(server, ledger);
    const Cut cut = any_cut(ledger);
    server.forget_after({ledger.epochs[cut.epoch_index].number, cut.first - 1});
    held_is_a_true_beginning(server, ledger);
    send_the_rest(server, ledger);
    holds_everything(server, ledger);
  }));
}

/// A batch of held lines with one of them changed.
std::vector<std::string> with_one_changed(const Batch& batch) {
  std::vector<std::string> lines = batch.lines;
  std::string& line = lines[drawn<std::size_t>(0, lines.size())];
  char& byte = line[drawn<std::size_t>(0, line.size())];
  const auto flipped = static_cast<char>(byte ^ (1 << drawn(0, 8)));
  byte = flipped == '\n' ? 'x' : flipped;
  return lines;
}

TEST(AcceptanceProperty, A8_ChangedLineAtAHeldPositionIsNeverTaken) {
  EXPECT_TRUE(rc::check([] {
    const TrueLedger ledger = any_ledger();
    MemoryServer server(golden_agent_key().public_key());
    send_the_rest(server, ledger);
    const Cut cut = any_cut(ledger);
    const Batch original = ledger.batch(cut.epoch_index, cut.first, cut.last, golden_agent_key());
    const auto lines = with_one_changed(original);

    Batch changed = original;
    changed.lines = lines;
    RC_ASSERT(server.receive(changed).verdict == BatchVerdict::bad_chain);

    Batch rehashed = make_batch(original.agent, original.epoch, cut.first, original.head_before, lines,
                                golden_agent_key());
    rehashed.signature = original.signature;
    RC_ASSERT(server.receive(rehashed).verdict == BatchVerdict::bad_signature);
    const SigningKey stranger = SigningKey::generate();
    rehashed.signature = stranger.sign(signed_text(rehashed));
    RC_ASSERT(server.receive(rehashed).verdict == BatchVerdict::bad_signature);

    // The true key in other hands. A first line that does not open its epoch is refused before it is compared.
    rehashed.signature = golden_agent_key().sign(signed_text(rehashed));
    const auto verdict = server.receive(rehashed).verdict;
    RC_ASSERT(verdict == BatchVerdict::fork || (cut.first == 1 && verdict == BatchVerdict::bad_epoch));
    holds_everything(server, ledger);
  }));
}

TEST(AcceptanceProperty, A8_SecondWriterIsFoundBeforeItsLinesAreTaken) {
  EXPECT_TRUE(rc::check([] {
    const TrueLedger ledger = any_ledger();
    MemoryServer server(golden_agent_key().public_key());
    send_the_rest(server, ledger);
    // A clone from some earlier line on writes one line of its own there.
    const Cut cut = any_cut(ledger);
    const auto& epoch = ledger.epochs[cut.epoch_index];
    RC_PRE(cut.first > 1);
    const Batch clone = make_batch(ledger.batch(0, 1, 1, golden_agent_key()).agent, epoch.number, cut.first,
                                   epoch.heads[cut.first - 1], {epoch.lines[0]}, golden_agent_key());
    RC_ASSERT(server.receive(clone).verdict == BatchVerdict::fork);
    holds_everything(server, ledger);
  }));
}

}  // namespace
}  // namespace quaywatt::wire
