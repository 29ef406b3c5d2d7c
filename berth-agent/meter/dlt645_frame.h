#pragma once
// Frames of DL/T 645-2007 (clause 5.2): 68H, address low byte first, 68H, control, length, data each +33H, checksum
// (sum of all bytes from the first 68H, modulo 256), 16H; before a frame up to four FEH wake the receiver.
// Bytes in, values out; no IO.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quaywatt::agent::dlt645 {

inline constexpr std::size_t kAddressBytes = 6;
inline constexpr std::size_t kFrameOverhead = 12;  ///< 68H, address, 68H, control, length, checksum, 16H
inline constexpr std::size_t kMaxPayload = 200;    ///< clause 5.2.4: at most 200 data bytes in an answer
inline constexpr std::size_t kWakeUpBytes = 4;     ///< FEH bytes sent ahead of a request

/// The six bytes as printed on the meter, that is high byte first; on the wire they go low byte first.
struct Address {
  std::array<std::uint8_t, kAddressBytes> printed{};

  /// Does a meter of this address answer to `asked`? A byte AAH there matches anything (clause 5.2.2).
  bool answers_to(const Address& asked) const;
  /// Twelve lower-case hex digits.
  std::string text() const;

  bool operator==(const Address&) const = default;
};

inline constexpr Address kAnyAddress{{0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA}};

/// Reads twelve hex digits; shorter, longer or other text gives nullopt.
std::optional<Address> parse_address(std::string_view text);

struct Frame {
  Address address;
  std::uint8_t control = 0;
  std::vector<std::uint8_t> payload;  ///< data with 33H taken off

  bool from_meter() const { return (control & 0x80) != 0; }
  bool refuses() const { return (control & 0x40) != 0; }        ///< the meter answers with an error
  bool more_follows() const { return (control & 0x20) != 0; }   ///< the rest is to be asked with function 12H
  std::uint8_t function() const { return control & 0x1F; }

  bool operator==(const Frame&) const = default;
};

// Functions (clause 7), the low five bits of the control code.
inline constexpr std::uint8_t kReadValue = 0x11;
inline constexpr std::uint8_t kReadFollowing = 0x12;
inline constexpr std::uint8_t kReadAddress = 0x13;

/// Why bytes are no frame, in the order they are looked at.
enum class FrameFault { no_start, truncated, no_second_start, too_long, no_end, checksum };

struct FrameProblem {
  FrameFault fault = FrameFault::no_start;
  std::size_t offset = 0;  ///< of the byte at fault, from the beginning of the bytes given
  std::string zh;
  std::string en;
};

/// A frame and its place in the bytes given.
struct FoundFrame {
  Frame frame;
  std::size_t start = 0;  ///< of its first 68H
  std::size_t end = 0;    ///< of the byte behind its 16H
};

inline constexpr std::size_t kPayloadPlace = 10;  ///< of the data, counted from the first 68H

/// Reads the one frame at `from`, after any number of FEH. All places are counted from the beginning of `bytes`.
std::variant<FoundFrame, FrameProblem> parse_frame(std::span<const std::uint8_t> bytes, std::size_t from = 0);

/// The frame as sent, without FEH ahead. The payload must not exceed kMaxPayload.
std::vector<std::uint8_t> encode_frame(const Frame& frame);

Frame read_request(const Address& address, std::uint32_t identifier);
Frame read_following_request(const Address& address, std::uint32_t identifier, std::uint8_t sequence);
Frame read_address_request();

/// The identifier in the first four bytes of a payload, low byte first; nullopt when there are fewer.
std::optional<std::uint32_t> identifier_of(std::span<const std::uint8_t> payload);

/// "0A ff" style for people: two digits a byte, blanks between.
std::string hex_text(std::span<const std::uint8_t> bytes);
/// Two or eight lower-case hex digits.
std::string hex_byte(std::uint8_t byte);
std::string hex_identifier(std::uint32_t identifier);

}  // namespace quaywatt::agent::dlt645
