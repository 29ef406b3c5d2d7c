#include "berth-agent/meter/dlt645_frame.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace quaywatt::agent::dlt645 {
namespace {

constexpr std::uint8_t kStart = 0x68;
constexpr std::uint8_t kEnd = 0x16;
constexpr std::uint8_t kWakeUp = 0xFE;
constexpr std::uint8_t kOffset = 0x33;
constexpr std::uint8_t kAnyByte = 0xAA;

// Places inside a frame, counted from its first 68H.
constexpr std::size_t kSecondStart = 7;
constexpr std::size_t kControl = 8;
constexpr std::size_t kLength = 9;

std::uint8_t sum_of(std::span<const std::uint8_t> bytes) {
  unsigned sum = 0;
  for (const std::uint8_t byte : bytes) sum += byte;
  return static_cast<std::uint8_t>(sum & 0xFFU);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

FrameProblem no_start(std::size_t offset, std::span<const std::uint8_t> rest) {
  const std::string at = std::to_string(offset);
  if (rest.empty()) {
    return {FrameFault::no_start, offset, "没有帧：第 " + at + " 字节处已无内容", "no frame: nothing at byte " + at};
  }
  const std::string found = hex_byte(rest.front());
  return {FrameFault::no_start, offset, "第 " + at + " 字节应为帧起始符 68，却是 " + found,
          "byte " + at + " should be the frame start 68, is " + found};
}

FrameProblem truncated(std::size_t have, std::size_t need, std::size_t end) {
  const std::string missing = std::to_string(need - have);
  return {FrameFault::truncated, end,
          "帧不完整：已有 " + std::to_string(have) + " 字节，至少应有 " + std::to_string(need) + "，缺 " + missing,
          "frame cut short: " + std::to_string(have) + " bytes of at least " + std::to_string(need) + ", " + missing +
              " missing"};
}

FrameProblem no_second_start(std::size_t offset, std::uint8_t found) {
  const std::string at = std::to_string(offset);
  return {FrameFault::no_second_start, offset, "第 " + at + " 字节应为地址域后的 68，却是 " + hex_byte(found),
          "byte " + at + " should be the 68 after the address, is " + hex_byte(found)};
}

FrameProblem too_long(std::size_t offset, std::size_t length) {
  const std::string at = std::to_string(offset);
  return {FrameFault::too_long, offset,
          "第 " + at + " 字节的数据长度 " + std::to_string(length) + " 超过 " + std::to_string(kMaxPayload),
          "length " + std::to_string(length) + " at byte " + at + " exceeds " + std::to_string(kMaxPayload)};
}

FrameProblem no_end(std::size_t offset, std::uint8_t found, std::size_t length) {
  const std::string at = std::to_string(offset);
  return {FrameFault::no_end, offset,
          "按数据长度 " + std::to_string(length) + "，第 " + at + " 字节应为结束符 16，却是 " + hex_byte(found),
          "with length " + std::to_string(length) + " byte " + at + " should be the end 16, is " + hex_byte(found)};
}

FrameProblem bad_checksum(std::size_t offset, std::uint8_t expected, std::uint8_t found) {
  const std::string at = std::to_string(offset);
  return {FrameFault::checksum, offset,
          "第 " + at + " 字节校验和不符：应为 " + hex_byte(expected) + "，却是 " + hex_byte(found),
          "checksum at byte " + at + " does not match: expected " + hex_byte(expected) + ", found " + hex_byte(found)};
}

Frame frame_from(std::span<const std::uint8_t> whole) {
  Frame frame;
  std::reverse_copy(whole.begin() + 1, whole.begin() + 1 + kAddressBytes, frame.address.printed.begin());
  frame.control = whole[kControl];
  for (const std::uint8_t byte : whole.subspan(kPayloadPlace, whole[kLength])) {
    frame.payload.push_back(static_cast<std::uint8_t>(byte - kOffset));
  }
  return frame;
}

std::vector<std::uint8_t> identifier_bytes(std::uint32_t identifier) {
  std::vector<std::uint8_t> bytes;
  for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(identifier >> shift));
  return bytes;
}

}  // namespace

bool Address::answers_to(const Address& asked) const {
  return std::equal(printed.begin(), printed.end(), asked.printed.begin(),
                    [](std::uint8_t own, std::uint8_t wanted) { return wanted == kAnyByte || own == wanted; });
}

std::string Address::text() const {
  std::string digits;
  for (const std::uint8_t byte : printed) digits += hex_byte(byte);
  return digits;
}

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() != 2 * kAddressBytes) return std::nullopt;
  Address address;
  for (std::size_t i = 0; i < kAddressBytes; ++i) {
    const int high = hex_digit(text[2 * i]);
    const int low = hex_digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    address.printed[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return address;
}

std::variant<FoundFrame, FrameProblem> parse_frame(std::span<const std::uint8_t> bytes, std::size_t from) {
  std::size_t start = from;
  while (start < bytes.size() && bytes[start] == kWakeUp) ++start;
  const auto rest = bytes.subspan(start);
  if (rest.empty() || rest.front() != kStart) return no_start(start, rest);
  if (rest.size() > kSecondStart && rest[kSecondStart] != kStart) {
    return no_second_start(start + kSecondStart, rest[kSecondStart]);
  }
  if (rest.size() <= kLength) return truncated(rest.size(), kFrameOverhead, bytes.size());
  const std::size_t length = rest[kLength];
  if (length > kMaxPayload) return too_long(start + kLength, length);
  const std::size_t size = kFrameOverhead + length;
  if (rest.size() < size) return truncated(rest.size(), size, bytes.size());
  if (rest[size - 1] != kEnd) return no_end(start + size - 1, rest[size - 1], length);
  const std::uint8_t expected = sum_of(rest.first(size - 2));
  if (rest[size - 2] != expected) return bad_checksum(start + size - 2, expected, rest[size - 2]);
  return FoundFrame{frame_from(rest.first(size)), start, start + size};
}

std::vector<std::uint8_t> encode_frame(const Frame& frame) {
  assert(frame.payload.size() <= kMaxPayload);
  std::vector<std::uint8_t> bytes;
  bytes.reserve(kFrameOverhead + frame.payload.size());
  bytes.push_back(kStart);
  std::copy(frame.address.printed.rbegin(), frame.address.printed.rend(), std::back_inserter(bytes));
  bytes.push_back(kStart);
  bytes.push_back(frame.control);
  bytes.push_back(static_cast<std::uint8_t>(frame.payload.size()));
  for (const std::uint8_t byte : frame.payload) bytes.push_back(static_cast<std::uint8_t>(byte + kOffset));
  bytes.push_back(sum_of(bytes));
  bytes.push_back(kEnd);
  return bytes;
}

Frame read_request(const Address& address, std::uint32_t identifier) {
  return {address, kReadValue, identifier_bytes(identifier)};
}

Frame read_following_request(const Address& address, std::uint32_t identifier, std::uint8_t sequence) {
  Frame frame{address, kReadFollowing, identifier_bytes(identifier)};
  frame.payload.push_back(sequence);
  return frame;
}

Frame read_address_request() { return {kAnyAddress, kReadAddress, {}}; }

std::optional<std::uint32_t> identifier_of(std::span<const std::uint8_t> payload) {
  if (payload.size() < 4) return std::nullopt;
  std::uint32_t identifier = 0;
  for (std::size_t i = 4; i-- > 0;) identifier = identifier << 8U | payload[i];
  return identifier;
}

std::string hex_byte(std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {kDigits[byte >> 4U], kDigits[byte & 0x0FU]};
}

std::string hex_text(std::span<const std::uint8_t> bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += (text.empty() ? "" : " ") + hex_byte(byte);
  return text;
}

std::string hex_identifier(std::uint32_t identifier) {
  std::string text;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) text += hex_byte(static_cast<std::uint8_t>(identifier >> shift));
  return text;
}

}  // namespace quaywatt::agent::dlt645
