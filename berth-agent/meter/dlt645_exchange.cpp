#include "berth-agent/meter/dlt645_exchange.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "berth-agent/meter/dlt645_scanner.h"

namespace quaywatt::agent::dlt645 {
namespace {

using Outcome = std::variant<Answer, MeterFailure>;
using Room = std::array<std::uint8_t, 512>;

// Bounds what a babbling line can make us read before one answer.
constexpr std::size_t kMaxBytesDropped = 64 * 1024;
constexpr std::size_t kMaxBytesHeard = 64 * 1024;

class Listener {
 public:
  Listener(const ByteLink& link, const Address& address, std::uint32_t identifier)
      : asked_(address), identifier_(identifier), place_(link.place()) {}

  // The outcome the frame decides; nullopt when it is none of ours.
  std::optional<Outcome> judge(const Frame& frame) {
    if (!frame.from_meter()) return std::nullopt;  // an echo, or another master's request
    if (!frame.address.answers_to(asked_)) {
      stranger_ = frame.address;
      return std::nullopt;
    }
    if (frame.function() != kReadValue) return std::nullopt;
    auto meaning = meaning_of(frame);
    if (const auto* problem = std::get_if<PayloadProblem>(&meaning)) return unreadable(*problem);
    if (frame.refuses()) return refused(std::get<Meaning>(meaning));
    if (std::get<Meaning>(meaning).identifier != identifier_) return std::nullopt;
    return Answer{std::move(std::get<Meaning>(meaning)), frame.address};
  }

  // What silence until the deadline means, given what was heard.
  MeterFailure silence(const PassedOver& heard, MeterFailure timeout) const {
    if (stranger_) {
      return {MeterFault::wrong_address, subject_zh() + "：只有电表 " + stranger_->text() + " 应答，请核对地址",
              subject_en() + ": only meter " + stranger_->text() + " answered; check the address"};
    }
    if (heard.wrong_checksums > 0) {
      return {MeterFault::checksum, subject_zh() + "：应答的校验和不符，请检查线路干扰和接地",
              subject_en() + ": answers with a wrong checksum; check the line for interference"};
    }
    if (heard.noise_bytes > 0) {
      return {MeterFault::malformed,
              subject_zh() + "：收到 " + std::to_string(heard.noise_bytes) + " 字节，不成报文，请检查速率和校验位",
              subject_en() + ": " + std::to_string(heard.noise_bytes) +
                  " bytes came that are no frame; check baud rate and parity"};
    }
    return timeout;
  }

  MeterFailure clash() const {
    return {MeterFault::address_clash, subject_zh() + "：两块电表同时应答，地址重复，请改其中一块",
            subject_en() + ": two meters answered one request, change the address of one"};
  }

 private:
  std::string subject_zh() const {
    return place_ + " 电表 " + asked_.text() + "，数据 " + hex_identifier(identifier_);
  }
  std::string subject_en() const {
    return place_ + " meter " + asked_.text() + ", value " + hex_identifier(identifier_);
  }

  MeterFailure refused(const Meaning& meaning) const {
    return {MeterFault::refused_by_meter, subject_zh() + "：" + meaning.zh, subject_en() + ": " + meaning.en};
  }

  MeterFailure unreadable(const PayloadProblem& problem) const {
    const bool digits = problem.fault == PayloadProblem::Fault::no_decimal_digits;
    return {digits ? MeterFault::value_out_of_range : MeterFault::malformed, subject_zh() + "：" + problem.zh,
            subject_en() + ": " + problem.en};
  }

  Address asked_;
  std::uint32_t identifier_;
  std::string place_;
  std::optional<Address> stranger_;
};

void drop_what_came_before(ByteLink& link, Room& room) {
  std::size_t dropped = 0;
  while (dropped < kMaxBytesDropped) {
    const std::size_t received = link.received_already(room);
    if (received == 0) return;
    dropped += received;
  }
}

std::optional<MeterFailure> send_request(ByteLink& link, const Address& address, std::uint32_t identifier) {
  std::vector<std::uint8_t> bytes(kWakeUpBytes, 0xFE);
  const auto frame = encode_frame(read_request(address, identifier));
  bytes.insert(bytes.end(), frame.begin(), frame.end());
  return link.send(bytes);
}

// Did a second answer to the same request come along with the first?
bool answered_twice(ByteLink& link, FrameScanner& scanner, Listener& listener, Room& room) {
  scanner.feed(std::span(room).first(link.received_already(room)));
  while (auto frame = scanner.next()) {
    const auto outcome = listener.judge(*frame);
    if (outcome && std::holds_alternative<Answer>(*outcome)) return true;
  }
  return false;
}

Outcome listen(ByteLink& link, Listener& listener, bool first_try) {
  FrameScanner scanner;
  Room room{};
  std::size_t heard = 0;
  while (true) {
    const auto received = link.receive(room);
    const auto* failure = std::get_if<MeterFailure>(&received);
    if (failure != nullptr && failure->fault != MeterFault::timeout) return *failure;
    const std::size_t count = failure == nullptr ? std::get<std::size_t>(received) : 0;
    heard += count;
    const bool over = failure != nullptr || heard > kMaxBytesHeard;
    scanner.feed(std::span(room).first(count));
    while (auto frame = over ? scanner.next_at_silence() : scanner.next()) {
      auto outcome = listener.judge(*frame);
      if (!outcome) continue;
      const bool answer = std::holds_alternative<Answer>(*outcome);
      if (answer && first_try && answered_twice(link, scanner, listener, room)) return listener.clash();
      return *outcome;
    }
    if (over) {
      return listener.silence(scanner.passed_over(), failure != nullptr ? *failure : MeterFailure{});
    }
  }
}

}  // namespace

Outcome ask(ByteLink& link, const Address& address, std::uint32_t identifier, std::chrono::milliseconds timeout,
            bool first_try) {
  if (auto failure = link.begin(timeout)) return *failure;
  Room room{};
  drop_what_came_before(link, room);
  if (auto failure = send_request(link, address, identifier)) return *failure;
  Listener listener(link, address, identifier);
  return listen(link, listener, first_try);
}

}  // namespace quaywatt::agent::dlt645
